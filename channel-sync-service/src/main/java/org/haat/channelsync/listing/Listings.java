package org.haat.channelsync.listing;

import static org.haat.channelsync.database.Columns.instants;
import static org.haat.channelsync.database.Columns.ints;
import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;
import static org.haat.channelsync.database.Columns.uuids;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** Listings and their facets, read and written by the batch. Rows are locked in the order of their ids. */
@Singleton
public class Listings {
    public static final String COLUMNS = "l.*, a.channel AS channel";
    public static final String FROM = " FROM listing l JOIN channel_account a ON a.id = l.account ";
    private final Sql sql;

    public Listings(Sql sql) {
        this.sql = sql;
    }

    /** A listing that is to be. */
    public record NewListing(String agency, UUID account, String sku, Wanted wanted, String cause, State state) {}

    /** Makes those that do not exist yet, in state {@code DRAFT}; returns their ids. */
    List<Long> insert(List<NewListing> listings, java.time.Instant now) {
        return sql.list(
                "INSERT INTO listing (agency, account, sku, wanted, wanted_cause, state, cause, since, version)"
                        + " SELECT agency, account, sku, wanted, cause, 'DRAFT', 'The catalogue offers it', ?, 0"
                        + " FROM unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[])"
                        + " AS n (agency, account, sku, wanted, cause)"
                        + " ON CONFLICT (account, sku) DO NOTHING RETURNING id",
                row -> row.getLong(1),
                now,
                text(listings, NewListing::agency),
                uuids(listings, NewListing::account),
                text(listings, NewListing::sku),
                text(listings, listing -> listing.wanted().name()),
                text(listings, NewListing::cause));
    }

    /** Locks the listings of some products on some accounts. */
    List<ListingRow> lockOf(List<UUID> accounts, List<String> skus) {
        return sql.list(
                "SELECT " + COLUMNS + FROM
                        + "WHERE l.account = ANY (?) AND l.sku = ANY (?) ORDER BY l.id FOR NO KEY UPDATE OF l",
                Listings::read,
                accounts.toArray(UUID[]::new),
                skus.toArray(String[]::new));
    }

    public List<ListingRow> lock(Collection<Long> ids) {
        return sql.list(
                "SELECT " + COLUMNS + FROM + "WHERE l.id = ANY (?) ORDER BY l.id FOR NO KEY UPDATE OF l",
                Listings::read,
                (Object) ids.toArray(Long[]::new));
    }

    public Optional<ListingRow> find(UUID account, String sku) {
        return sql.first(
                "SELECT " + COLUMNS + FROM + "WHERE l.account = ? AND l.sku_key = lower(?)",
                Listings::read,
                account,
                sku);
    }

    /** Those of these SKUs, in any letter case. */
    public List<ListingRow> find(UUID account, List<String> skus) {
        return sql.list(
                "SELECT " + COLUMNS + FROM + "WHERE l.account = ? AND l.sku_key = ANY (?)",
                Listings::read,
                account,
                skus.stream().map(sku -> sku.toLowerCase(Locale.ROOT)).toArray(String[]::new));
    }

    /** The facets of listings that are locked already. */
    public Map<Long, Map<Facet, FacetRow>> facets(Collection<Long> ids) {
        Map<Long, Map<Facet, FacetRow>> byListing = new HashMap<>();
        sql.list(
                        "SELECT * FROM listing_facet WHERE listing = ANY (?) ORDER BY listing, facet FOR UPDATE",
                        Listings::readFacet,
                        (Object) ids.toArray(Long[]::new))
                .forEach(facet -> byListing
                        .computeIfAbsent(facet.listing(), id -> new EnumMap<>(Facet.class))
                        .put(facet.facet(), facet));
        return byListing;
    }

    /** Writes what may change of listings outside their state, which {@link ListingStates} changes. */
    public void save(List<ListingRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.update(
                "UPDATE listing l SET wanted = n.wanted, wanted_cause = n.wanted_cause, title = n.title,"
                        + " district_lgd = n.district, remote_id = n.remote_id, reference = n.reference,"
                        + " listing_version = n.listing_version, accepted_at = n.accepted_at,"
                        + " verify_due_at = n.verify_due_at, verify_attempts = n.verify_attempts, read_at = n.read_at"
                        + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],"
                        + " ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::timestamptz[])"
                        + " AS n (id, wanted, wanted_cause, title, district, remote_id, reference, listing_version,"
                        + " accepted_at, verify_due_at, verify_attempts, read_at) WHERE l.id = n.id",
                longs(rows, ListingRow::id),
                text(rows, row -> row.wanted().name()),
                text(rows, ListingRow::wantedCause),
                text(rows, ListingRow::title),
                ints(rows, ListingRow::districtLgd),
                text(rows, ListingRow::remoteId),
                text(rows, ListingRow::reference),
                longs(rows, ListingRow::listingVersion),
                instants(rows, ListingRow::acceptedAt),
                instants(rows, ListingRow::verifyDueAt),
                ints(rows, ListingRow::verifyAttempts),
                instants(rows, ListingRow::readAt));
    }

    public void saveFacets(List<FacetRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.update(
                "INSERT INTO listing_facet (listing, facet, agency, account, desired, desired_hash, desired_version,"
                        + " desired_at, applied, applied_hash, applied_version, applied_at, work, urgency, due_at,"
                        + " waiting_since, rank, attempts, blocked_cause, call)"
                        + " SELECT listing, facet, agency, account, desired::jsonb, desired_hash, desired_version, desired_at,"
                        + " applied::jsonb, applied_hash, applied_version, applied_at, work, urgency, due_at, waiting_since,"
                        + " rank, attempts, blocked_cause, call FROM unnest(?::bigint[], ?::text[], ?::text[], ?::uuid[],"
                        + " ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::bigint[],"
                        + " ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],"
                        + " ?::int[], ?::text[], ?::bigint[]) AS n (listing, facet, agency, account, desired, desired_hash,"
                        + " desired_version, desired_at, applied, applied_hash, applied_version, applied_at, work, urgency,"
                        + " due_at, waiting_since, rank, attempts, blocked_cause, call)"
                        + " ON CONFLICT (listing, facet) DO UPDATE SET desired = excluded.desired,"
                        + " desired_hash = excluded.desired_hash, desired_version = excluded.desired_version,"
                        + " desired_at = excluded.desired_at, applied = excluded.applied,"
                        + " applied_hash = excluded.applied_hash, applied_version = excluded.applied_version,"
                        + " applied_at = excluded.applied_at, work = excluded.work, urgency = excluded.urgency,"
                        + " due_at = excluded.due_at, waiting_since = excluded.waiting_since, rank = excluded.rank,"
                        + " attempts = excluded.attempts, blocked_cause = excluded.blocked_cause, call = excluded.call",
                longs(rows, FacetRow::listing),
                text(rows, row -> row.facet().name()),
                text(rows, FacetRow::agency),
                uuids(rows, FacetRow::account),
                text(rows, FacetRow::desired),
                text(rows, FacetRow::desiredHash),
                longs(rows, FacetRow::desiredVersion),
                instants(rows, FacetRow::desiredAt),
                text(rows, FacetRow::applied),
                text(rows, FacetRow::appliedHash),
                longs(rows, FacetRow::appliedVersion),
                instants(rows, FacetRow::appliedAt),
                text(rows, row -> row.work().name()),
                text(rows, row -> row.urgency().name()),
                instants(rows, FacetRow::dueAt),
                instants(rows, FacetRow::waitingSince),
                instants(rows, FacetRow::rank),
                ints(rows, FacetRow::attempts),
                text(rows, FacetRow::blockedCause),
                longs(rows, FacetRow::call));
    }

    /** What a reading showed of a facet; a null value is not written. */
    public record Observation(
            long listing, Facet facet, @Nullable String value) {}

    public void observe(List<Observation> observations, java.time.Instant now) {
        List<Observation> seen =
                observations.stream().filter(o -> o.value() != null).toList();
        if (!seen.isEmpty()) {
            sql.update(
                    "UPDATE listing_facet f SET observed = n.value::jsonb, observed_at = ?"
                            + " FROM unnest(?::bigint[], ?::text[], ?::text[]) AS n (listing, facet, value)"
                            + " WHERE f.listing = n.listing AND f.facet = n.facet",
                    now,
                    longs(seen, Observation::listing),
                    text(seen, o -> o.facet().name()),
                    text(seen, Observation::value));
        }
    }

    public static ListingRow read(ResultSet row) throws SQLException {
        return new ListingRow(
                row.getLong("id"),
                row.getString("agency"),
                Sql.uuid(row, "account"),
                row.getString("channel"),
                row.getString("sku"),
                row.getInt("district_lgd"),
                row.getString("title"),
                Wanted.valueOf(row.getString("wanted")),
                row.getString("wanted_cause"),
                State.valueOf(row.getString("state")),
                row.getString("cause"),
                Sql.instantOf(row, "since"),
                row.getLong("version"),
                row.getString("remote_id"),
                row.getString("reference"),
                row.getLong("listing_version"),
                Sql.instant(row, "accepted_at"),
                Sql.instant(row, "verify_due_at"),
                row.getInt("verify_attempts"),
                Sql.instant(row, "read_at"));
    }

    public static FacetRow readFacet(ResultSet row) throws SQLException {
        long call = row.getLong("call");
        boolean noCall = row.wasNull();
        return new FacetRow(
                row.getLong("listing"),
                Facet.valueOf(row.getString("facet")),
                row.getString("agency"),
                Sql.uuid(row, "account"),
                row.getString("desired"),
                row.getString("desired_hash"),
                row.getLong("desired_version"),
                Sql.instantOf(row, "desired_at"),
                row.getString("applied"),
                row.getString("applied_hash"),
                row.getLong("applied_version"),
                Sql.instant(row, "applied_at"),
                Work.valueOf(row.getString("work")),
                Urgency.valueOf(row.getString("urgency")),
                Sql.instant(row, "due_at"),
                Sql.instant(row, "waiting_since"),
                Sql.instant(row, "rank"),
                row.getInt("attempts"),
                row.getString("blocked_cause"),
                noCall ? null : call);
    }
}
