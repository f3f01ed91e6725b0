package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** What people did about messages that could not be applied. Call inside a transaction. */
@Singleton
public class ParkedHistory {
    private static final int LONGEST = 500;
    private final Sql sql;
    private final Clock clock;

    public ParkedHistory(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What was done. */
    public enum Action {
        REPLAYED,
        REPLAY_FAILED,
        DISCARDED
    }

    /** @param detail why it failed, else empty */
    public record Entry(
            long id,
            ParkedMessages.Kind kind,
            long message,
            String about,
            Instant at,
            String person,
            Action action,
            String detail) {}

    void remember(
            ParkedMessages.Message message, @Nullable String agency, String person, Action action, String detail) {
        sql.update(
                "INSERT INTO parked_action (kind, message, agency, about, at, person, action, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                message.kind().name(),
                message.id(),
                agency,
                message.about() == null ? "" : message.about(),
                clock.instant(),
                person,
                action.name(),
                detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail);
    }

    List<Entry> of(ParkedMessages.Kind kind, long message) {
        return sql.list(
                "SELECT * FROM parked_action WHERE kind = ? AND message = ? ORDER BY id DESC LIMIT 100",
                ParkedHistory::read,
                kind.name(),
                message);
    }

    /** @param next null at the end */
    public record Page(List<Entry> entries, @Nullable Long next) {}

    /**
     * The newest first, of all messages that the caller may see.
     *
     * @param after the next of the page before, null for the first
     * @throws Problem 422 when it is none of ours
     */
    public Page newest(@Nullable String after, int limit) {
        List<Entry> found = sql.list(
                "SELECT * FROM parked_action WHERE id < ? ORDER BY id DESC LIMIT ?",
                ParkedHistory::read,
                before(after),
                limit + 1);
        List<Entry> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(shown, found.size() > limit ? shown.get(limit - 1).id() : null);
    }

    private static long before(@Nullable String after) {
        if (after == null || after.isBlank()) {
            return Long.MAX_VALUE;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw Problem.invalid("after", "not-a-cursor", "Send the next of the page before.");
        }
        return Long.parseLong(after);
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                ParkedMessages.Kind.valueOf(row.getString("kind")),
                row.getLong("message"),
                row.getString("about"),
                Sql.instantOf(row, "at"),
                row.getString("person"),
                Action.valueOf(row.getString("action")),
                row.getString("detail"));
    }
}
