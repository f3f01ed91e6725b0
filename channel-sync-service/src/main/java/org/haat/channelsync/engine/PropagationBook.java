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
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Columns;
import org.haat.channelsync.database.MinuteCounts;
import org.haat.channelsync.database.MinuteCounts.Counted;
import org.haat.channelsync.database.Sql;

/** Counts how long changes took, by the minute, and writes it each second: a call never waits for it. Safe for many threads. */
@Singleton
public class PropagationBook {
    private final Sql sql;
    private final MinuteCounts<Row> counts = new MinuteCounts<>(Row.ORDER);

    public PropagationBook(Sql sql) {
        this.sql = sql;
    }

    private record Row(UUID account, Instant minute, Propagation.Stage stage, int step) {
        private static final Comparator<Row> ORDER = Comparator.comparing(Row::account)
                .thenComparing(Row::minute)
                .thenComparing(Row::stage)
                .thenComparing(Row::step);
    }

    /** Counts changes of which each took so long to come to a stage. */
    public void took(ChannelAccount account, Propagation.Stage stage, List<Duration> times, Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        times.forEach(time -> counts.count(new Row(account.id(), minute, stage, Propagation.step(time))));
    }

    void stop(@Observes ShutdownEvent event) {
        flush();
    }

    /** Writes what was counted since the last time; what cannot be written is kept for the next. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void flush() {
        try {
            counts.writeIn(this::write);
        } catch (RuntimeException e) {
            Log.warnf("The times that changes took wait for their database: %s", e.getMessage());
        }
    }

    private void write(List<Counted<Row>> counted) {
        if (!counted.isEmpty()) {
            sql.system(() -> insert(counted));
        }
    }

    private int insert(List<Counted<Row>> counted) {
        return sql.update(
                "INSERT INTO account_propagation AS p (account, agency, minute, stage, step, changes)"
                        + " SELECT a.id, a.agency, n.minute, n.stage, n.step, n.changes FROM unnest(?::uuid[],"
                        + " ?::timestamptz[], ?::text[], ?::int[], ?::bigint[]) AS n (account, minute, stage, step, changes)"
                        + " JOIN channel_account a ON a.id = n.account ORDER BY n.account, n.minute, n.stage, n.step"
                        + " ON CONFLICT (account, minute, stage, step) DO UPDATE SET changes = p.changes + excluded.changes",
                Columns.uuids(counted, one -> one.key().account()),
                Columns.instants(counted, one -> one.key().minute()),
                Columns.text(counted, one -> one.key().stage().name()),
                Columns.ints(counted, one -> one.key().step()),
                Columns.longs(counted, Counted::times));
    }
}
