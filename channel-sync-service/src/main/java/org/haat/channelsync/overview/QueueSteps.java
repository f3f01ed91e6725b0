package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.adoption.Looks;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.ListingQueries;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;

/** What a change waits for beyond its place in the queue: the first look at its account, and what the channel grants. */
@Singleton
class QueueSteps {
    private final Looks looks;
    private final Quotas quotas;
    private final Channels channels;

    QueueSteps(Looks looks, Quotas quotas, Channels channels) {
        this.looks = looks;
        this.quotas = quotas;
        this.channels = channels;
    }

    List<Explanation.Step> of(ChannelAccount account, ListingQueries.Detail detail, Sentences words) {
        List<Explanation.Step> steps = new ArrayList<>();
        if (detail.quarantinedUntil() != null) {
            steps.add(words.step("quarantined", detail.quarantinedUntil()));
        }
        if (detail.facets().stream().anyMatch(facet -> facet.work() == Work.SEND)) {
            look(account, detail, words).ifPresent(steps::add);
            steps.addAll(quotas(account, detail, words));
        }
        return steps;
    }

    private Optional<Explanation.Step> look(ChannelAccount account, ListingQueries.Detail detail, Sentences words) {
        boolean isNew = detail.facets().stream()
                .anyMatch(facet ->
                        facet.facet() == Facet.CONTENT && facet.work() == Work.SEND && facet.applied() == null);
        if (!isNew) {
            return Optional.empty();
        }
        return switch (looks.of(account.id()).state()) {
            case CENSUS -> Optional.of(words.step("look.census", account.name()));
            case EACH -> Optional.of(words.step("look.each"));
            case DONE -> Optional.empty();
        };
    }

    /** What the changes that wait draw from, each bucket once. */
    private List<Explanation.Step> quotas(ChannelAccount account, ListingQueries.Detail detail, Sentences words) {
        List<String> operations = detail.facets().stream()
                .filter(facet -> facet.work() == Work.SEND)
                .map(facet -> operation(account, kind(facet.facet(), detail)))
                .distinct()
                .toList();
        List<QuotaUse> uses = quotas.of(account, operations);
        Stream<Explanation.Step> used =
                uses.stream().map(use -> quota(use, words)).distinct();
        boolean shared = account.callShare() < 1 && uses.stream().anyMatch(use -> use.granted() != null);
        return shared
                ? Stream.concat(used, Stream.of(words.step("quota.share", Math.round(account.callShare() * 100))))
                        .toList()
                : used.toList();
    }

    private static FeedSink.Kind kind(Facet facet, ListingQueries.Detail detail) {
        return switch (facet) {
            case PRICE -> FeedSink.Kind.PRICE;
            case STOCK -> FeedSink.Kind.STOCK;
            case CONTENT -> detail.listing().wanted() == Wanted.RETIRED ? FeedSink.Kind.RETIRE : FeedSink.Kind.PUT;
        };
    }

    /** A channel that says nothing of the single operation counts all of an account's calls together. */
    private String operation(ChannelAccount account, FeedSink.Kind kind) {
        return channels.facet(account.channel(), FeedSink.class)
                .map(sink -> sink.feedPlan(kind).singles().operation())
                .orElse(CallPlan.ALL);
    }

    private static Explanation.Step quota(QuotaUse use, Sentences words) {
        Long granted = use.granted();
        if (granted == null) {
            return words.step("quota.unlimited");
        }
        long minutes = Math.max(1, Math.round(use.windowSeconds() / 60.0));
        String name = words.word("operation." + use.operation(), use.operation());
        return use.throttled() == 0
                ? words.step("quota.used", name, use.calls(), granted, minutes)
                : words.step("quota.throttled", name, use.calls(), granted, minutes, use.throttled());
    }

    /** The last call that carried it, and what the channel answered. */
    static Explanation.Step call(ListingQueries.CallLine call, Sentences words) {
        String operation = words.word("operation." + call.operation(), call.operation());
        if (call.finishedAt() == null) {
            return words.step("call.open", operation, call.startedAt());
        }
        String status = String.valueOf(call.status());
        if (call.fault() != null) {
            return words.step("call.fault", operation, call.finishedAt(), call.fault());
        }
        String answer = call.message() == null ? words.word("outcome." + status, status) : call.message();
        return words.step("call.answered", operation, call.finishedAt(), answer);
    }
}
