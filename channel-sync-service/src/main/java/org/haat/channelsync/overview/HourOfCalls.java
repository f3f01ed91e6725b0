package org.haat.channelsync.overview;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haat.channelsync.channel.CallPlan;
import org.jspecify.annotations.Nullable;

/** What one account called in the last hour, by operation and minute: whole minutes and the one under way. */
final class HourOfCalls {
    private final long secondsUnderWay;
    private final Map<String, Series> byOperation = new TreeMap<>();
    private final Series together = new Series();

    /** @param secondsUnderWay how old the minute under way is */
    HourOfCalls(long secondsUnderWay) {
        this.secondsUnderWay = secondsUnderWay;
    }

    /** @param minute of the hour, the oldest is 0 */
    void add(String operation, int minute, long calls, long throttled) {
        byOperation.computeIfAbsent(operation, name -> new Series()).add(minute, calls, throttled);
        together.add(minute, calls, throttled);
    }

    /** What was called, by name. */
    Map<String, Series> byOperation() {
        return byOperation;
    }

    /** Of one operation, or of all together; nought where nothing was called. */
    Series of(String operation) {
        return operation.equals(CallPlan.ALL) ? together : byOperation.getOrDefault(operation, new Series());
    }

    /** Minute by minute under the fullest quota, or together where none is stated; null when nothing was called. */
    @Nullable
    PerMinute perMinute(List<QuotaUse> fullestFirst) {
        if (byOperation.isEmpty()) {
            return null;
        }
        QuotaUse use = fullestFirst.isEmpty() || fullestFirst.get(0).share() == null ? null : fullestFirst.get(0);
        String operation = use == null ? CallPlan.ALL : use.operation();
        Series series = of(operation);
        return new PerMinute(operation, boxed(series.calls), boxed(series.throttled), perMinute(use));
    }

    private static @Nullable Double perMinute(@Nullable QuotaUse use) {
        Double rate = use == null ? null : use.ratePerSecond();
        return rate == null ? null : rate * 60;
    }

    private static List<Long> boxed(long[] figures) {
        return Arrays.stream(figures).boxed().toList();
    }

    /** Calls by the minute. */
    final class Series {
        private final long[] calls = new long[PerMinute.MINUTES];
        private final long[] throttled = new long[PerMinute.MINUTES];

        private void add(int minute, long made, long refused) {
            calls[minute] += made;
            throttled[minute] += refused;
        }

        QuotaUse.Calls inHour() {
            return last(PerMinute.MINUTES);
        }

        /** In the minute under way and the whole one before. */
        QuotaUse.Calls inMinute() {
            return last(2);
        }

        private QuotaUse.Calls last(int minutes) {
            int from = PerMinute.MINUTES - minutes;
            return new QuotaUse.Calls(sum(calls, from), sum(throttled, from), (minutes - 1) * 60L + secondsUnderWay);
        }

        private long sum(long[] figures, int from) {
            return Arrays.stream(figures, from, figures.length).sum();
        }
    }
}
