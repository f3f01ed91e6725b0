package org.haat.channelsync.engine;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Columns;
import org.haat.channelsync.database.Sql;

/**
 * Counts how long changes took, by the minute. All calls of an account's minute fall into a few rows: were these written
 * with each call, every call would wait for the one before to commit. So they are written each second, and a process that
 * is killed loses a second of them; a call whose outcome had to be written twice is counted twice. Safe for many threads.
 */
@Singleton
public class PropagationBook {
    private final Sql sql;
    private final Map<Row, Long> counts = new TreeMap<>(Row.ORDER);

    public PropagationBook(Sql sql) {
        this.sql = sql;
    }

    private record Row(UUID account, Instant minute, Propagation.Stage stage, int step) {
        /** One order for all replicas, so that two of them never wait for each other. */
        private static final Comparator<Row> ORDER = Comparator.comparing(Row::account)
                .thenComparing(Row::minute)
                .thenComparing(Row::stage)
                .thenComparing(Row::step);
    }

    /** Counts changes of which each took so long to come to a stage. */
    public void took(ChannelAccount account, Propagation.Stage stage, List<Duration> times, Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        synchronized (counts) {
            times.forEach(
                    time -> counts.merge(new Row(account.id(), minute, stage, Propagation.step(time)), 1L, Long::sum));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        flush();
    }

    /** Writes what was counted since the last time; what cannot be written is kept for the next. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void flush() {
        List<Map.Entry<Row, Long>> drained = drain();
        if (drained.isEmpty()) {
            return;
        }
        try {
            sql.system(() -> write(drained));
        } catch (RuntimeException e) {
            synchronized (counts) {
                drained.forEach(one -> counts.merge(one.getKey(), one.getValue(), Long::sum));
            }
            Log.warnf("The times that changes took wait for their database: %s", e.getMessage());
        }
    }

    private List<Map.Entry<Row, Long>> drain() {
        synchronized (counts) {
            List<Map.Entry<Row, Long>> drained =
                    counts.entrySet().stream().map(Map.Entry::copyOf).toList();
            counts.clear();
            return drained;
        }
    }

    private int write(List<Map.Entry<Row, Long>> drained) {
        return sql.update(
                "INSERT INTO account_propagation AS p (account, agency, minute, stage, step, changes)"
                        + " SELECT a.id, a.agency, n.minute, n.stage, n.step, n.changes FROM unnest(?::uuid[],"
                        + " ?::timestamptz[], ?::text[], ?::int[], ?::bigint[]) AS n (account, minute, stage, step, changes)"
                        + " JOIN channel_account a ON a.id = n.account ORDER BY n.account, n.minute, n.stage, n.step"
                        + " ON CONFLICT (account, minute, stage, step) DO UPDATE SET changes = p.changes + excluded.changes",
                Columns.uuids(drained, one -> one.getKey().account()),
                Columns.instants(drained, one -> one.getKey().minute()),
                Columns.text(drained, one -> one.getKey().stage().name()),
                Columns.ints(drained, one -> one.getKey().step()),
                Columns.longs(drained, Map.Entry::getValue));
    }
}
