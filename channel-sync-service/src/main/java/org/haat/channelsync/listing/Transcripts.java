package org.haat.channelsync.listing;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** What the wire carried, scrubbed before it was kept. Call inside a transaction. */
@Singleton
public class Transcripts {
    /** Before every call there is. */
    public static final long NEWEST = Long.MAX_VALUE;

    /** Calls that are looked into for a page; a search for something rarer goes on with the next. */
    static final int LOOKED_INTO = 1_000;

    private final Sql sql;

    public Transcripts(Sql sql) {
        this.sql = sql;
    }

    /** One request and its answer. */
    public record Line(
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

    /** @param next give it as {@code before} for those before; null when there are none */
    public record Page(List<Line> lines, @Nullable Long next) {}

    private record Found(long id, boolean matches) {}

    /** A part of a query with what it is asked for. */
    private record Condition(StringBuilder sql, List<Object> arguments) {
        void and(String part, Object... values) {
            sql.append(" AND ").append(part);
            arguments.addAll(List.of(values));
        }
    }

    /**
     * The newest first; calls of the same moment by the order in which they were written down.
     *
     * @param before id of the last call of the page before
     */
    public Page of(UUID account, CallFilter filter, long before, int limit) {
        List<Found> found = found(account, filter, before, filter.looksInside() ? LOOKED_INTO : limit + 1);
        List<Long> matching =
                found.stream().filter(Found::matches).map(Found::id).toList();
        List<Long> shown = matching.subList(0, Math.min(limit, matching.size()));
        Long next = null;
        if (matching.size() > limit) {
            next = shown.get(limit - 1);
        } else if (filter.looksInside() && found.size() == LOOKED_INTO) {
            next = found.get(LOOKED_INTO - 1).id();
        }
        return new Page(lines(account, shown), next);
    }

    public Optional<Line> find(UUID account, long id) {
        return lines(account, List.of(id)).stream().findFirst();
    }

    /** What an account was ever asked or told on the wire, as far as it is kept; read from the index, value by value. */
    public List<String> operations(UUID account) {
        return sql.list(
                "WITH RECURSIVE known AS ((SELECT operation FROM channel_transcript WHERE account = ? ORDER BY operation"
                        + " LIMIT 1) UNION ALL SELECT (SELECT t.operation FROM channel_transcript t WHERE t.account = ?"
                        + " AND t.operation > known.operation ORDER BY t.operation LIMIT 1) FROM known"
                        + " WHERE known.operation IS NOT NULL) SELECT operation FROM known WHERE operation IS NOT NULL",
                row -> row.getString("operation"),
                account,
                account);
    }

    private List<Found> found(UUID account, CallFilter filter, long before, int limit) {
        List<Object> arguments = new ArrayList<>();
        String matches = matches(account, filter, arguments);
        Condition condition = new Condition(new StringBuilder(), arguments);
        condition.arguments().add(account);
        narrow(condition, filter);
        startBefore(condition, account, before);
        condition.arguments().add(limit);
        return sql.list(
                "SELECT id, " + matches + " AS matches FROM channel_transcript WHERE account = ?" + condition.sql()
                        + " ORDER BY at DESC, id DESC LIMIT ?",
                row -> new Found(row.getLong("id"), row.getBoolean("matches")),
                arguments.toArray());
    }

    private String matches(UUID account, CallFilter filter, List<Object> arguments) {
        String matches = "true";
        if (filter.status() != null) {
            matches += " AND status = ?";
            arguments.add(filter.status());
        }
        if (filter.sku() != null) {
            matches += " AND concat_ws(' ', path, request_body, answer_body) ~* ?";
            arguments.add(CallFilter.asWord(names(account, filter.sku())));
        }
        return matches;
    }

    /** Ours and the channel's. */
    private List<String> names(UUID account, String sku) {
        List<String> names = new ArrayList<>(sql.list(
                "SELECT remote_sku FROM sku_there WHERE account = ? AND sku = ?",
                row -> row.getString("remote_sku"),
                account,
                sku));
        names.add(sku);
        return names;
    }

    private static void narrow(Condition condition, CallFilter filter) {
        if (filter.operation() != null) {
            condition.and("operation = ?", filter.operation());
        }
        if (filter.outcome() != null && !filter.outcome().equals(CallFilter.OK)) {
            condition.and("outcome <> 'ok'"); // in the index's own words
        }
        if (filter.outcome() != null && !filter.outcome().equals(CallFilter.FAILED)) {
            condition.and("outcome = ?", filter.outcome());
        }
        if (filter.from() != null) {
            condition.and("at >= ?", filter.from());
        }
        if (filter.until() != null) {
            condition.and("at < ?", filter.until());
        }
    }

    /** A call that was forgotten in the meantime leaves its number behind. */
    private void startBefore(Condition condition, UUID account, long before) {
        if (before == NEWEST) {
            return;
        }
        sql.first(
                        "SELECT at FROM channel_transcript WHERE account = ? AND id = ?",
                        row -> Sql.instantOf(row, "at"),
                        account,
                        before)
                .ifPresentOrElse(
                        at -> condition.and("(at, id) < (?, ?)", at, before), () -> condition.and("id < ?", before));
    }

    private List<Line> lines(UUID account, List<Long> ids) {
        return sql.list(
                "SELECT * FROM channel_transcript WHERE account = ? AND id = ANY (?) ORDER BY at DESC, id DESC",
                Transcripts::read,
                account,
                ids.toArray(Long[]::new));
    }

    private static Line read(ResultSet row) throws SQLException {
        return new Line(
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
                row.getString("answer_body"));
    }
}
