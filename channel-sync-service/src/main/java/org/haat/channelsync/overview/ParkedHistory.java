package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.database.Sql;
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

    /** The newest first, of all messages that the caller may see. */
    public List<Entry> newest(int limit) {
        return sql.list("SELECT * FROM parked_action ORDER BY id DESC LIMIT ?", ParkedHistory::read, limit);
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                ParkedMessages.Kind.valueOf(row.getString("kind")),
                row.getLong("message"),
                row.getString("about"),
                Sql.instantOf(row, "at"),
                row.getString("person"),
                Action.valueOf(row.getString("action")),
                row.getString("detail"));
    }
}
