package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.haat.event.ListingSnapshot;

/**
 * What the channel was sent of listings' content, as far as it gives it back. It is not stored: while the content that the
 * channel took last is the catalogue's of now, the channel's own writer says it again.
 */
@Singleton
class SentContent {
    private final Channels channels;
    private final Accounts accounts;
    private final Sql sql;

    SentContent(Channels channels, Accounts accounts, Sql sql) {
        this.channels = channels;
        this.accounts = accounts;
        this.sql = sql;
    }

    private record Stored(long listing, ListingSnapshot snapshot) {}

    /** By listing; one whose content is not known to be what the channel took is left out. One statement for all of them. */
    Map<Long, Map<String, List<String>>> of(UUID id, Collection<Ours> listings) {
        Optional<ChannelAccount> account = accounts.find(id);
        Optional<ListingReader> reader = account.flatMap(found -> channels.facet(found.channel(), ListingReader.class));
        if (listings.isEmpty() || account.isEmpty() || reader.isEmpty()) {
            return Map.of();
        }
        Map<Long, Ours> ours = new HashMap<>();
        listings.forEach(one -> ours.put(one.listing().id(), one));
        Account known = new Account(id, account.get().agency(), account.get().settings(), Map.of());
        Map<Long, Map<String, List<String>>> sent = new HashMap<>();
        for (Stored stored : stored(ours.keySet())) {
            Ours our = ours.get(stored.listing());
            if (our != null && tookIt(our, stored.snapshot())) {
                ListingLine line =
                        new ListingLine(stored.snapshot(), 0, our.listing().remoteId());
                sent.put(stored.listing(), reader.get().sent(known, line));
            }
        }
        return sent;
    }

    private List<Stored> stored(Collection<Long> listings) {
        return sql.list(
                "SELECT l.id, p.snapshot FROM listing l JOIN product p ON p.agency = l.agency AND p.sku = l.sku"
                        + " WHERE l.id = ANY (?) AND p.snapshot IS NOT NULL",
                row -> new Stored(row.getLong("id"), StoredJson.read(row.getString("snapshot"), ListingSnapshot.class)),
                (Object) listings.toArray(Long[]::new));
    }

    private static boolean tookIt(Ours our, ListingSnapshot snapshot) {
        FacetRow content = our.facets().get(Facet.CONTENT);
        String taken = content == null ? null : content.appliedHash();
        return taken != null && taken.startsWith(FacetValues.contentHash(snapshot));
    }
}
