package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.ChangeLog;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.Work;

/**
 * The second look at what seemed to differ: what still differs is drift and is mended, if the audit may; what does not was a
 * sale on its way or a page that moved. Call inside a transaction.
 */
@Singleton
class Confirmation {
    private final Drifts drifts;
    private final OurListings ours;
    private final SentContent sentContent;
    private final Listings listings;
    private final ListingStates states;
    private final Accounts accounts;
    private final ChangeLog log;

    Confirmation(
            Drifts drifts,
            OurListings ours,
            SentContent sentContent,
            Listings listings,
            ListingStates states,
            Accounts accounts,
            ChangeLog log) {
        this.drifts = drifts;
        this.ours = ours;
        this.sentContent = sentContent;
        this.listings = listings;
        this.states = states;
        this.accounts = accounts;
        this.log = log;
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
        Map<Long, Map<DriftKind, Difference>> suspected = new HashMap<>();
        candidates.forEach(one -> suspected
                .computeIfAbsent(one.listing().id(), id -> new EnumMap<>(DriftKind.class))
                .put(one.difference().kind(), one.difference()));
        List<ListingRow> rows = listings.lock(suspected.keySet());
        Map<Long, Ours> locked = ours.with(rows, listings.facets(suspected.keySet()));
        Map<Long, SentContent.Sent> sent = sentContent.of(audit.account(), locked.values());
        Stock stock = new Stock(ordersKnown, uncounted(audit, suspected.keySet(), takenBefore));
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
            Map<DriftKind, Difference> kinds = suspected.getOrDefault(row.id(), Map.of());
            Map<String, List<String>> content =
                    sent.getOrDefault(row.id(), SentContent.Sent.NOTHING).texts();
            for (Difference difference :
                    Comparison.of(our, shown, takenBefore, content).differences()) {
                Difference first = kinds.get(difference.kind());
                if (first != null) {
                    boolean may = !audit.reportOnly() && stock.may(row.id(), first, difference);
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
        mend(audit, repairs, locked, now);
        listings.observe(seen, now);
        drifts.confirm(audit, confirmed, suspected.keySet(), now);
        accounts.wake(audit.account());
        return (int) confirmed.stream()
                .filter(one -> one.state() == Drifts.State.REPAIRED)
                .count();
    }

    private Set<Long> uncounted(Audit audit, Set<Long> listings, Instant since) {
        return ours.hasParkedOrders(audit.account()) ? listings : ours.withUncountedSales(listings, since);
    }

    /**
     * What may be done about stock. A channel that shows less than it should may have sold what our books do not count yet:
     * to put it back up would sell the same piece twice.
     *
     * @param uncounted listings of which a sale may not be counted yet
     */
    private record Stock(boolean ordersKnown, Set<Long> uncounted) {
        boolean may(long listing, Difference first, Difference now) {
            if (now.kind() != DriftKind.STOCK) {
                return true;
            }
            boolean up = Integer.parseInt(now.shown()) < Integer.parseInt(now.wanted());
            boolean stands = now.equals(first);
            return ordersKnown && (!up || (stands && !uncounted.contains(listing)));
        }
    }

    private void mend(Audit audit, List<Repair> repairs, Map<Long, Ours> before, Instant now) {
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
        log.planned(facets.stream()
                .filter(row -> row.work() == Work.SEND)
                .map(row -> new ChangeLog.Planned(ChangeLog.ofAudit(audit.id()), row))
                .toList());
        states.change(changes, now);
    }

    /** As a reading writes it, so that a change made there is told once. */
    private static String content(RemoteListing shown) {
        return StoredJson.write(Map.of("title", String.valueOf(shown.title()), "live", shown.live()));
    }
}
