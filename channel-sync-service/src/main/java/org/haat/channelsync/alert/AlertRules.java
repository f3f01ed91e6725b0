package org.haat.channelsync.alert;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** What is watched and from which figure on. Call inside a transaction. */
@Singleton
public class AlertRules {
    private final Sql sql;
    private final Clock clock;

    public AlertRules(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * One rule.
     *
     * @param threshold from which figure on, null where it is simply so or not
     * @param unit minutes, hours, percent or listings
     * @param calmMinutes how long the condition must be gone before the alert is over
     * @param repeatMinutes how often a standing alert is told again, 0 for never
     */
    public record Rule(
            String rule,
            boolean enabled,
            @Nullable Double threshold,
            @Nullable String unit,
            String severity,
            int calmMinutes,
            int repeatMinutes,
            @Nullable Instant setAt,
            @Nullable String setBy) {
        /** For pages, which tell a time in its largest units. */
        public long repeatMillis() {
            return repeatMinutes * 60_000L;
        }

        double least() {
            return threshold == null ? 0 : threshold;
        }
    }

    public List<Rule> all() {
        return sql.list("SELECT * FROM alert_rule ORDER BY severity, rule", AlertRules::read);
    }

    Optional<Rule> find(String rule) {
        return sql.first("SELECT * FROM alert_rule WHERE rule = ?", AlertRules::read, rule);
    }

    /** @throws Problem 403 for people of one agency: a rule holds for all; 404 when there is none */
    Rule change(String rule, boolean enabled, @Nullable Double threshold, int repeatMinutes, String person) {
        if (!Scope.current().seesEverything()) {
            throw Problem.forbidden("not-yours-alone", "A rule holds for every agency; your sign-in is for one.");
        }
        int changed = sql.update(
                "UPDATE alert_rule SET enabled = ?, threshold = CASE WHEN threshold IS NULL THEN NULL"
                        + " ELSE coalesce(?::float8, threshold) END, repeat_minutes = ?, set_at = ?, set_by = ? WHERE rule = ?",
                enabled,
                threshold,
                repeatMinutes,
                clock.instant(),
                person,
                rule);
        if (changed == 0) {
            throw Problem.notFound("rule", rule);
        }
        return sql.one("SELECT * FROM alert_rule WHERE rule = ?", AlertRules::read, rule);
    }

    private static Rule read(ResultSet row) throws SQLException {
        double threshold = row.getDouble("threshold");
        boolean none = row.wasNull();
        return new Rule(
                row.getString("rule"),
                row.getBoolean("enabled"),
                none ? null : threshold,
                row.getString("unit"),
                row.getString("severity"),
                row.getInt("calm_minutes"),
                row.getInt("repeat_minutes"),
                Sql.instant(row, "set_at"),
                row.getString("set_by"));
    }
}
