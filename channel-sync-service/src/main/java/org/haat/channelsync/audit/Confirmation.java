package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;

/**
 * The second look at what seemed to differ: what still differs is drift and is mended, if the audit may; what does not was a
 * sale on its way or a page that moved. Call inside a transaction.
 */
@Singleton
class Confirmation {
    private final Drifts drifts;
    private final OurListings ours;
    private final Listings listings;
    private final ListingStates states;
    private final Accounts accounts;

    Confirmation(Drifts drifts, OurListings ours, Listings listings, ListingStates states, Accounts accounts) {
        this.drifts = drifts;
        this.ours = ours;
        this.listings = listings;
        this.states = states;
        this.accounts = accounts;
    }

    /**
     * @param ordersKnown false when sales of the last minutes may still be missing here: stock is then told and not mended
     * @return how many differences were mended
     */
    int take(
            Audit audit,
            List<Drifts.Candidate> candidates,
            Map<Long, RemoteListing> answers,
            boolean ordersKnown,
            Instant takenBefore,
            Instant now) {
        Map<Long, Set<DriftKind>> suspected = new HashMap<>();
        candidates.forEach(one -> suspected
                .computeIfAbsent(one.listing().id(), id -> EnumSet.noneOf(DriftKind.class))
                .add(one.difference().kind()));
        List<ListingRow> rows = listings.lock(suspected.keySet());
        Map<Long, Ours> locked = ours.with(rows, listings.facets(suspected.keySet()));
        List<Drifts.Confirmed> confirmed = new ArrayList<>();
        List<Repair> repairs = new ArrayList<>();
        List<Listings.Observation> seen = new ArrayList<>();
        for (ListingRow row : rows) {
            Ours our = locked.get(row.id());
            RemoteListing shown = answers.get(row.id());
            if (our == null || shown == null) {
                continue;
            }
            Repair repair = new Repair(our, now);
            Set<DriftKind> kinds = suspected.getOrDefault(row.id(), Set.of());
            for (Difference difference : Comparison.of(our, shown, takenBefore).differences()) {
                if (kinds.contains(difference.kind())) {
                    boolean may = !audit.reportOnly() && (difference.kind() != DriftKind.STOCK || ordersKnown);
                    boolean mended = may && repair.mend(difference.kind(), shown);
                    Drifts.State state = mended ? Drifts.State.REPAIRED : Drifts.State.REPORTED;
                    confirmed.add(new Drifts.Confirmed(row, difference, state));
                    if (difference.kind() == DriftKind.CONTENT) {
                        seen.add(new Listings.Observation(row.id(), Facet.CONTENT, content(shown)));
                    }
                }
            }
            repairs.add(repair);
        }
        mend(repairs, locked, now);
        listings.observe(seen, now);
        drifts.confirm(audit, confirmed, suspected.keySet(), now);
        accounts.wake(audit.account());
        return (int) confirmed.stream()
                .filter(one -> one.state() == Drifts.State.REPAIRED)
                .count();
    }

    private void mend(List<Repair> repairs, Map<Long, Ours> before, Instant now) {
        List<StateChange> changes = new ArrayList<>();
        List<ListingRow> rows = new ArrayList<>();
        List<FacetRow> facets = new ArrayList<>();
        for (Repair repair : repairs) {
            StateChange change = repair.change();
            if (change != null) {
                changes.add(change);
                rows.add(repair.listing());
                Ours was = before.get(repair.listing().id());
                repair.facets().forEach((facet, row) -> {
                    if (was == null || !row.equals(was.facets().get(facet))) {
                        facets.add(row);
                    }
                });
            }
        }
        listings.save(rows);
        listings.saveFacets(facets);
        states.change(changes, now);
    }

    /** As a reading writes it, so that a change made there is told once. */
    private static String content(RemoteListing shown) {
        return StoredJson.write(Map.of("title", String.valueOf(shown.title()), "live", shown.live()));
    }
}
