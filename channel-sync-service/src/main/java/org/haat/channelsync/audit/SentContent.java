package org.haat.channelsync.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.SentTexts;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What the channel was sent of listings' content, as far as it gives it back: the texts that were kept when it took them. Of a
 * listing that has none (it was adopted, or sent before they were kept) the channel's own writer says them again while what it
 * took last is the catalogue's content of now; they are kept once an audit has found them shown, so that another writer of ours
 * makes no drift.
 */
@Singleton
class SentContent {
    private final Channels channels;
    private final Accounts accounts;
    private final SentTexts keptTexts;
    private final Sql sql;

    SentContent(Channels channels, Accounts accounts, SentTexts keptTexts, Sql sql) {
        this.channels = channels;
        this.accounts = accounts;
        this.keptTexts = keptTexts;
        this.sql = sql;
    }

    /**
     * What was sent of a listing.
     *
     * @param kept when it was taken; false when our writer of now said it
     */
    record Sent(Map<String, List<String>> texts, boolean kept) {
        static final Sent NOTHING = new Sent(Map.of(), false);
    }

    private record Stored(
            long listing,
            ListingSnapshot snapshot,
            @Nullable String hash,
            @Nullable String texts) {}

    /** By listing; one whose content is not known to be what the channel took is left out. One statement for all of them. */
    Map<Long, Sent> of(UUID id, Collection<Ours> listings) {
        Optional<ChannelAccount> account = accounts.find(id);
        Optional<ListingReader> reader = account.flatMap(found -> channels.facet(found.channel(), ListingReader.class));
        if (listings.isEmpty() || account.isEmpty() || reader.isEmpty()) {
            return Map.of();
        }
        Map<Long, Ours> ours = new HashMap<>();
        listings.forEach(one -> ours.put(one.listing().id(), one));
        Account known = new Account(id, account.get().agency(), account.get().settings(), Map.of());
        Map<Long, Sent> sent = new HashMap<>();
        for (Stored stored : stored(ours.keySet())) {
            Ours our = ours.get(stored.listing());
            String taken = our == null ? null : taken(our);
            if (our == null || taken == null) {
                continue;
            }
            if (stored.texts() != null && taken.equals(stored.hash())) {
                sent.put(stored.listing(), new Sent(texts(stored.texts()), true));
            } else if (taken.startsWith(FacetValues.contentHash(stored.snapshot()))) {
                ListingLine line =
                        new ListingLine(stored.snapshot(), 0, our.listing().remoteId());
                sent.put(stored.listing(), new Sent(reader.get().sent(known, line), false));
            }
        }
        return sent;
    }

    /** Keeps what our writer of now said of listings of which the channel shows just that. */
    void agreed(Collection<Ours> listings, Map<Long, Sent> sent) {
        List<SentTexts.Kept> kept = new ArrayList<>();
        for (Ours our : listings) {
            Sent said = sent.getOrDefault(our.listing().id(), Sent.NOTHING);
            String taken = taken(our);
            if (!said.kept() && !said.texts().isEmpty() && taken != null) {
                kept.add(new SentTexts.Kept(our.listing().id(), our.listing().agency(), taken, said.texts()));
            }
        }
        keptTexts.keep(kept);
    }

    private static @Nullable String taken(Ours our) {
        FacetRow content = our.facets().get(Facet.CONTENT);
        return content == null ? null : content.appliedHash();
    }

    private static Map<String, List<String>> texts(String json) {
        Map<String, List<String>> texts = new TreeMap<>();
        StoredJson.read(json, JsonNode.class).fields().forEachRemaining(entry -> {
            List<String> values = new ArrayList<>();
            entry.getValue().forEach(value -> values.add(value.asText()));
            texts.put(entry.getKey(), values);
        });
        return texts;
    }

    private List<Stored> stored(Collection<Long> listings) {
        return sql.list(
                "SELECT l.id, p.snapshot, s.hash, s.texts FROM listing l JOIN product p ON p.agency = l.agency AND p.sku = l.sku"
                        + " LEFT JOIN sent_texts s ON s.listing = l.id WHERE l.id = ANY (?) AND p.snapshot IS NOT NULL",
                row -> new Stored(
                        row.getLong("id"),
                        StoredJson.read(row.getString("snapshot"), ListingSnapshot.class),
                        row.getString("hash"),
                        row.getString("texts")),
                (Object) listings.toArray(Long[]::new));
    }
}
