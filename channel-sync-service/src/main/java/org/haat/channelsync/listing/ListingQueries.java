package org.haat.channelsync.listing;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.OwnFault;
import org.haat.event.ListingStatus;
import org.jspecify.annotations.Nullable;

/** One listing for people: both states side by side, its history and its calls. */
@Singleton
public class ListingQueries {
    private final Sql sql;
    private final Issues issues;
    private final Clock clock;

    public ListingQueries(Sql sql, Issues issues, Clock clock) {
        this.sql = sql;
        this.issues = issues;
        this.clock = clock;
    }

    /**
     * Both states of a facet side by side.
     *
     * @param place how many wait before it in its lane, when it waits to be sent
     */
    public record FacetView(
            Facet facet,
            @JsonRawValue @Nullable String desired,
            long desiredVersion,
            Instant desiredAt,
            @JsonRawValue @Nullable String applied,
            long appliedVersion,
            @Nullable Instant appliedAt,
            @JsonRawValue @Nullable String observed,
            @Nullable Instant observedAt,
            boolean inStep,
            Work work,
            Urgency urgency,
            @Nullable Instant dueAt,
            @Nullable Instant waitingSince,
            int attempts,
            @Nullable String blockedCause,
            boolean underWay,
            @Nullable Long place) {}

    /** @param quarantinedUntil before then it is not tried again by hand, because a cause is known to be fatal; else null */
    public record Detail(
            ListingRow listing,
            List<FacetView> facets,
            List<ListingStatus.Issue> issues,
            @Nullable Instant quarantinedUntil) {}

    /**
     * A change of state.
     *
     * @param cause in English
     * @param why the name of the cause, and about what it speaks; null for what was written before causes had names
     */
    public record Step(
            Instant at,
            @Nullable String from,
            String to,
            String cause,
            @Nullable String why,
            @Nullable String about,
            String actor) {}

    /** What a call carried of a listing and what came of it. */
    public record CallLine(
            long call,
            String operation,
            Facet facet,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @JsonRawValue @Nullable String value,
            @Nullable String status,
            @Nullable String failure,
            @Nullable String code,
            @Nullable String message) {
        /** Where the log tells more, when it was a fault of ours. */
        public @Nullable String fault() {
            return OwnFault.referenceOf(message);
        }
    }

    public Optional<Detail> detail(UUID account, String sku) {
        return sql.first(
                        "SELECT " + Listings.COLUMNS + Listings.FROM + "WHERE l.account = ? AND l.sku_key = lower(?)",
                        Listings::read,
                        account,
                        sku)
                .map(row -> new Detail(
                        row,
                        facets(row.id()),
                        issues.of(List.of(row.id())).getOrDefault(row.id(), List.of()),
                        issues.quarantinedUntil(row.id(), clock.instant())));
    }

    public List<FacetView> facets(long listing) {
        return sql.list(
                "SELECT f.*, CASE WHEN f.work = 'SEND' THEN (SELECT count(*) FROM (SELECT 1 FROM listing_facet q"
                        + " WHERE q.account = f.account AND q.facet = f.facet AND q.work = 'SEND' AND q.call IS NULL"
                        + " AND q.rank < f.rank LIMIT 10000) ahead) END AS place"
                        + " FROM listing_facet f WHERE f.listing = ? ORDER BY f.facet",
                ListingQueries::facet,
                listing);
    }

    public List<Step> history(long listing, int limit) {
        return sql.list(
                "SELECT * FROM listing_history WHERE listing = ? ORDER BY id DESC LIMIT ?",
                row -> new Step(
                        Sql.instantOf(row, "at"),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getString("cause"),
                        row.getString("why"),
                        row.getString("about"),
                        row.getString("actor")),
                listing,
                limit);
    }

    public List<CallLine> calls(long listing, int limit) {
        return sql.list(
                "SELECT l.*, c.operation, c.started_at, c.finished_at, c.failure AS call_failure, c.message AS call_message"
                        + " FROM channel_call_line l JOIN channel_call c ON c.id = l.call"
                        + " WHERE l.listing = ? ORDER BY l.call DESC, l.facet LIMIT ?",
                row -> new CallLine(
                        row.getLong("call"),
                        row.getString("operation"),
                        Facet.valueOf(row.getString("facet")),
                        Sql.instantOf(row, "started_at"),
                        Sql.instant(row, "finished_at"),
                        row.getString("value"),
                        row.getString("status"),
                        row.getString("failure") == null ? row.getString("call_failure") : row.getString("failure"),
                        row.getString("code"),
                        row.getString("message") == null ? row.getString("call_message") : row.getString("message")),
                listing,
                limit);
    }

    private static FacetView facet(ResultSet row) throws SQLException {
        FacetRow facet = Listings.readFacet(row);
        long place = row.getLong("place");
        boolean noPlace = row.wasNull();
        return new FacetView(
                facet.facet(),
                facet.desired(),
                facet.desiredVersion(),
                facet.desiredAt(),
                facet.applied(),
                facet.appliedVersion(),
                facet.appliedAt(),
                row.getString("observed"),
                Sql.instant(row, "observed_at"),
                facet.isInStep(),
                facet.work(),
                facet.urgency(),
                facet.dueAt(),
                facet.waitingSince(),
                facet.attempts(),
                facet.blockedCause(),
                facet.call() != null,
                noPlace ? null : place);
    }
}
