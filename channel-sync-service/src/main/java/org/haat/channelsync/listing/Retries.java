package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.database.Sql;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** A person has refused work tried again, or a listing read again now. Call inside a transaction. */
@Singleton
public class Retries {
    private static final int MOST = 10_000;
    private final Sql sql;
    private final Listings listings;
    private final ListingStates states;
    private final Accounts accounts;
    private final Clock clock;

    public Retries(Sql sql, Listings listings, ListingStates states, Accounts accounts, Clock clock) {
        this.sql = sql;
        this.listings = listings;
        this.states = states;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param listings sent or read again
     * @param quarantined left alone, because their cause is known to be fatal
     */
    public record Tried(int listings, int quarantined) {}

    /**
     * Releases what is blocked, except what waits for an identifier or a link, or stands in quarantine, and has the rest read
     * again.
     *
     * @param skus empty for all that have the issue
     * @param issue a code, or null for any
     */
    public Tried retry(UUID account, List<String> skus, @Nullable String issue, String person) {
        List<String> keys =
                skus.stream().map(sku -> sku.toLowerCase(Locale.ROOT)).toList();
        return retry(
                sql.list(
                                "SELECT l.id FROM listing l WHERE l.account = ?"
                                        + " AND (cardinality(?::text[]) = 0 OR l.sku_key = ANY (?::text[]))"
                                        + " AND (?::text IS NULL OR EXISTS (SELECT 1 FROM listing_issue i"
                                        + " WHERE i.listing = l.id AND i.code = ?)) ORDER BY l.id LIMIT ?",
                                row -> row.getLong(1),
                                account,
                                keys.toArray(String[]::new),
                                keys.toArray(String[]::new),
                                issue,
                                issue,
                                MOST)
                        .toArray(Long[]::new),
                person);
    }

    /** The same for these listings. */
    public Tried retry(Long[] ids, String person) {
        Instant now = clock.instant();
        List<ListingRow> rows = sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM + "WHERE l.id = ANY (?)"
                        + " AND l.state IN ('ISSUES', 'SUPPRESSED', 'FAILED_VERIFICATION', 'ACCEPTED', 'SUBMITTED', 'LIVE')"
                        + " AND NOT EXISTS (SELECT 1 FROM listing_issue i WHERE i.listing = l.id AND i.quarantined_until > ?)"
                        + " AND NOT EXISTS (SELECT 1 FROM listing_facet f WHERE f.listing = l.id AND f.blocked_cause = 'UNLINKED')"
                        + " ORDER BY l.id FOR NO KEY UPDATE OF l",
                Listings::read,
                ids,
                now);
        int quarantined = sql.one(
                "SELECT count(DISTINCT listing) FROM listing_issue WHERE listing = ANY (?) AND quarantined_until > ?",
                row -> row.getInt(1),
                ids,
                now);
        release(rows, person);
        rows.stream().map(ListingRow::account).distinct().forEach(accounts::wake);
        return new Tried(rows.size(), quarantined);
    }

    /** Has everything that was refused tried again; true when there was more than one page of it. */
    boolean releaseRefused(UUID account) {
        List<ListingRow> rows = sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM
                        + "WHERE l.account = ? AND EXISTS (SELECT 1 FROM listing_facet f"
                        + " WHERE f.listing = l.id AND f.work = 'BLOCKED' AND f.blocked_cause NOT IN ('AWAITING_IDENTIFIER', 'UNLINKED'))"
                        + " ORDER BY l.id LIMIT ? FOR NO KEY UPDATE OF l",
                Listings::read,
                account,
                MOST);
        release(rows, "engine");
        if (rows.size() == MOST) {
            sql.update("UPDATE channel_account SET rules_changed = true WHERE id = ?", account);
        }
        return rows.size() == MOST;
    }

    private void release(List<ListingRow> rows, String person) {
        Instant now = clock.instant();
        Map<Long, Map<Facet, FacetRow>> facets =
                listings.facets(rows.stream().map(ListingRow::id).toList());
        List<ListingRow> saved = new ArrayList<>();
        List<FacetRow> due = new ArrayList<>();
        List<StateChange> changes = new ArrayList<>();
        for (ListingRow row : rows) {
            boolean released = false;
            Map<Facet, FacetRow> known = facets.getOrDefault(row.id(), Map.of());
            FacetRow content = known.get(Facet.CONTENT);
            boolean mayList = row.wanted() == Wanted.ON_SALE || (content != null && content.isListed());
            for (FacetRow facet : known.values()) {
                boolean waitsForPerson = State.AWAITING_IDENTIFIER.name().equals(facet.blockedCause());
                if (facet.work() == Work.BLOCKED && !waitsForPerson) {
                    boolean mayGo = facet.facet() == Facet.CONTENT
                            ? mayList
                            : ListingPlan.goesAlone(facet.facet(), row.wanted(), known);
                    due.add(facet.released(mayGo, now));
                    released = true;
                }
            }
            if (!released) {
                saved.add(row.verifyFrom(now, now));
            }
            changes.add(new StateChange(row, row.state(), released ? Because.TRIED_AGAIN : Because.READ_AGAIN, person));
        }
        listings.save(saved);
        listings.saveFacets(due);
        states.change(changes, now);
    }
}
