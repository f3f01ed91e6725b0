package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.change.Reviews;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.ListingQueries;
import org.haat.channelsync.listing.ListingSearch;
import org.haat.channelsync.listing.Product;
import org.haat.channelsync.listing.Products;
import org.haat.channelsync.listing.Work;
import org.haat.channelsync.publish.FeedRow;
import org.haat.channelsync.publish.Feeds;
import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChanges;
import org.haat.edge.Scope;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingStatus;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** Tells the whole chain of a product on each account in plain words: nothing may stand still without a reason. */
@Singleton
public class Explainer {
    private final Accounts accounts;
    private final Products products;
    private final ListingQueries listings;
    private final ListingSearch search;
    private final MassChanges massChanges;
    private final Reviews reviews;
    private final Feeds feeds;
    private final QueueSteps queue;
    private final Clock clock;

    public Explainer(
            Accounts accounts,
            Products products,
            ListingQueries listings,
            ListingSearch search,
            MassChanges massChanges,
            Reviews reviews,
            Feeds feeds,
            QueueSteps queue,
            Clock clock) {
        this.accounts = accounts;
        this.products = products;
        this.listings = listings;
        this.search = search;
        this.massChanges = massChanges;
        this.reviews = reviews;
        this.feeds = feeds;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * One explanation per account of the agencies that the caller may see and of whose product the catalogue has told; none when
     * it told of no such product.
     *
     * @param agency whose product, or null for that of every agency
     */
    public List<Explanation> explain(String sku, @Nullable String agency, String acceptLanguage) {
        Sentences words = Sentences.forHeader(acceptLanguage);
        List<Explanation> all = new ArrayList<>();
        if (Scope.current().districtOrNone() != 0) {
            search.ofProduct(sku).stream()
                    .flatMap(line -> accounts.find(line.account()).stream())
                    .filter(account -> agency == null || agency.equals(account.agency()))
                    .forEach(account -> all.add(listed(account, sku, List.of(), words)));
            return all;
        }
        for (ChannelAccount account : accounts.all()) {
            if (agency == null || agency.equals(account.agency())) {
                products.find(account.agency(), sku)
                        .filter(product -> product.snapshot() != null)
                        .ifPresent(product -> all.add(explain(account, product, sku, words)));
            }
        }
        return all;
    }

    private Explanation explain(ChannelAccount account, Product product, String sku, Sentences words) {
        List<Explanation.Step> chain = new ArrayList<>();
        ListingSnapshot snapshot = Objects.requireNonNull(product.snapshot());
        chain.add(words.step("product.known", snapshot.sku(), snapshot.version()));
        Integer available = product.available();
        chain.add(available == null ? words.step("stock.unknown") : words.step("stock.known", available));
        chain.addAll(gate(account, snapshot, words));
        return listed(account, sku, chain, words);
    }

    private static List<Explanation.Step> gate(ChannelAccount account, ListingSnapshot snapshot, Sentences words) {
        if (snapshot.state() == ListingSnapshot.State.RETIRED) {
            return List.of(words.step("wanted.retired"));
        }
        boolean passes = snapshot.channels().contains(account.channel());
        if (!passes || !rules(account, snapshot).isEmpty()) {
            return refused(account, snapshot, words);
        }
        return List.of(
                snapshot.state() == ListingSnapshot.State.PAUSED
                        ? words.step("wanted.paused")
                        : words.step("gate.passed", channel(account, words)));
    }

    /** Each rule in the catalogue's own words; none where the catalogue did not offer products to the channel at all. */
    private static List<Explanation.Step> refused(ChannelAccount account, ListingSnapshot snapshot, Sentences words) {
        List<ListingSnapshot.Refusal> rules = rules(account, snapshot);
        if (rules.isEmpty()) {
            return List.of(words.step(NextAct.NOT_OFFERED, channel(account, words)));
        }
        List<Explanation.Step> steps = new ArrayList<>();
        steps.add(words.step("gate.refused-by", channel(account, words), rules.size()));
        rules.forEach(one -> steps.add(words.step("gate.rule", words.of(one.message(), one.rule()), one.rule())));
        return steps;
    }

    private static List<ListingSnapshot.Refusal> rules(ChannelAccount account, ListingSnapshot snapshot) {
        return snapshot.refusals() == null ? List.of() : snapshot.refusals().getOrDefault(account.channel(), List.of());
    }

    private Explanation listed(ChannelAccount account, String sku, List<Explanation.Step> before, Sentences words) {
        List<Explanation.Step> chain = new ArrayList<>(before);
        if (account.stopped() != null) {
            chain.add(words.step("channel.stopped", channel(account, words), account.stopped()));
        }
        if (account.awaySince() != null) {
            chain.add(words.step(
                    "account.away", account.name(), account.awaySince(), String.valueOf(account.awayReason())));
        }
        switch (account.state()) {
            case ACTIVE -> {
                if (account.stopped() == null) {
                    chain.add(words.step("account.active", account.name()));
                }
            }
            case PAUSED ->
                chain.add(words.step("account.paused", account.name(), account.stateSince(), cause(account)));
            case NEEDS_REAUTH ->
                chain.add(
                        account.awaitsConsent()
                                ? words.step("account.consent", account.name())
                                : words.step("account.reauth", account.name(), cause(account)));
        }
        Optional<ListingQueries.Detail> found = listings.detail(account.id(), sku);
        if (found.isEmpty()) {
            chain.add(words.step("listing.none"));
            return end(account, "NONE", chain, words, NextAct.ofUnlisted(account, chain));
        }
        ListingQueries.Detail detail = found.get();
        State state = detail.listing().state();
        chain.add(words.step(
                "listing.state",
                words.word("state." + state, state.name()),
                detail.listing().since()));
        Set<Kind> held = massChanges.waitingKinds(account.id());
        Map<Facet, FeedRow> carried = feeds.carrying(detail.listing().id());
        detail.facets().forEach(facet -> {
            FeedRow feed = carried.get(facet.facet());
            if (feed == null) {
                facet(facet, isHeld(facet, held), chain, words);
            } else {
                chain.add(inFeed(facet, feed, words));
            }
        });
        if (Scope.current().districtOrNone() == 0
                && reviews.holds(detail.listing().id())) {
            chain.add(words.step(NextAct.LOOK, account.name()));
        }
        chain.addAll(queue.of(account, detail, words));
        listings.calls(detail.listing().id(), 1).forEach(call -> chain.add(QueueSteps.call(call, words)));
        detail.issues().forEach(issue -> chain.add(said(issue, words)));
        if (detail.listing().verifyDueAt() != null) {
            chain.add(words.step("verify.due", detail.listing().verifyDueAt()));
        }
        boolean holds = detail.facets().stream().anyMatch(facet -> isHeld(facet, held));
        return end(account, state.name(), chain, words, NextAct.of(account, detail, holds, chain));
    }

    /** What we found ourselves is told in the reader's language and not as the marketplace's words. */
    private static Explanation.Step said(ListingStatus.Issue issue, Sentences words) {
        String owner = words.word("owner." + issue.owner(), issue.owner().name());
        if (issue.code().startsWith("DELAYED_")) {
            return words.step("issue.delayed", owner);
        }
        return issue.code().startsWith("NOT_LIVE_")
                ? words.step("issue.not-live", owner)
                : words.step("issue", issue.message(), issue.code(), owner);
    }

    private static boolean isHeld(ListingQueries.FacetView facet, Set<Kind> held) {
        return facet.work() == Work.SEND
                && facet.attempts() == 0
                && held.stream().anyMatch(kind -> kind.facet() == facet.facet() && kind.urgency() == facet.urgency());
    }

    private static Explanation.Step inFeed(ListingQueries.FacetView facet, FeedRow feed, Sentences words) {
        String name = words.word("facet." + facet.facet(), facet.facet().name());
        Instant since = feed.begunAt() == null ? feed.claimedAt() : feed.begunAt();
        if (feed.askedAt() == null || feed.reference() == null) {
            return words.step("facet.in-feed.not-asked", name, since);
        }
        return words.step(
                feed.late() ? "facet.in-feed.late" : "facet.in-feed", name, feed.reference(), since, feed.askedAt());
    }

    private void facet(ListingQueries.FacetView facet, boolean held, List<Explanation.Step> chain, Sentences words) {
        String name = words.word("facet." + facet.facet(), facet.facet().name());
        if (facet.underWay()) {
            chain.add(words.step("facet.under-way", name));
        } else if (held) {
            chain.add(words.step("facet.held", name));
        } else if (facet.work() == Work.SEND
                && facet.dueAt() != null
                && facet.dueAt().isAfter(clock.instant())) {
            chain.add(words.step("facet.later", name, facet.dueAt(), facet.attempts()));
        } else if (facet.work() == Work.SEND) {
            chain.add(words.step("facet.queued", name, facet.place() == null ? 0 : facet.place()));
        } else if (facet.work() == Work.READ_BACK) {
            chain.add(words.step("facet.unknown", name));
        } else if (facet.work() == Work.BLOCKED) {
            chain.add(words.step("facet.blocked", name, blockedBy(facet, words)));
        } else if (facet.inStep()) {
            chain.add(words.step("facet.in-step", name));
        }
    }

    private static String blockedBy(ListingQueries.FacetView facet, Sentences words) {
        String cause = String.valueOf(facet.blockedCause());
        return words.word("cause." + cause, cause);
    }

    private static String channel(ChannelAccount account, Sentences words) {
        return words.word("channel." + account.channel(), account.channel());
    }

    private static Explanation end(
            ChannelAccount account, String state, List<Explanation.Step> chain, Sentences words, NextAct next) {
        return new Explanation(
                account.id(),
                account.channel(),
                account.name(),
                state,
                List.copyOf(chain),
                words.say(next.code()),
                next.owner());
    }

    private static String cause(ChannelAccount account) {
        return account.cause() == null ? "" : account.cause();
    }
}
