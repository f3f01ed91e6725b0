package org.haat.channelsync.inbox;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;
import org.haat.edge.Scope;

/**
 * Causes that trying again does not mend. A listing that is refused with one is not tried again by hand for the hours set; a
 * change of the product or of the account's settings sends it at once, since the cause may be gone. Call inside a transaction.
 */
@Singleton
public class Quarantine {
    private static final String OF_CAUSE =
            " FROM channel_account a WHERE a.id = i.account AND a.channel = ? AND i.code = ? AND i.remedy = ?";
    private final Sql sql;
    private final Takings takings;
    private final Clock clock;

    public Quarantine(Sql sql, Takings takings, Clock clock) {
        this.sql = sql;
        this.takings = takings;
        this.clock = clock;
    }

    /** From now on, also for what stands refused. Only for people of every agency: it holds for all. */
    void set(Cause cause, int hours, String person) {
        if (!Scope.current().seesEverything()) {
            throw Problem.forbidden("not-yours-alone", "A quarantine holds for every agency; your sign-in is for one.");
        }
        Instant now = clock.instant();
        sql.update(
                "INSERT INTO issue_quarantine (channel, code, remedy, hours, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (channel, code, remedy) DO UPDATE SET hours = excluded.hours,"
                        + " set_at = excluded.set_at, set_by = excluded.set_by",
                cause.channel(),
                cause.code(),
                cause.remedy(),
                hours,
                now,
                person);
        sql.update(
                "UPDATE listing_issue i SET quarantined_until = ?" + OF_CAUSE
                        + " AND i.source NOT IN ('READ', 'DELAY')",
                now.plus(Duration.ofHours(hours)),
                cause.channel(),
                cause.code(),
                cause.remedy());
        takings.remember(cause, person, Takings.Action.QUARANTINE_SET, hours + " h");
    }

    /** Lets the caller's listings out; for a person of every agency the cause is known to be fatal no more. */
    int end(Cause cause, String person) {
        Map<String, Long> byAgency = new HashMap<>();
        sql.list(
                "WITH freed AS (UPDATE listing_issue i SET quarantined_until = NULL" + OF_CAUSE
                        + " AND i.quarantined_until IS NOT NULL RETURNING i.agency, i.listing)"
                        + " SELECT agency, count(DISTINCT listing) AS listings FROM freed GROUP BY agency",
                row -> byAgency.put(row.getString("agency"), row.getLong("listings")),
                cause.channel(),
                cause.code(),
                cause.remedy());
        int freed = (int) byAgency.values().stream().mapToLong(n -> n).sum();
        int known = !Scope.current().seesEverything()
                ? 0
                : sql.update(
                        "DELETE FROM issue_quarantine WHERE channel = ? AND code = ? AND remedy = ?",
                        cause.channel(),
                        cause.code(),
                        cause.remedy());
        if (freed + known == 0) {
            throw Problem.conflict("not-quarantined", "Nothing with this cause is in quarantine.");
        }
        takings.remember(cause, person, Takings.Action.QUARANTINE_ENDED, byAgency);
        return freed;
    }
}
