package org.haat.channelsync.overview;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a product: its part of the explanation that it gives to people itself, in the reader's language.
 *
 * @param state {@code DRAFT}, {@code SUBMITTED}, {@code APPROVED}, {@code PUBLISHED}, {@code PAUSED} or {@code RETIRED}
 * @param listingVersionTold 0 when channels were never told of it
 * @param channels those that the catalogue offers products to
 */
public record CatalogueWord(
        String agency, String sku, String state, String sentence, long listingVersionTold, List<Stand> channels) {
    Optional<Stand> at(String channel) {
        return channels.stream()
                .filter(stand -> stand.channel().equals(channel))
                .findFirst();
    }

    /** @param refusals the rules of the publish gate that it does not keep, as judged now; empty when it may pass */
    public record Stand(String channel, List<Rule> refusals) {}

    /** @param who acts: {@code PRODUCER}, {@code AGENCY}, {@code OPERATIONS} or {@code PARTNER} */
    public record Rule(
            String rule,
            String message,
            String remedy,
            @Nullable String who) {}
}
