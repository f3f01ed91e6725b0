package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Propagation;
import org.haat.channelsync.engine.Propagation.Stage;
import org.jspecify.annotations.Nullable;

/** Calls and times of each account over the last hour, from what is counted by the minute. */
@Singleton
public class LastHours {
    private static final Duration WINDOW = Duration.ofMinutes(59); // whole minutes and the one under way
    private final Sql sql;
    private final Clock clock;

    public LastHours(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Calls(long calls, long throttled) {
        static final Calls NONE = new Calls(0, 0);
    }

    private record Key(UUID account, Stage stage) {}

    /** Accounts where anything happened; two statements for any number of them. */
    Map<UUID, LastHour> all() {
        Instant since = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(WINDOW);
        Map<UUID, Calls> calls = calls(since);
        Map<Key, NavigableMap<Integer, Long>> times = times(since);
        Set<UUID> accounts = new TreeSet<>(calls.keySet());
        times.keySet().forEach(key -> accounts.add(key.account()));
        Map<UUID, LastHour> all = new HashMap<>();
        for (UUID account : accounts) {
            Calls made = calls.getOrDefault(account, Calls.NONE);
            LastHour.Spread accepted = spread(times.get(new Key(account, Stage.ACCEPTED)));
            LastHour.Spread live = spread(times.get(new Key(account, Stage.LIVE)));
            all.put(account, new LastHour(made.calls(), made.throttled(), accepted, live));
        }
        return all;
    }

    private Map<UUID, Calls> calls(Instant since) {
        Map<UUID, Calls> calls = new HashMap<>();
        sql.list(
                "SELECT account, sum(calls) AS calls, coalesce(sum(calls) FILTER (WHERE outcome = 'THROTTLED'), 0) AS throttled"
                        + " FROM account_usage WHERE minute >= ? GROUP BY account",
                row -> calls.put(Sql.uuid(row, "account"), new Calls(row.getLong("calls"), row.getLong("throttled"))),
                since);
        return calls;
    }

    private Map<Key, NavigableMap<Integer, Long>> times(Instant since) {
        Map<Key, NavigableMap<Integer, Long>> times = new HashMap<>();
        sql.list(
                "SELECT account, stage, step, sum(changes) AS changes FROM account_propagation WHERE minute >= ?"
                        + " GROUP BY account, stage, step",
                row -> times.computeIfAbsent(
                                new Key(Sql.uuid(row, "account"), Stage.valueOf(row.getString("stage"))),
                                key -> new TreeMap<>())
                        .put(row.getInt("step"), row.getLong("changes")),
                since);
        return times;
    }

    private static LastHour.@Nullable Spread spread(@Nullable NavigableMap<Integer, Long> steps) {
        if (steps == null) {
            return null;
        }
        long changes = steps.values().stream().mapToLong(Long::longValue).sum();
        return new LastHour.Spread(changes, within(steps, changes, 50), within(steps, changes, 99));
    }

    /** The time within which so many of a hundred changes were through. */
    private static long within(NavigableMap<Integer, Long> steps, long changes, int percent) {
        long enough = (changes * percent + 99) / 100;
        long through = 0;
        for (Map.Entry<Integer, Long> step : steps.entrySet()) {
            through += step.getValue();
            if (through >= enough) {
                return Propagation.millis(step.getKey());
            }
        }
        return Propagation.millis(steps.lastKey());
    }
}
