package org.haat.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** How many events wait, and for how long the oldest has: gauges {@code haat.outbox.size} and {@code haat.outbox.age}. */
@Singleton
@io.quarkus.runtime.Startup
public class OutboxBacklog {
    private static final Duration GAUGED_FOR = Duration.ofSeconds(5);
    private final DataSource dataSource;
    private Backlog gauged = new Backlog(0, Duration.ZERO, 0);
    private long gaugedUntilNanos = System.nanoTime();

    public OutboxBacklog(DataSource dataSource, MeterRegistry meters) {
        this.dataSource = dataSource;
        meters.gauge("haat.outbox.size", this, backlog -> backlog.gauged().size());
        meters.gauge("haat.outbox.age", this, backlog -> backlog.gauged().age().toMillis() / 1000.0);
        meters.gauge("haat.parked.events", this, backlog -> backlog.gauged().parked());
    }

    /** @param age of the oldest waiting event, zero when none waits */
    public record Backlog(long size, Duration age, long parked) {}

    /** One reading serves all gauges of a scrape: a long backlog takes a while to count. */
    private synchronized Backlog gauged() {
        long nanos = System.nanoTime();
        if (nanos - gaugedUntilNanos >= 0) {
            gauged = now();
            gaugedUntilNanos = nanos + GAUGED_FOR.toNanos();
        }
        return gauged;
    }

    public Backlog now() {
        String sql = "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0),"
                + " (SELECT count(*) FROM parked_event WHERE settled_at IS NULL) FROM outbox";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return new Backlog(
                    result.getLong(1), Duration.ofMillis((long) (result.getDouble(2) * 1000)), result.getLong(3));
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox cannot be read", e);
        }
    }
}
