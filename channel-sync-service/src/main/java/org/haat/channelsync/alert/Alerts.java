package org.haat.channelsync.alert;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.alert.Deliveries.Occasion;
import org.haat.channelsync.database.Sql;
import org.haat.edge.DatabaseDown;

/**
 * Holds what is so against what stands: raised once, told again at the rule's interval, over when it has been gone for the
 * rule's calm. Any number of replicas may look; one at a time does.
 */
@Singleton
public class Alerts {
    private static final long LOCK = 0x68616174616c6572L;
    private static final String SELECT =
            "SELECT a.*, coalesce(r.severity, 'WARNING') AS severity FROM alert a LEFT JOIN alert_rule r ON r.rule = a.rule ";
    private final Sql sql;
    private final AlertRules rules;
    private final Conditions conditions;
    private final Deliveries deliveries;
    private final Clock clock;

    public Alerts(Sql sql, AlertRules rules, Conditions conditions, Deliveries deliveries, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.conditions = conditions;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Looks once. */
    @Scheduled(every = "${haat.alert.every:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void watch() {
        try {
            sql.system(() -> {
                sql.one("SELECT pg_advisory_xact_lock(?)", row -> true, LOCK);
                look();
                return true;
            });
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("Alerts are looked for later: %s", e.getMessage());
        }
    }

    private void look() {
        Instant now = clock.instant();
        Map<Condition.Key, Alert> standing = new HashMap<>();
        sql.list(SELECT + "WHERE a.cleared_at IS NULL", Alerts::read)
                .forEach(alert -> standing.put(alert.key(), alert));
        Map<String, AlertRules.Rule> known = new LinkedHashMap<>();
        rules.all().forEach(rule -> known.put(rule.rule(), rule));
        for (AlertRules.Rule rule : known.values()) {
            for (Condition condition : conditions.of(rule)) {
                Alert stands = standing.remove(condition.key());
                if (stands == null) {
                    raise(condition, now);
                } else {
                    keep(stands, condition, rule, now);
                }
            }
        }
        standing.values().forEach(alert -> settle(alert, Optional.ofNullable(known.get(alert.rule())), now));
    }

    private void raise(Condition condition, Instant now) {
        Alert raised = sql.one(
                "WITH a AS (INSERT INTO alert (agency, rule, subject, account, name, channel, figure, detail, raised_at, told_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *)"
                        + " SELECT a.*, r.severity FROM a JOIN alert_rule r ON r.rule = a.rule",
                Alerts::read,
                condition.agency(),
                condition.rule(),
                condition.subject(),
                condition.account(),
                condition.name(),
                condition.channel(),
                condition.figure(),
                condition.detail(),
                now,
                now);
        deliveries.tell(raised, Occasion.RAISED, now);
    }

    private void keep(Alert alert, Condition condition, AlertRules.Rule rule, Instant now) {
        boolean again = rule.repeatMinutes() > 0
                && !now.isBefore(alert.toldAt().plus(Duration.ofMinutes(rule.repeatMinutes())));
        Alert kept = sql.one(
                "WITH a AS (UPDATE alert SET figure = ?, detail = ?, over_since = NULL,"
                        + " told_at = CASE WHEN ? THEN ?::timestamptz ELSE told_at END WHERE id = ? RETURNING *)"
                        + " SELECT a.*, r.severity FROM a JOIN alert_rule r ON r.rule = a.rule",
                Alerts::read,
                condition.figure(),
                condition.detail(),
                again,
                now.toString(),
                alert.id());
        if (again) {
            deliveries.tell(kept, Occasion.REPEATED, now);
        }
    }

    /** Over only when it stays over for a while, so that a figure at the threshold raises one alert and not a hundred. */
    private void settle(Alert alert, Optional<AlertRules.Rule> rule, Instant now) {
        Instant since = alert.overSince() == null ? now : alert.overSince();
        Duration calm =
                Duration.ofMinutes(rule.map(AlertRules.Rule::calmMinutes).orElse(0));
        if (now.isBefore(since.plus(calm))) {
            sql.update("UPDATE alert SET over_since = ? WHERE id = ?", since, alert.id());
            return;
        }
        sql.update("UPDATE alert SET over_since = ?, cleared_at = ? WHERE id = ?", since, now, alert.id());
        deliveries.tell(alert, Occasion.CLEARED, now);
    }

    /** Those that stand, the newest first. */
    public List<Alert> standing(int limit) {
        return sql.list(SELECT + "WHERE a.cleared_at IS NULL ORDER BY a.id DESC LIMIT ?", Alerts::read, limit);
    }

    /** Those that are over, the newest first. */
    public List<Alert> past(int limit) {
        return sql.list(
                SELECT + "WHERE a.cleared_at IS NOT NULL ORDER BY a.cleared_at DESC LIMIT ?", Alerts::read, limit);
    }

    private static Alert read(ResultSet row) throws SQLException {
        return new Alert(
                row.getLong("id"),
                row.getString("agency"),
                row.getString("rule"),
                row.getString("severity"),
                row.getString("subject"),
                Sql.uuid(row, "account"),
                row.getString("name"),
                row.getString("channel"),
                row.getLong("figure"),
                row.getString("detail"),
                Sql.instantOf(row, "raised_at"),
                Sql.instantOf(row, "told_at"),
                Sql.instant(row, "over_since"),
                Sql.instant(row, "cleared_at"));
    }
}
