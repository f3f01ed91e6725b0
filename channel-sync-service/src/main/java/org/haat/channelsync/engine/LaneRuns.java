package org.haat.channelsync.engine;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.database.Columns;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What each lane last did, when it runs next and why it is idle, for the person who watches. Written each second: a call never
 * waits for it, nor do the hands of a lane for each other's row. Safe for many threads.
 */
@Singleton
public class LaneRuns {
    private final Sql sql;
    private final Clock clock;
    private final NavigableMap<Place, Run> unwritten = new TreeMap<>(Place.ORDER);

    public LaneRuns(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param note what it did, or why it waits, as a code that pages have words for */
    public record Run(
            String lane,
            Instant lastRunAt,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant nextRunAt,
            int items,
            String note) {
        /** Where the log tells more, when a fault of ours ended it. */
        public @Nullable String fault() {
            return OwnFault.referenceOf(note);
        }

        private Run after(@Nullable Run before) {
            Instant success = lastSuccessAt == null && before != null ? before.lastSuccessAt() : lastSuccessAt;
            return new Run(lane, lastRunAt, success, nextRunAt, items, note);
        }
    }

    private record Place(UUID account, String lane) {
        /** The same in all replicas, so that two of them never wait for each other's rows. */
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::account).thenComparing(Place::lane);
    }

    public void succeeded(UUID account, String lane, int items, @Nullable Duration next, String note) {
        Instant now = clock.instant();
        note(account, new Run(lane, now, now, next == null ? null : now.plus(next), items, note));
    }

    public void failed(UUID account, String lane, @Nullable Duration next, String note) {
        Instant now = clock.instant();
        note(account, new Run(lane, now, null, next == null ? null : now.plus(next), 0, note));
    }

    private synchronized void note(UUID account, Run run) {
        unwritten.merge(new Place(account, run.lane()), run, (before, after) -> after.after(before));
    }

    /** Of every account that may be seen, by lane, as of a second ago. */
    public Map<UUID, List<Run>> all() {
        Map<UUID, List<Run>> runs = new HashMap<>();
        sql.list("SELECT * FROM account_lane ORDER BY account, lane", row -> runs.computeIfAbsent(
                        Sql.uuid(row, "account"), account -> new ArrayList<>())
                .add(new Run(
                        row.getString("lane"),
                        Sql.instantOf(row, "last_run_at"),
                        Sql.instant(row, "last_success_at"),
                        Sql.instant(row, "next_run_at"),
                        row.getInt("items"),
                        row.getString("note"))));
        return runs;
    }

    void stop(@Observes ShutdownEvent event) {
        flush();
    }

    /** Writes what was noted since the last time; what cannot be written is kept for the next. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void flush() {
        List<Map.Entry<Place, Run>> noted = drain();
        if (noted.isEmpty()) {
            return;
        }
        try {
            sql.alone(() -> write(noted));
        } catch (RuntimeException e) {
            putBack(noted);
            Log.warnf("What lanes did waits for its database: %s", e.getMessage());
        }
    }

    private synchronized List<Map.Entry<Place, Run>> drain() {
        List<Map.Entry<Place, Run>> noted = List.copyOf(unwritten.entrySet());
        unwritten.clear();
        return noted;
    }

    private synchronized void putBack(List<Map.Entry<Place, Run>> noted) {
        noted.forEach(one -> unwritten.merge(one.getKey(), one.getValue(), (newer, older) -> newer.after(older)));
    }

    /** What another replica wrote later stays. */
    private int write(List<Map.Entry<Place, Run>> noted) {
        return sql.update(
                "INSERT INTO account_lane AS l (account, agency, lane, last_run_at, last_success_at, next_run_at, items, note)"
                        + " SELECT a.id, a.agency, n.lane, n.ran, n.succeeded, n.next, n.items, n.note FROM unnest(?::uuid[],"
                        + " ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[])"
                        + " AS n (account, lane, ran, succeeded, next, items, note) JOIN channel_account a ON a.id = n.account"
                        + " ORDER BY n.account, n.lane"
                        + " ON CONFLICT (account, lane) DO UPDATE SET last_run_at = excluded.last_run_at,"
                        + " last_success_at = coalesce(excluded.last_success_at, l.last_success_at),"
                        + " next_run_at = excluded.next_run_at, items = excluded.items, note = excluded.note"
                        + " WHERE l.last_run_at <= excluded.last_run_at",
                Columns.uuids(noted, one -> one.getKey().account()),
                Columns.text(noted, one -> one.getKey().lane()),
                Columns.instants(noted, one -> one.getValue().lastRunAt()),
                Columns.instants(noted, one -> one.getValue().lastSuccessAt()),
                Columns.instants(noted, one -> one.getValue().nextRunAt()),
                Columns.ints(noted, one -> one.getValue().items()),
                Columns.text(noted, one -> one.getValue().note()));
    }
}
