package org.haat.channelsync.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.haat.channelsync.channel.http.CallMeter;
import org.haat.channelsync.channel.http.Transcript;
import org.haat.channelsync.database.Columns;
import org.haat.channelsync.database.MinuteCounts;
import org.haat.channelsync.database.MinuteCounts.Counted;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;

/**
 * Counts and keeps every request that left for a partner, by the minute. Written a little after the fact, by the batch, so that a call
 * never waits for it; when the database is slow the transcript loses its oldest entries and says so, the counts never do.
 */
@Singleton
public class WireBook implements Transcript, CallMeter {
    private static final int KEPT_WAITING = 2_000;
    private static final int BATCH = 200;
    private final Sql sql;
    private final MeterRegistry meters;
    private final Clock clock;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>(KEPT_WAITING);
    private final MinuteCounts<Usage> counts = new MinuteCounts<>(Usage.ORDER);
    private final Thread thread = new Thread(this::run, "wire-book");
    private volatile boolean stopping;

    public WireBook(Sql sql, MeterRegistry meters, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.meters = meters;
        thread.setDaemon(true);
    }

    private record Usage(UUID account, Instant minute, String operation, String outcome) {
        private static final Comparator<Usage> ORDER = Comparator.comparing(Usage::account)
                .thenComparing(Usage::minute)
                .thenComparing(Usage::operation)
                .thenComparing(Usage::outcome);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(5_000);
    }

    @Override
    public void record(Entry entry) {
        while (!entries.offer(entry)) {
            if (entries.poll() != null) {
                meters.counter("haat.transcript.lost").increment();
            }
        }
    }

    @Override
    public void count(UUID account, String operation, String outcome, Duration duration) {
        meters.timer("haat.channel.call", "operation", operation, "outcome", outcome)
                .record(duration);
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        counts.count(new Usage(account, minute, operation, outcome));
    }

    private void run() {
        while (!stopping) {
            try {
                TimeUnit.MILLISECONDS.sleep(250);
            } catch (InterruptedException e) {
                // Asked to stop: write what waits, then end.
                stopping = true;
            }
            try {
                flush();
            } catch (RuntimeException e) {
                Log.warnf("The wire book waits for its database: %s", e.getMessage());
            }
        }
    }

    private void flush() {
        List<Entry> batch = new ArrayList<>();
        entries.drainTo(batch, BATCH);
        try {
            counts.writeIn(counted -> write(counted, batch));
        } catch (RuntimeException e) {
            batch.forEach(this::record);
            throw e;
        }
    }

    private void write(List<Counted<Usage>> counted, List<Entry> batch) {
        if (counted.isEmpty() && batch.isEmpty()) {
            return;
        }
        sql.system(() -> {
            writeCounts(counted);
            writeEntries(batch);
            return true;
        });
    }

    private void writeCounts(List<Counted<Usage>> counted) {
        if (!counted.isEmpty()) {
            sql.update(
                    "INSERT INTO account_usage AS u (account, agency, minute, operation, outcome, calls)"
                            + " SELECT a.id, a.agency, n.minute, n.operation, n.outcome, n.calls FROM unnest(?::uuid[],"
                            + " ?::timestamptz[], ?::text[], ?::text[], ?::bigint[])"
                            + " AS n (account, minute, operation, outcome, calls) JOIN channel_account a ON a.id = n.account"
                            + " ORDER BY n.account, n.minute, n.operation, n.outcome"
                            + " ON CONFLICT (account, minute, operation, outcome) DO UPDATE SET calls = u.calls + excluded.calls",
                    Columns.uuids(counted, one -> one.key().account()),
                    Columns.instants(counted, one -> one.key().minute()),
                    Columns.text(counted, one -> one.key().operation()),
                    Columns.text(counted, one -> one.key().outcome()),
                    Columns.longs(counted, Counted::times));
        }
    }

    private void writeEntries(List<Entry> batch) {
        if (!batch.isEmpty()) {
            sql.update(
                    "INSERT INTO channel_transcript (account, agency, at, operation, method, path, status, outcome,"
                            + " duration_ms, request_headers, request_body, answer_headers, answer_body)"
                            + " SELECT a.id, a.agency, n.at, n.operation, n.method, n.path, n.status, n.outcome, n.ms,"
                            + " n.asked::jsonb, n.body, n.told::jsonb, n.answer FROM unnest(?::uuid[], ?::timestamptz[],"
                            + " ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::bigint[], ?::text[], ?::text[],"
                            + " ?::text[], ?::text[]) AS n (account, at, operation, method, path, status, outcome, ms, asked,"
                            + " body, told, answer) JOIN channel_account a ON a.id = n.account ORDER BY n.at",
                    Columns.uuids(batch, Entry::account),
                    Columns.instants(batch, Entry::at),
                    Columns.text(batch, Entry::operation),
                    Columns.text(batch, Entry::method),
                    Columns.text(batch, Entry::path),
                    Columns.ints(batch, Entry::status),
                    Columns.text(batch, Entry::outcome),
                    Columns.longs(batch, entry -> entry.duration().toMillis()),
                    Columns.text(batch, entry -> StoredJson.write(entry.requestHeaders())),
                    Columns.text(batch, entry -> clean(entry.requestBody())),
                    Columns.text(batch, entry -> StoredJson.write(entry.answerHeaders())),
                    Columns.text(batch, entry -> clean(entry.answerBody())));
        }
    }

    /** PostgreSQL's text holds no NUL. */
    private static @org.jspecify.annotations.Nullable String clean(@org.jspecify.annotations.Nullable String text) {
        return text == null ? null : Objects.requireNonNull(text).replace('\0', '?');
    }
}
