package org.haat.channelsync.account;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Channel;

/** The channels of this installation by id. */
@Singleton
public class Channels {
    private final Map<String, Channel> byId = new TreeMap<>();

    /** Channels that an installation has only where it is set up for them. */
    public record ByChoice(List<Channel> channels) {}

    /** Stores of a marketplace in other countries. */
    public record Abroad(List<Channel> channels) {}

    public Channels(@All List<Channel> channels, ByChoice byChoice, Abroad abroad, SkusThere skus) {
        for (Channel channel : Stream.of(channels, byChoice.channels(), abroad.channels())
                .flatMap(List::stream)
                .toList()) {
            if (byId.put(channel.id(), new SkuTranslation(channel, skus)) != null) {
                throw new IllegalStateException("Two channels are called " + channel.id());
            }
        }
    }

    public Optional<Channel> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The facet, if the channel is here and has it. */
    public <F> Optional<F> facet(String id, Class<F> facet) {
        return find(id).flatMap(channel -> channel.facet(facet));
    }

    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }
}
