package org.haat.channelsync.listing;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.event.ListingStatus;
import org.jspecify.annotations.Nullable;

/** Reads listings for people. */
@Singleton
public class ListingQueries {
    private final Sql sql;
    private final Issues issues;

    public ListingQueries(Sql sql, Issues issues) {
        this.sql = sql;
        this.issues = issues;
    }

    /**
     * @param text part of a title or the beginning of a SKU
     * @param issue code of an issue
     * @param after id of the last row of the page before
     */
    public record Filter(
            @Nullable UUID account,
            @Nullable String channel,
            @Nullable String state,
            @Nullable String issue,
            @Nullable String text,
            long after,
            int limit) {}

    /** One line of a list. */
    public record Line(
            long id,
            String agency,
            UUID account,
            String accountName,
            String channel,
            String sku,
            String title,
            Wanted wanted,
            ListingStatus.State state,
            String cause,
            Instant since,
            @Nullable String remoteId,
            long issues) {}

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

    /** Everything about one listing. */
    public record Detail(ListingRow listing, List<FacetView> facets, List<ListingStatus.Issue> issues) {}

    /** A change of state. */
    public record Step(Instant at, @Nullable String from, String to, String cause, String actor) {}

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
            @Nullable String message) {}

    /** An issue's code with what it holds back. */
    public record IssueGroup(
            String channel,
            String code,
            String severity,
            String remedy,
            String owner,
            String example,
            long listings,
            double share) {}

    public List<Line> search(Filter filter) {
        StringBuilder query = new StringBuilder("SELECT l.*, a.channel AS channel, a.name AS account_name,"
                + " (SELECT count(*) FROM listing_issue i WHERE i.listing = l.id) AS issues" + Listings.FROM
                + "WHERE l.id > ?");
        List<Object> arguments = new ArrayList<>(List.of(filter.after()));
        and(query, arguments, " AND l.account = ?", filter.account());
        and(query, arguments, " AND a.channel = ?", filter.channel());
        and(query, arguments, " AND l.state = ?", filter.state());
        and(
                query,
                arguments,
                " AND EXISTS (SELECT 1 FROM listing_issue i WHERE i.listing = l.id AND i.code = ?)",
                filter.issue());
        if (filter.text() != null && !filter.text().isBlank()) {
            String text = escaped(filter.text().strip());
            query.append(" AND (l.sku ILIKE ? OR l.title ILIKE ?)");
            arguments.add(text + '%');
            arguments.add('%' + text + '%');
        }
        query.append(" ORDER BY l.id LIMIT ?");
        arguments.add(filter.limit());
        return sql.list(query.toString(), ListingQueries::line, arguments.toArray());
    }

    public Optional<Detail> detail(UUID account, String sku) {
        return sql.first(
                        "SELECT " + Listings.COLUMNS + Listings.FROM
                                + "WHERE l.account = ? AND lower(l.sku) = lower(?)",
                        Listings::read,
                        account,
                        sku)
                .map(row -> new Detail(
                        row, facets(row.id()), issues.of(List.of(row.id())).getOrDefault(row.id(), List.of())));
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

    /** Issues by code, the ones that hold back most first; {@code share} is of all listings of the channel. */
    public List<IssueGroup> issueGroups(@Nullable UUID account) {
        return sql.list(
                "SELECT a.channel, i.code, i.severity, i.remedy, i.owner, min(i.message) AS example,"
                        + " count(DISTINCT i.listing) AS listings, count(DISTINCT i.listing)::float8 / greatest(1,"
                        + " (SELECT count(*) FROM listing t JOIN channel_account b ON b.id = t.account"
                        + " WHERE b.channel = a.channel AND (?::uuid IS NULL OR b.id = ?::uuid))) AS share"
                        + " FROM listing_issue i JOIN channel_account a ON a.id = i.account"
                        + " WHERE (?::uuid IS NULL OR i.account = ?::uuid)"
                        + " GROUP BY a.channel, i.code, i.severity, i.remedy, i.owner"
                        + " ORDER BY listings DESC, a.channel, i.code LIMIT 500",
                row -> new IssueGroup(
                        row.getString("channel"),
                        row.getString("code"),
                        row.getString("severity"),
                        row.getString("remedy"),
                        row.getString("owner"),
                        row.getString("example"),
                        row.getLong("listings"),
                        row.getDouble("share")),
                account,
                account,
                account,
                account);
    }

    /** The listings of one product on all accounts that the caller may see. */
    public List<Line> ofProduct(String sku) {
        return sql.list(
                "SELECT l.*, a.channel AS channel, a.name AS account_name,"
                        + " (SELECT count(*) FROM listing_issue i WHERE i.listing = l.id) AS issues" + Listings.FROM
                        + "WHERE lower(l.sku) = lower(?) ORDER BY l.agency, a.channel, a.name",
                ListingQueries::line,
                sku);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                row.getString("agency"),
                Sql.uuid(row, "account"),
                row.getString("account_name"),
                row.getString("channel"),
                row.getString("sku"),
                row.getString("title"),
                Wanted.valueOf(row.getString("wanted")),
                ListingStatus.State.valueOf(row.getString("state")),
                row.getString("cause"),
                Sql.instantOf(row, "since"),
                row.getString("remote_id"),
                row.getLong("issues"));
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

    private static void and(StringBuilder query, List<Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            query.append(condition);
            arguments.add(value);
        }
    }

    private static String escaped(String text) {
        String plain = text.length() > 100 ? text.substring(0, 100) : text;
        return plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** What the wire carried lately for an account, scrubbed, the newest first. */
    public List<WireLine> transcript(UUID account, long before, int limit) {
        return sql.list(
                "SELECT * FROM channel_transcript WHERE account = ? AND id < ? ORDER BY id DESC LIMIT ?",
                row -> new WireLine(
                        row.getLong("id"),
                        Sql.instantOf(row, "at"),
                        row.getString("operation"),
                        row.getString("method"),
                        row.getString("path"),
                        row.getInt("status"),
                        row.getString("outcome"),
                        row.getLong("duration_ms"),
                        row.getString("request_headers"),
                        row.getString("request_body"),
                        row.getString("answer_headers"),
                        row.getString("answer_body")),
                account,
                before,
                limit);
    }

    /** One request and its answer. */
    public record WireLine(
            long id,
            Instant at,
            String operation,
            String method,
            String path,
            int status,
            String outcome,
            long durationMs,
            @JsonRawValue String requestHeaders,
            @Nullable String requestBody,
            @JsonRawValue String answerHeaders,
            @Nullable String answerBody) {}

    /** Listings by state, for a summary. */
    public Map<String, Long> states(UUID account) {
        Map<String, Long> states = new java.util.TreeMap<>();
        sql.list(
                "SELECT state, count(*) AS listings FROM listing WHERE account = ? GROUP BY state",
                row -> states.put(row.getString("state"), row.getLong("listings")),
                account);
        return states;
    }
}
