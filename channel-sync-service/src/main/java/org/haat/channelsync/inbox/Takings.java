package org.haat.channelsync.inbox;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;
import org.haat.edge.Scope;

/** Who sees to a cause, and what people did about it. Call inside a transaction. */
@Singleton
public class Takings {
    static final String EVERY_AGENCY = "*";
    private final Sql sql;
    private final Clock clock;

    public Takings(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What was done. */
    public enum Action {
        ASSIGNED,
        UNASSIGNED,
        RETRIED,
        QUARANTINE_SET,
        QUARANTINE_ENDED
    }

    /** @param agency {@code *} when it was done for all */
    public record Entry(String agency, Instant at, String person, Action action, String detail) {}

    /** Whose rows the caller writes. */
    static String agency() {
        return Scope.current().seesEverything() ? EVERY_AGENCY : Scope.current().requireAgency();
    }

    void assign(Cause cause, String person, String note, String by) {
        sql.update(
                "INSERT INTO issue_assignment (agency, channel, code, remedy, person, note, assigned_at, assigned_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, channel, code, remedy) DO UPDATE SET"
                        + " person = excluded.person, note = excluded.note, assigned_at = excluded.assigned_at,"
                        + " assigned_by = excluded.assigned_by",
                agency(),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                person,
                note,
                clock.instant(),
                by);
        remember(cause, by, Action.ASSIGNED, note.isEmpty() ? person : person + ": " + note);
    }

    /** @throws Problem 404 when nobody of the caller's has it */
    void unassign(Cause cause, String by) {
        int gone = sql.update(
                "DELETE FROM issue_assignment WHERE agency = ? AND channel = ? AND code = ? AND remedy = ?",
                agency(),
                cause.channel(),
                cause.code(),
                cause.remedy());
        if (gone == 0) {
            throw Problem.notFound("assignment of", cause.code());
        }
        remember(cause, by, Action.UNASSIGNED, "");
    }

    void remember(Cause cause, String person, Action action, String detail) {
        sql.update(
                "INSERT INTO issue_action (agency, channel, code, remedy, at, person, action, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                agency(),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                clock.instant(),
                person,
                action.name(),
                detail);
    }

    /** The newest first. */
    List<Entry> history(Cause cause, int limit) {
        return sql.list(
                "SELECT * FROM issue_action WHERE channel = ? AND code = ? AND remedy = ? ORDER BY id DESC LIMIT ?",
                row -> new Entry(
                        row.getString("agency"),
                        Sql.instantOf(row, "at"),
                        row.getString("person"),
                        Action.valueOf(row.getString("action")),
                        row.getString("detail")),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                limit);
    }
}
