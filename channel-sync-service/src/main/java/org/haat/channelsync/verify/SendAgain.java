package org.haat.channelsync.verify;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingPlan;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.Work;

/** A channel that shows nothing takes what is sent twice; so what a dead replica left open simply goes again. */
@Singleton
public class SendAgain {
    private final Accounts accounts;
    private final AccountLeases leases;
    private final Listings listings;
    private final Sql sql;
    private final Clock clock;

    SendAgain(Accounts accounts, AccountLeases leases, Listings listings, Sql sql, Clock clock) {
        this.accounts = accounts;
        this.leases = leases;
        this.listings = listings;
        this.sql = sql;
        this.clock = clock;
    }

    /** Some of it. Call inside a transaction. */
    Next some(ChannelAccount account) {
        List<Long> ids = sql.list(
                "SELECT DISTINCT listing FROM listing_facet WHERE account = ? AND work = 'READ_BACK' AND call IS NULL"
                        + " ORDER BY listing LIMIT 1000",
                row -> row.getLong("listing"),
                account.id());
        if (ids.isEmpty() || !leases.holds(account.id())) {
            return Next.idle();
        }
        Instant now = clock.instant();
        List<ListingRow> rows = listings.lock(ids);
        Map<Long, Map<Facet, FacetRow>> facets = listings.facets(ids);
        listings.save(rows.stream().map(row -> row.readAgain(null, now)).toList());
        listings.saveFacets(rows.stream()
                .flatMap(row -> freed(row, facets.getOrDefault(row.id(), Map.of()), now).stream())
                .toList());
        accounts.wake(account.id());
        return Next.now();
    }

    /** The content first, on which the others depend. */
    private static List<FacetRow> freed(ListingRow listing, Map<Facet, FacetRow> facets, Instant now) {
        List<FacetRow> freed = new ArrayList<>();
        for (FacetRow row : List.copyOf(facets.values())) {
            if (row.work() == Work.READ_BACK && row.call() == null) {
                FacetRow free = row.notApplied(ListingPlan.goesAlone(row.facet(), listing.wanted(), facets), now, now);
                facets.put(row.facet(), free);
                freed.add(free);
            }
        }
        return freed;
    }
}
