package org.haat.channelsync.console;

import java.util.List;
import java.util.Map;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.overview.Overview;
import org.jspecify.annotations.Nullable;

/**
 * An account on the overview.
 *
 * @param tone of its state
 * @param meters calls of this hour, by operation, against what the channel allows
 */
record AccountCard(Overview.Row row, String tone, List<Meter> meters) {
    private static final String ALL = "*";

    /**
     * @param operation as the transcript names it; {@code *} stands for all together
     * @param allowed in an hour, or null where the channel states no limit
     */
    record Meter(
            String operation,
            long calls,
            long throttled,
            @Nullable Long allowed,
            long percent,
            String tone) {
        static Meter of(String operation, long calls, long throttled, @Nullable Long allowed) {
            long percent = allowed == null || allowed == 0 ? 0 : Math.min(100, 100 * calls / allowed);
            String tone = percent >= 90 ? "bad" : percent >= 70 ? "warn" : "";
            return new Meter(operation, calls, throttled, allowed, percent, tone);
        }
    }

    static AccountCard of(Overview.Row row, Map<String, Long> allowed) {
        return new AccountCard(row, tone(row.state()), meters(row, allowed));
    }

    static String tone(AccountState state) {
        return switch (state) {
            case ACTIVE -> "good";
            case PAUSED -> "warn";
            case NEEDS_REAUTH -> "bad";
        };
    }

    private static List<Meter> meters(Overview.Row row, Map<String, Long> allowed) {
        if (allowed.containsKey(ALL)) {
            long throttled =
                    row.usage().stream().mapToLong(Overview.Usage::throttled).sum();
            return List.of(Meter.of(ALL, row.callsThisHour(), throttled, allowed.get(ALL)));
        }
        return row.usage().stream()
                .map(use -> Meter.of(use.operation(), use.calls(), use.throttled(), allowed.get(use.operation())))
                .toList();
    }
}
