package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;

/** Reads the calls of accounts in the last hour, once for all that is told of them. */
@Singleton
public class MinuteCalls {
    private final Sql sql;
    private final Clock clock;

    public MinuteCalls(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What each account called; one that called nothing is told so. */
    record Hours(Map<UUID, HourOfCalls> byAccount, long secondsUnderWay) {
        HourOfCalls of(UUID account) {
            return byAccount.getOrDefault(account, new HourOfCalls(secondsUnderWay));
        }
    }

    /** One statement for any number of accounts. */
    Hours of(List<ChannelAccount> accounts) {
        Instant now = clock.instant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Instant first = minute.minus(Duration.ofMinutes(PerMinute.MINUTES - 1));
        long underWay = Duration.between(minute, now).toSeconds();
        Map<UUID, HourOfCalls> byAccount = new HashMap<>();
        sql.list(
                "SELECT account, operation, minute, sum(calls) AS calls,"
                        + " coalesce(sum(calls) FILTER (WHERE outcome = 'THROTTLED'), 0) AS throttled"
                        + " FROM account_usage WHERE account = ANY (?) AND minute >= ? GROUP BY account, operation, minute",
                row -> {
                    byAccount
                            .computeIfAbsent(Sql.uuid(row, "account"), id -> new HourOfCalls(underWay))
                            .add(
                                    row.getString("operation"),
                                    place(first, Sql.instantOf(row, "minute")),
                                    row.getLong("calls"),
                                    row.getLong("throttled"));
                    return true;
                },
                accounts.stream().map(ChannelAccount::id).toArray(UUID[]::new),
                first);
        return new Hours(byAccount, underWay);
    }

    /** A minute that began since the hour was measured counts to the last. */
    private static int place(Instant first, Instant minute) {
        return (int)
                Math.min(PerMinute.MINUTES - 1, Duration.between(first, minute).toMinutes());
    }
}
