package org.haat.channelsync.overview;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.database.Sql;
import org.haat.edge.DatabaseDown;
import org.jspecify.annotations.Nullable;

/**
 * The overview's figures for Prometheus, labelled with channel and account id; totals with the agency's or the district's
 * code alone, because a district of every account would be too many series. They are read from the database, so every replica
 * tells the same: take the maximum over replicas, not the sum.
 */
@Singleton
public class SyncMetrics {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Map<String, MultiGauge> gauges = new TreeMap<>();
    private final Overview overview;
    private final Totals totals;
    private final Sql sql;
    private final Clock clock;

    public SyncMetrics(Overview overview, Totals totals, Sql sql, Clock clock, MeterRegistry meters) {
        this.overview = overview;
        this.totals = totals;
        this.sql = sql;
        this.clock = clock;
        gauge(
                meters,
                "account.active",
                null,
                "1 while the account is served, 0 while paused or in need of credentials");
        gauge(
                meters,
                "account.state",
                null,
                "1 for the state an account is in, and for stopped (its channel) and away (vacation) while they hold");
        gauge(meters, "calls.last.hour", null, "Calls that left for the channel in the last hour");
        gauge(meters, "throttled.last.hour", null, "Of those, answered 429");
        gauge(meters, "propagation", "seconds", "From a change to its stage, over the last hour");
        gauge(meters, "waiting.changes", null, "Changes that wait to be sent or read back");
        gauge(meters, "oldest.waiting", "seconds", "Age of the oldest of them");
        gauge(meters, "quota.used", "ratio", "Share of the fullest quota that is used");
        gauge(
                meters,
                "calls.per.minute",
                null,
                "Calls in the last whole minute under the fullest quota, or all where none is stated");
        gauge(meters, "granted.per.minute", null, "Calls a minute that this quota grants");
        gauge(
                meters,
                "listings",
                null,
                "Listings by state: desired, live, pending, refused, awaiting_identifier, paused");
        gauge(meters, "drift", null, "Differences that the last audit found; no series before the first");
        gauge(meters, "drift.waiting", null, "Of them, for a person to decide about");
        gauge(meters, "last.audit.timestamp", "seconds", "When the last audit ended; no series before the first");
        gauge(meters, "mass.changes", null, "Mass changes that wait for a second person");
        gauge(
                meters,
                "to.settle",
                null,
                "Orders and notifications that could not be applied, shipments and cancellations that the channel refused");
        gauge(meters, "warnings", null, "Warnings that a credential ends soon");
        gauge(meters, "alerts", null, "Alerts that stand");
        gauge(meters, "orders.today", null, "Orders placed since midnight in India");
        gauge(meters, "orders.last.hour", null, "Orders that came in or changed in the last hour");
        gauge(meters, "last.order.timestamp", "seconds", "When the last order came in; no series before the first");
        gauge(meters, "credential.expires.timestamp", "seconds", "Until when a credential is good, by kind");
        gauge(meters, "quota.calls", null, "Calls of an operation in the window of its quota");
        gauge(meters, "quota.granted", null, "Calls that the channel grants in that window");
        gauge(meters, "quota.throttled", null, "Calls of that window that were answered 429");
        gauge(meters, "agency.listings", null, "Listings of an agency by state: desired, live, pending, refused");
        gauge(meters, "district.listings", null, "Listings of the makers of a district by state, by LGD code");
    }

    private void gauge(MeterRegistry meters, String name, @Nullable String unit, String description) {
        gauges.put(
                name,
                MultiGauge.builder("haat.sync." + name)
                        .baseUnit(unit)
                        .description(description)
                        .register(meters));
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try {
            Map<String, List<MultiGauge.Row<?>>> rows = sql.system(this::rows);
            gauges.forEach((name, gauge) -> gauge.register(rows.getOrDefault(name, List.of()), true));
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("The figures stay as they were: %s", e.getMessage());
        }
    }

    private Map<String, List<MultiGauge.Row<?>>> rows() {
        Instant now = clock.instant();
        Map<UUID, Long> orders = orders(now.minus(HOUR));
        Map<UUID, Long> warnings = standing("account_warning");
        Map<UUID, Long> alerts = standing("alert");
        Rows rows = new Rows();
        Totals.Of together = totals.all();
        together.agencies().forEach(line -> rows.add("agency.listings", Tags.of("agency", line.key()), line));
        together.districts().forEach(line -> rows.add("district.listings", Tags.of("district", line.key()), line));
        for (Overview.Row row : overview.rows()) {
            Tags tags =
                    Tags.of("channel", row.channel(), "account", row.account().toString());
            rows.add("warnings", tags, warnings.getOrDefault(row.account(), 0L));
            rows.add("alerts", tags, alerts.getOrDefault(row.account(), 0L));
            rows.add("orders.last.hour", tags, orders.getOrDefault(row.account(), 0L));
            state(row, tags, rows);
            work(row, tags, now, rows);
            calls(row, tags, rows);
        }
        return rows.byName;
    }

    private static void state(Overview.Row row, Tags tags, Rows rows) {
        rows.add("account.active", tags, row.state() == AccountState.ACTIVE && row.stopped() == null ? 1 : 0);
        rows.add("account.state", tags.and("state", row.state().name().toLowerCase(Locale.ROOT)), 1);
        if (row.stopped() != null) {
            rows.add("account.state", tags.and("state", "stopped"), 1);
        }
        if (row.awaySince() != null) {
            rows.add("account.state", tags.and("state", "away"), 1);
        }
        row.expiries()
                .forEach(
                        one -> rows.add("credential.expires.timestamp", tags.and("kind", one.kind()), one.expiresAt()));
    }

    private static void work(Overview.Row row, Tags tags, Instant now, Rows rows) {
        Instant oldest = row.oldestWaiting();
        rows.add("waiting.changes", tags, row.waiting());
        rows.add("oldest.waiting", tags, oldest == null ? 0 : seconds(Duration.between(oldest, now)));
        rows.add("propagation", tags.and("stage", "accepted"), row.lastHour().accepted());
        rows.add("propagation", tags.and("stage", "live"), row.lastHour().live());
        rows.add("listings", tags, row.counts());
        rows.add("mass.changes", tags, row.massChanges());
        rows.add("to.settle", tags, row.toSettle());
        rows.add("orders.today", tags, row.ordersToday());
        rows.add("last.order.timestamp", tags, row.lastOrderAt());
        Standing.LastAudit audit = row.lastAudit();
        if (audit != null) {
            rows.add("drift", tags, audit.drift());
            rows.add("drift.waiting", tags, audit.waiting());
            rows.add("last.audit.timestamp", tags, audit.endedAt());
        }
    }

    private static void calls(Overview.Row row, Tags tags, Rows rows) {
        rows.add("calls.last.hour", tags, row.lastHour().calls());
        rows.add("throttled.last.hour", tags, row.lastHour().throttled());
        rows.add("quota.used", tags, Objects.requireNonNullElse(row.highestShare(), 0.0));
        row.quotas().forEach(use -> rows.add(tags, use));
        PerMinute minutes = row.perMinute();
        if (minutes != null) {
            Tags operation = tags.and("operation", named(minutes.operation()));
            rows.add("calls.per.minute", operation, minutes.lastWhole());
            Double granted = minutes.granted();
            if (granted != null) {
                rows.add("granted.per.minute", operation, granted);
            }
        }
    }

    private static String named(String operation) {
        return operation.equals(CallPlan.ALL) ? "all" : operation;
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toMillis()) / 1000.0;
    }

    private Map<UUID, Long> orders(Instant since) {
        Map<UUID, Long> orders = new HashMap<>();
        sql.list(
                "SELECT a.id, (SELECT count(*) FROM remote_order r WHERE r.account = a.id AND r.received_at >= ?) AS orders"
                        + " FROM channel_account a",
                row -> orders.put(Sql.uuid(row, "id"), row.getLong("orders")),
                since);
        return orders;
    }

    private Map<UUID, Long> standing(String table) {
        Map<UUID, Long> standing = new HashMap<>();
        sql.list(
                "SELECT account, count(*) AS standing FROM " + table
                        + " WHERE cleared_at IS NULL AND account IS NOT NULL GROUP BY account",
                row -> standing.put(Sql.uuid(row, "account"), row.getLong("standing")));
        return standing;
    }

    /** Rows by gauge. */
    private static final class Rows {
        private final Map<String, List<MultiGauge.Row<?>>> byName = new HashMap<>();

        void add(String gauge, Tags tags, Number value) {
            byName.computeIfAbsent(gauge, name -> new ArrayList<>()).add(MultiGauge.Row.of(tags, value));
        }

        void add(String gauge, Tags tags, Overview.Counts counts) {
            add(gauge, tags.and("state", "desired"), counts.desired());
            add(gauge, tags.and("state", "live"), counts.live());
            add(gauge, tags.and("state", "pending"), counts.pending());
            add(gauge, tags.and("state", "refused"), counts.refused());
            add(gauge, tags.and("state", "awaiting_identifier"), counts.awaitingIdentifier());
            add(gauge, tags.and("state", "paused"), counts.paused());
        }

        void add(String gauge, Tags tags, Totals.Line line) {
            add(gauge, tags.and("state", "desired"), line.desired());
            add(gauge, tags.and("state", "live"), line.live());
            add(gauge, tags.and("state", "pending"), line.pending());
            add(gauge, tags.and("state", "refused"), line.refused());
        }

        void add(String gauge, Tags tags, @Nullable Instant at) {
            if (at != null) {
                add(gauge, tags, at.toEpochMilli() / 1000.0);
            }
        }

        /** An operation without a stated limit has calls, and nothing granted. */
        void add(Tags account, QuotaUse use) {
            Tags tags = account.and("operation", named(use.operation()));
            add("quota.calls", tags, use.calls());
            add("quota.throttled", tags, use.throttled());
            Long granted = use.granted();
            if (granted != null) {
                add("quota.granted", tags, granted);
            }
        }

        void add(String gauge, Tags tags, LastHour.@Nullable Spread spread) {
            if (spread != null) {
                add(gauge, tags.and("quantile", "0.5"), spread.p50Millis() / 1000.0);
                add(gauge, tags.and("quantile", "0.99"), spread.p99Millis() / 1000.0);
            }
        }
    }
}
