package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** The last hour of each account minute by minute, for the quota that is fullest. */
@Singleton
public class MinuteCalls {
    private final Sql sql;
    private final Clock clock;

    public MinuteCalls(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Series(long[] calls, long[] throttled) {
        static Series empty() {
            return new Series(new long[PerMinute.MINUTES], new long[PerMinute.MINUTES]);
        }

        void add(int minute, long made, long refused) {
            calls[minute] += made;
            throttled[minute] += refused;
        }
    }

    /** One statement for any number of accounts; an account without a call is absent. */
    Map<UUID, PerMinute> of(Map<UUID, List<QuotaUse>> uses) {
        Instant first =
                clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(PerMinute.MINUTES - 1));
        Map<UUID, Map<String, Series>> counted = new HashMap<>();
        sql.list(
                "SELECT account, operation, minute, sum(calls) AS calls,"
                        + " coalesce(sum(calls) FILTER (WHERE outcome = 'THROTTLED'), 0) AS throttled"
                        + " FROM account_usage WHERE minute >= ? GROUP BY account, operation, minute",
                row -> {
                    long minute = Duration.between(first, Sql.instantOf(row, "minute"))
                            .toMinutes();
                    int at = (int) Math.min(PerMinute.MINUTES - 1, minute);
                    Map<String, Series> byOperation =
                            counted.computeIfAbsent(Sql.uuid(row, "account"), id -> new HashMap<>());
                    for (String name : List.of(row.getString("operation"), CallPlan.ALL)) {
                        byOperation
                                .computeIfAbsent(name, n -> Series.empty())
                                .add(at, row.getLong("calls"), row.getLong("throttled"));
                    }
                    return true;
                },
                first);
        Map<UUID, PerMinute> told = new HashMap<>();
        counted.forEach((account, series) -> told.put(account, told(series, fullest(uses.get(account)))));
        return told;
    }

    private static @Nullable QuotaUse fullest(@Nullable List<QuotaUse> uses) {
        return uses == null || uses.isEmpty() || uses.get(0).share() == null ? null : uses.get(0);
    }

    private static PerMinute told(Map<String, Series> counted, @Nullable QuotaUse use) {
        String operation = use == null ? CallPlan.ALL : use.operation();
        Series series = counted.getOrDefault(operation, Series.empty());
        Double rate = use == null ? null : use.ratePerSecond();
        return new PerMinute(
                operation, boxed(series.calls()), boxed(series.throttled()), rate == null ? null : rate * 60);
    }

    private static List<Long> boxed(long[] figures) {
        return Arrays.stream(figures).boxed().toList();
    }
}
