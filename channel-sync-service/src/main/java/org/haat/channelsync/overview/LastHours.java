package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.CallPlan;
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

    private record Key(UUID account, Stage stage) {}

    /** One statement for any number of accounts. */
    Map<UUID, LastHour> of(List<ChannelAccount> accounts, MinuteCalls.Hours calls) {
        Map<Key, NavigableMap<Integer, Long>> times = times();
        Map<UUID, LastHour> hours = new HashMap<>();
        for (ChannelAccount account : accounts) {
            UUID id = account.id();
            QuotaUse.Calls made = calls.of(id).of(CallPlan.ALL).inHour();
            LastHour.Spread accepted = spread(times.get(new Key(id, Stage.ACCEPTED)));
            LastHour.Spread live = spread(times.get(new Key(id, Stage.LIVE)));
            hours.put(id, new LastHour(made.calls(), made.throttled(), accepted, live));
        }
        return hours;
    }

    private Map<Key, NavigableMap<Integer, Long>> times() {
        Instant since = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(WINDOW);
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
