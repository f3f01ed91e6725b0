package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.adoption.PairSheet.Pair;
import org.haat.channelsync.adoption.ThereView.Bad;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Listings;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** Judges which listings of a channel may be linked to which products of ours. Reads only; call inside a transaction. */
@Singleton
class Pairing {
    private final ListingsThere there;
    private final Listings listings;
    private final Sql sql;

    Pairing(ListingsThere there, Listings listings, Sql sql) {
        this.there = there;
        this.listings = listings;
        this.sql = sql;
    }

    /** A pair that may be linked. */
    record Match(Pair pair, ListingRow ours, There theirs) {}

    record Plan(List<Match> matches, List<Bad> bad) {}

    /** What is known of all the names of a sheet, read in as many statements however long it is. */
    private record Known(
            Map<String, There> byName,
            Map<String, There> byRemoteId,
            Map<String, ListingRow> ours,
            Map<String, There> ofOurNames,
            Set<Long> open) {
        @Nullable
        There theirs(String name) {
            There named = byName.get(name);
            return named != null ? named : byRemoteId.get(name);
        }
    }

    Plan plan(ChannelAccount account, List<Pair> pairs) {
        Known known = known(account.id(), pairs);
        List<Match> matches = new ArrayList<>();
        List<Bad> bad = new ArrayList<>();
        Set<String> theirs = new HashSet<>();
        Set<Long> ours = new HashSet<>();
        for (Pair pair : pairs) {
            There remote = known.theirs(pair.remote());
            ListingRow listing = known.ours().get(key(pair.sku()));
            if (listing == null || remote == null) {
                bad.add(
                        listing == null
                                ? new Bad(pair.row(), pair.sku(), "sku-unknown")
                                : new Bad(pair.row(), pair.remote(), "remote-unknown"));
                continue;
            }
            String refusal = refusal(known, listing, remote, theirs, ours);
            if (refusal != null) {
                bad.add(new Bad(pair.row(), refusal.equals("sku-twice") ? pair.sku() : pair.remote(), refusal));
                continue;
            }
            theirs.add(remote.sku());
            ours.add(listing.id());
            matches.add(new Match(pair, listing, remote));
        }
        return new Plan(matches, bad);
    }

    private static @Nullable String refusal(
            Known known, ListingRow listing, There remote, Set<String> theirs, Set<Long> ours) {
        if (remote.state() == There.State.LINKED || theirs.contains(remote.sku())) {
            return "linked-already";
        }
        if (ours.contains(listing.id())) {
            return "sku-twice";
        }
        if (listing.state() == State.SUBMITTED || !known.open().contains(listing.id())) {
            return "listed-already";
        }
        boolean hasOwn =
                !remote.sku().equals(listing.sku()) && known.ofOurNames().containsKey(listing.sku());
        return hasOwn ? "has-own" : null;
    }

    private Known known(UUID account, List<Pair> pairs) {
        List<String> remotes = pairs.stream().map(Pair::remote).distinct().toList();
        Map<String, ListingRow> ours = new HashMap<>();
        listings.find(account, pairs.stream().map(Pair::sku).distinct().toList())
                .forEach(row -> ours.put(key(row.sku()), row));
        return new Known(
                there.named(account, remotes),
                there.ofRemoteIds(account, remotes),
                ours,
                there.named(account, ours.values().stream().map(ListingRow::sku).toList()),
                open(ours.values().stream().map(ListingRow::id).toArray(Long[]::new)));
    }

    /** As {@link Adoption#isOpen} judges again when it links. */
    private Set<Long> open(Long[] ids) {
        return new HashSet<>(sql.list(
                "SELECT l.id FROM listing l JOIN listing_facet f ON f.listing = l.id AND f.facet = 'CONTENT'"
                        + " WHERE l.id = ANY (?) AND l.wanted <> 'RETIRED' AND f.applied_hash IS NULL AND f.call IS NULL"
                        + " AND f.work <> 'READ_BACK'",
                row -> row.getLong("id"),
                (Object) ids));
    }

    private static String key(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
