package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.adoption.Looks;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.ListingQueries;
import org.haat.channelsync.listing.Work;

/** What a change waits for beyond its place in the queue: the first look at its account, and what the channel grants. */
@Singleton
class QueueSteps {
    private final Looks looks;
    private final Quotas quotas;

    QueueSteps(Looks looks, Quotas quotas) {
        this.looks = looks;
        this.quotas = quotas;
    }

    List<Explanation.Step> of(ChannelAccount account, ListingQueries.Detail detail, Sentences words) {
        List<Explanation.Step> steps = new ArrayList<>();
        if (detail.quarantinedUntil() != null) {
            steps.add(words.step("quarantined", detail.quarantinedUntil()));
        }
        if (detail.facets().stream().anyMatch(facet -> facet.work() == Work.SEND)) {
            look(account, detail, words).ifPresent(steps::add);
            steps.add(quota(account, words));
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

    /** The fullest bucket tells whether the quota is what the change waits for. */
    private Explanation.Step quota(ChannelAccount account, Sentences words) {
        Optional<QuotaUse> fullest = quotas.of(List.of(account)).getOrDefault(account.id(), List.of()).stream()
                .filter(use -> use.share() != null)
                .findFirst();
        if (fullest.isEmpty()) {
            return words.step("quota.unlimited");
        }
        QuotaUse use = fullest.get();
        long minutes = Math.max(1, Math.round(use.windowSeconds() / 60.0));
        String name = words.word("operation." + use.operation(), use.operation());
        return use.throttled() == 0
                ? words.step("quota.used", name, use.calls(), String.valueOf(use.granted()), minutes)
                : words.step(
                        "quota.throttled", name, use.calls(), String.valueOf(use.granted()), minutes, use.throttled());
    }
}
