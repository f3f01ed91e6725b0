package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.ThrottleBuckets;
import org.haat.channelsync.account.ThrottleBuckets.Learnt;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.Channel;
import org.jspecify.annotations.Nullable;

/** How much of its quota each account uses: counted calls against the learnt rate, or the published one until one is learnt. */
@Singleton
public class Quotas {
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Comparator<QuotaUse> FULLEST_FIRST = Comparator.comparingDouble(
                    (QuotaUse use) -> use.share() == null ? -1 : use.share())
            .reversed()
            .thenComparing(QuotaUse::operation);
    private final Channels channels;
    private final SyncConfig config;
    private final ThrottleBuckets buckets;
    private final MinuteCalls minuteCalls;

    public Quotas(Channels channels, SyncConfig config, ThrottleBuckets buckets, MinuteCalls minuteCalls) {
        this.channels = channels;
        this.buckets = buckets;
        this.config = config;
        this.minuteCalls = minuteCalls;
    }

    /** The fullest first; one statement for any number of accounts. */
    Map<UUID, List<QuotaUse>> of(List<ChannelAccount> accounts, MinuteCalls.Hours calls) {
        Map<UUID, Map<String, Learnt>> learnt = learnt(accounts);
        Map<UUID, List<QuotaUse>> uses = new HashMap<>();
        for (ChannelAccount account : accounts) {
            UUID id = account.id();
            uses.put(id, uses(account, calls.of(id), learnt.getOrDefault(id, Map.of())));
        }
        return uses;
    }

    /**
     * What is used of these operations' quotas, or of that of all together, in their order; nothing was called yet is told as no
     * call. Two statements for any number of operations.
     */
    List<QuotaUse> of(ChannelAccount account, List<String> operations) {
        HourOfCalls calls = minuteCalls.of(List.of(account)).of(account.id());
        Map<String, Learnt> learnt = learnt(List.of(account)).getOrDefault(account.id(), Map.of());
        Map<String, CallPlan> plans = plans(account);
        return operations.stream()
                .map(operation -> use(operation, calls.of(operation), plans.get(operation), learnt))
                .toList();
    }

    private Map<UUID, Map<String, Learnt>> learnt(List<ChannelAccount> accounts) {
        return buckets.learnt(accounts.stream().map(ChannelAccount::id).toList());
    }

    private List<QuotaUse> uses(ChannelAccount account, HourOfCalls calls, Map<String, Learnt> learnt) {
        Map<String, CallPlan> plans = plans(account);
        List<QuotaUse> uses = new ArrayList<>();
        calls.byOperation()
                .forEach((operation, series) -> uses.add(use(operation, series, plans.get(operation), learnt)));
        CallPlan together = plans.get(CallPlan.ALL);
        if (together != null) {
            uses.add(use(CallPlan.ALL, calls.of(CallPlan.ALL), together, learnt));
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
            String operation, HourOfCalls.Series series, @Nullable CallPlan plan, Map<String, Learnt> learnt) {
        if (plan == null) {
            return QuotaUse.unlimited(operation, series.inHour());
        }
        QuotaUse.Calls calls = plan.refill().compareTo(SHORT) <= 0 ? series.inMinute() : series.inHour();
        Learnt granted = learnt.get(operation);
        // A published rate is per second of the partner's time, which a demonstration may hasten; a learnt one is in
        // ours.
        return granted == null
                ? QuotaUse.limited(operation, calls, plan.ratePerSecond() / config.timeScale(), plan.burst(), null)
                : QuotaUse.limited(operation, calls, granted.ratePerSecond(), plan.burst(), granted.at());
    }
}
