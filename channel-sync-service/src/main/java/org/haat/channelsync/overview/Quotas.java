package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.ThrottleBuckets;
import org.haat.channelsync.account.ThrottleBuckets.Learnt;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.database.Sql;

/** How much of its quota each account uses: counted calls against the learnt rate, or the published one until one is learnt. */
@Singleton
public class Quotas {
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration LONG =
            Duration.ofMinutes(59); // whole minutes and the one under way: never above an hour
    private static final Comparator<QuotaUse> FULLEST_FIRST = Comparator.comparingDouble(
                    (QuotaUse use) -> use.share() == null ? -1 : use.share())
            .reversed()
            .thenComparing(QuotaUse::operation);
    private final Channels channels;
    private final SyncConfig config;
    private final ThrottleBuckets buckets;
    private final Sql sql;
    private final Clock clock;

    public Quotas(Channels channels, SyncConfig config, ThrottleBuckets buckets, Sql sql, Clock clock) {
        this.channels = channels;
        this.buckets = buckets;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    private record Counted(QuotaUse.Calls inMinute, QuotaUse.Calls inHour) {}

    /** The fullest first; two statements for any number of accounts. */
    Map<UUID, List<QuotaUse>> of(List<ChannelAccount> accounts) {
        Map<UUID, Map<String, Counted>> counted = counted(accounts);
        Map<UUID, Map<String, Learnt>> learnt = learnt(accounts);
        Map<UUID, List<QuotaUse>> uses = new HashMap<>();
        for (ChannelAccount account : accounts) {
            UUID id = account.id();
            uses.put(id, uses(account, counted.getOrDefault(id, Map.of()), learnt.getOrDefault(id, Map.of())));
        }
        return uses;
    }

    /**
     * What is used of these operations' quotas, or of that of all together, in their order; nothing was called yet is told as no
     * call. Two statements for any number of operations.
     */
    List<QuotaUse> of(ChannelAccount account, List<String> operations) {
        Map<String, Counted> counted = counted(List.of(account)).getOrDefault(account.id(), Map.of());
        Map<String, Learnt> learnt = learnt(List.of(account)).getOrDefault(account.id(), Map.of());
        Map<String, CallPlan> plans = plans(account);
        return operations.stream()
                .map(operation -> use(operation, calls(counted, operation), plans.get(operation), learnt))
                .toList();
    }

    private Counted calls(Map<String, Counted> counted, String operation) {
        Counted own = counted.get(operation);
        return own != null ? own : sum(operation.equals(CallPlan.ALL) ? counted : Map.of());
    }

    private Map<UUID, Map<String, Learnt>> learnt(List<ChannelAccount> accounts) {
        Map<UUID, Map<String, Learnt>> learnt =
                buckets.learnt(accounts.stream().map(ChannelAccount::id).toList());
        accounts.forEach(account -> learnt.computeIfPresent(account.id(), (id, ours) -> asTold(account, ours)));
        return learnt;
    }

    /** The bucket is filled at the part of the rate that Haat uses. */
    private static Map<String, Learnt> asTold(ChannelAccount account, Map<String, Learnt> ours) {
        double share = new Account(account.id(), account.agency(), account.settings(), Map.of()).callShare();
        Map<String, Learnt> told = new HashMap<>();
        ours.forEach((operation, rate) -> told.put(operation, new Learnt(rate.ratePerSecond() / share, rate.at())));
        return told;
    }

    private List<QuotaUse> uses(ChannelAccount account, Map<String, Counted> counted, Map<String, Learnt> learnt) {
        Map<String, CallPlan> plans = plans(account);
        List<QuotaUse> uses = new ArrayList<>();
        counted.forEach((operation, calls) -> uses.add(use(operation, calls, plans.get(operation), learnt)));
        CallPlan together = plans.get(CallPlan.ALL);
        if (together != null) {
            uses.add(use(CallPlan.ALL, sum(counted), together, learnt));
        }
        uses.sort(FULLEST_FIRST);
        return List.copyOf(uses);
    }

    private Map<String, CallPlan> plans(ChannelAccount account) {
        Map<String, CallPlan> plans = new HashMap<>();
        channels.find(account.channel())
                .map(Channel::callPlans)
                .orElse(List.of())
                .forEach(plan -> plans.put(plan.operation(), plan));
        return plans;
    }

    private QuotaUse use(
            String operation,
            Counted counted,
            @org.jspecify.annotations.Nullable CallPlan plan,
            Map<String, Learnt> learnt) {
        if (plan == null) {
            return QuotaUse.unlimited(operation, counted.inHour());
        }
        QuotaUse.Calls calls = plan.refill().compareTo(SHORT) <= 0 ? counted.inMinute() : counted.inHour();
        Learnt granted = learnt.get(operation);
        // A published rate is per second of the partner's time, which a demonstration may hasten; a learnt one is in
        // ours.
        return granted == null
                ? QuotaUse.limited(operation, calls, plan.ratePerSecond() / config.timeScale(), plan.burst(), null)
                : QuotaUse.limited(operation, calls, granted.ratePerSecond(), plan.burst(), granted.at());
    }

    private Counted sum(Map<String, Counted> counted) {
        Instant now = clock.instant();
        Counted none = new Counted(
                new QuotaUse.Calls(0, 0, seconds(start(now, SHORT), now)),
                new QuotaUse.Calls(0, 0, seconds(start(now, LONG), now)));
        return counted.values().stream()
                .reduce(
                        none,
                        (a, b) -> new Counted(
                                a.inMinute().plus(b.inMinute()), a.inHour().plus(b.inHour())));
    }

    private Map<UUID, Map<String, Counted>> counted(List<ChannelAccount> accounts) {
        Instant now = clock.instant();
        Instant minute = start(now, SHORT);
        Instant hour = start(now, LONG);
        Map<UUID, Map<String, Counted>> counted = new HashMap<>();
        sql.list(
                "SELECT account, operation, sum(calls) AS hour, coalesce(sum(calls) FILTER (WHERE minute >= ?), 0) AS minute,"
                        + " coalesce(sum(calls) FILTER (WHERE outcome = 'THROTTLED'), 0) AS refused_hour,"
                        + " coalesce(sum(calls) FILTER (WHERE outcome = 'THROTTLED' AND minute >= ?), 0) AS refused_minute"
                        + " FROM account_usage WHERE account = ANY (?) AND minute >= ? GROUP BY account, operation",
                row -> counted.computeIfAbsent(Sql.uuid(row, "account"), id -> new TreeMap<>())
                        .put(
                                row.getString("operation"),
                                new Counted(
                                        new QuotaUse.Calls(
                                                row.getLong("minute"),
                                                row.getLong("refused_minute"),
                                                seconds(minute, now)),
                                        new QuotaUse.Calls(
                                                row.getLong("hour"), row.getLong("refused_hour"), seconds(hour, now)))),
                minute,
                minute,
                accounts.stream().map(ChannelAccount::id).toArray(UUID[]::new),
                hour);
        return counted;
    }

    private static Instant start(Instant now, Duration window) {
        return now.truncatedTo(ChronoUnit.MINUTES).minus(window);
    }

    private static long seconds(Instant from, Instant to) {
        return Math.max(1, Duration.between(from, to).toSeconds());
    }
}
