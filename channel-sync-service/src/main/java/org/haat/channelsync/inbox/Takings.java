package org.haat.channelsync.inbox;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /**
     * Who shall see to a cause.
     *
     * @param insteadOf whom the caller takes it from, empty when the caller thinks that nobody has it
     */
    record Wish(String person, String note, String insteadOf) {}

    /** Whose rows the caller writes. */
    static String agency() {
        return Scope.current().seesEverything() ? EVERY_AGENCY : Scope.current().requireAgency();
    }

    /** @throws Problem 409 that names who has it, when that is neither whom it is taken from nor the wished person */
    void assign(Cause cause, Wish wish, String by) {
        int written = sql.update(
                "INSERT INTO issue_assignment (agency, channel, code, remedy, person, note, assigned_at, assigned_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, channel, code, remedy) DO UPDATE SET"
                        + " person = excluded.person, note = excluded.note, assigned_at = excluded.assigned_at,"
                        + " assigned_by = excluded.assigned_by WHERE issue_assignment.person IN (excluded.person, ?)",
                agency(),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                wish.person(),
                wish.note(),
                clock.instant(),
                by,
                wish.insteadOf());
        if (written == 0) {
            throw assignedAlready(holder(cause).orElse("Somebody else"));
        }
        remember(
                cause, by, Action.ASSIGNED, wish.note().isEmpty() ? wish.person() : wish.person() + ": " + wish.note());
    }

    /**
     * Takes it from a person.
     *
     * @param person who has it, as the caller read; empty for whoever it is
     * @throws Problem 404 when nobody of the caller's has it, 409 when another person has
     */
    void unassign(Cause cause, String person, String by) {
        int gone = sql.update(
                "DELETE FROM issue_assignment WHERE agency = ? AND channel = ? AND code = ? AND remedy = ?"
                        + " AND ? IN ('', person)",
                agency(),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                person);
        if (gone == 0) {
            throw holder(cause)
                    .map(Takings::assignedAlready)
                    .orElseGet(() -> Problem.notFound("assignment of", cause.code()));
        }
        remember(cause, by, Action.UNASSIGNED, "");
    }

    /** Who of the caller's sees to it. */
    Optional<String> holder(Cause cause) {
        return sql.first(
                "SELECT person FROM issue_assignment WHERE agency = ? AND channel = ? AND code = ? AND remedy = ?",
                row -> row.getString("person"),
                agency(),
                cause.channel(),
                cause.code(),
                cause.remedy());
    }

    private static Problem assignedAlready(String person) {
        return Problem.conflict(
                "assigned-already", person + " sees to it now. Name that person as insteadOf to take it over.");
    }

    void remember(Cause cause, String person, Action action, String detail) {
        insert(cause, person, action, detail, false);
    }

    /** An action on many listings: each agency learns how many of its own it took, and the caller how many in all. */
    void remember(Cause cause, String person, Action action, Map<String, Long> listings) {
        long id = insert(cause, person, action, "", true);
        Map<String, Long> counts = new TreeMap<>(listings);
        counts.put(agency(), listings.values().stream().mapToLong(n -> n).sum());
        sql.update(
                "INSERT INTO issue_action_count (action, agency, listings) SELECT ?, n.* FROM"
                        + " unnest(?::text[], ?::bigint[]) AS n (agency, listings)",
                id,
                counts.keySet().toArray(String[]::new),
                counts.values().toArray(Long[]::new));
    }

    private long insert(Cause cause, String person, Action action, String detail, boolean counted) {
        return sql.one(
                "INSERT INTO issue_action (agency, channel, code, remedy, at, person, action, detail, counted)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                row -> row.getLong("id"),
                agency(),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                clock.instant(),
                person,
                action.name(),
                detail,
                counted);
    }

    /** The newest first; how many listings an action took is the number of the caller's own. */
    List<Entry> history(Cause cause, int limit) {
        return sql.list(
                "SELECT a.agency, a.at, a.person, a.action, coalesce((SELECT c.listings::text FROM issue_action_count c"
                        + " WHERE c.action = a.id AND c.agency = ?), CASE WHEN a.counted THEN '0' ELSE a.detail END) AS detail"
                        + " FROM issue_action a WHERE a.channel = ? AND a.code = ? AND a.remedy = ? ORDER BY a.id DESC LIMIT ?",
                row -> new Entry(
                        row.getString("agency"),
                        Sql.instantOf(row, "at"),
                        row.getString("person"),
                        Action.valueOf(row.getString("action")),
                        row.getString("detail")),
                agency(),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                limit);
    }
}
