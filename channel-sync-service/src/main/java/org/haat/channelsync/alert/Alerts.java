package org.haat.channelsync.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.alert.Deliveries.Occasion;
import org.haat.channelsync.database.Sql;
import org.haat.edge.DatabaseDown;

/**
 * Holds what is so against what stands: raised once, told again at the rule's interval, over when it has been gone for the
 * rule's calm. Any number of replicas may look; one at a time does at each rule. What somebody switched off is over without
 * a word. The gauge {@code haat.sync.alerts.looked.age} tells how long ago all rules were last looked at.
 */
@Singleton
public class Alerts {
    private static final long LOCK = 0x68616174616c6572L;
    private static final double NANOS_A_SECOND = 1e9;
    private static final String SELECT =
            "SELECT a.*, coalesce(r.severity, 'WARNING') AS severity FROM alert a LEFT JOIN alert_rule r ON r.rule = a.rule ";
    private final Sql sql;
    private final AlertRules rules;
    private final Conditions conditions;
    private final Deliveries deliveries;
    private final Clock clock;
    private volatile long lookedNanos = System.nanoTime();

    public Alerts(
            Sql sql,
            AlertRules rules,
            Conditions conditions,
            Deliveries deliveries,
            Clock clock,
            MeterRegistry meters) {
        this.sql = sql;
        this.rules = rules;
        this.conditions = conditions;
        this.deliveries = deliveries;
        this.clock = clock;
        Gauge.builder("haat.sync.alerts.looked.age", this, Alerts::lookedAge)
                .baseUnit("seconds")
                .description("Since this replica last looked at every alert rule without a fault")
                .register(meters);
    }

    /** Looks once, each rule in a transaction of its own: one that fails leaves its alerts as they are and stops no other. */
    @Scheduled(every = "${haat.alert.every:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void watch() {
        try {
            boolean whole = true;
            for (String rule : sql.system(this::watched)) {
                whole &= look(rule);
            }
            if (whole) {
                lookedNanos = System.nanoTime();
            }
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("Alerts are looked for later: %s", e.getMessage());
        }
    }

    private double lookedAge() {
        return (System.nanoTime() - lookedNanos) / NANOS_A_SECOND;
    }

    /** Also those that are no rules any more, while an alert of theirs stands. */
    private List<String> watched() {
        return sql.list(
                "SELECT rule FROM alert_rule UNION SELECT rule FROM alert WHERE cleared_at IS NULL ORDER BY rule",
                row -> row.getString("rule"));
    }

    private boolean look(String rule) {
        try {
            return sql.system(() -> {
                sql.one("SELECT pg_advisory_xact_lock(hashtextextended(?, ?))", row -> true, rule, LOCK);
                compare(rule);
                return true;
            });
        } catch (RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                Log.debugf("Alerts of %s are looked for later: %s", rule, e.getMessage());
            } else {
                Log.errorf(e, "Alert rule %s could not be looked at: its alerts stay as they are", rule);
            }
            return false;
        }
    }

    private void compare(String name) {
        Instant now = clock.instant();
        List<Alert> standing = sql.list(SELECT + "WHERE a.cleared_at IS NULL AND a.rule = ?", Alerts::read, name);
        Optional<AlertRules.Rule> rule = rules.find(name).filter(AlertRules.Rule::enabled);
        if (rule.isEmpty()) {
            standing.forEach(alert -> clear(alert, now, now));
            return;
        }
        conditions.of(rule.get()).ifPresent(found -> compare(rule.get(), found, standing, now));
    }

    private void compare(AlertRules.Rule rule, List<Condition> found, List<Alert> standing, Instant now) {
        Map<Condition.Key, Alert> gone = new LinkedHashMap<>();
        standing.forEach(alert -> gone.put(alert.key(), alert));
        for (Condition condition : found) {
            Alert stands = gone.remove(condition.key());
            if (stands == null) {
                raise(condition, now);
            } else {
                keep(stands, condition, rule, now);
            }
        }
        gone.values().forEach(alert -> settle(alert, rule, now));
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

    /**
     * Over only when it stays over for a while, so that a figure at the threshold raises one alert and not a hundred. Where
     * only the threshold rose above it, nothing is over: nobody is told that it is.
     */
    private void settle(Alert alert, AlertRules.Rule rule, Instant now) {
        Instant since = alert.overSince() == null ? now : alert.overSince();
        if (alert.figure() < Math.floor(rule.least())) {
            clear(alert, since, now);
        } else if (now.isBefore(since.plus(Duration.ofMinutes(rule.calmMinutes())))) {
            sql.update("UPDATE alert SET over_since = ? WHERE id = ?", since, alert.id());
        } else {
            clear(alert, since, now);
            deliveries.tell(alert, Occasion.CLEARED, now);
        }
    }

    private void clear(Alert alert, Instant since, Instant now) {
        sql.update("UPDATE alert SET over_since = ?, cleared_at = ? WHERE id = ?", since, now, alert.id());
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
