package org.haat.channelsync.publish;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.ThrottleBuckets;
import org.haat.channelsync.account.ThrottleBuckets.Learnt;
import org.haat.channelsync.channel.FeedPlan;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChanges;

/** What the choice of a route is made from: the backlog, the rate granted and how long this account's feeds took lately. */
@Singleton
class FeedRoute {
    private static final int COUNTED = 250_000;
    private final Feeds feeds;
    private final Accounts accounts;
    private final DueWork due;
    private final MassChanges massChanges;
    private final ThrottleBuckets buckets;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    FeedRoute(
            Feeds feeds,
            Accounts accounts,
            DueWork due,
            MassChanges massChanges,
            ThrottleBuckets buckets,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.feeds = feeds;
        this.accounts = accounts;
        this.due = due;
        this.massChanges = massChanges;
        this.buckets = buckets;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    /** Lines of a facet that are to go in a document now. */
    record Choice(Facet facet, int lines) {}

    /** Prices and stock draw from one bucket, so that they are one backlog. Call inside a transaction. */
    Optional<Choice> choose(ChannelAccount account, FeedSink sink) {
        return accounts.find(account.id()).flatMap(now -> chooseNow(now, sink));
    }

    private Optional<Choice> chooseNow(ChannelAccount account, FeedSink sink) {
        Set<Kind> held = massChanges.held(account);
        Backlog content = backlog(account, Facet.CONTENT, held);
        Optional<Choice> listings =
                choice(account, sink, FeedSink.Kind.PUT, content.lines()).flatMap(content::choice);
        if (listings.isPresent()) {
            return listings;
        }
        Backlog prices = backlog(account, Facet.PRICE, held);
        Backlog stock = backlog(account, Facet.STOCK, held);
        return choice(account, sink, FeedSink.Kind.STOCK, prices.lines() + stock.lines())
                .flatMap(lines -> (prices.fresh() >= stock.fresh() ? prices : stock).choice(lines));
    }

    /**
     * What may go now.
     *
     * @param fresh of it never failed; only that goes in a document
     */
    private record Backlog(Facet facet, long lines, long fresh) {
        Optional<Choice> choice(int wanted) {
            int lines = (int) Math.min(wanted, fresh);
            return lines < RouteChoice.LEAST ? Optional.empty() : Optional.of(new Choice(facet, lines));
        }
    }

    private Optional<Integer> choice(ChannelAccount account, FeedSink sink, FeedSink.Kind kind, long backlog) {
        FeedPlan plan = sink.feedPlan(kind);
        if (backlog < RouteChoice.LEAST || !mayBegin(account, plan)) {
            return Optional.empty();
        }
        Duration latency = feeds.measured(account.id()).orElseGet(() -> scaled(plan.usual()));
        boolean lately = feeds.lastBegun(account.id())
                .filter(at -> at.plus(scaled(plan.quietFor())).isAfter(clock.instant()))
                .isPresent();
        RouteChoice choice =
                new RouteChoice(rate(account, plan), latency, scaled(plan.perDocument()), plan.lines(), lately);
        return Optional.of(choice.linesForDocument(backlog)).filter(lines -> lines > 0);
    }

    /** Too small a part of a quota that is slow to come back would leave a document lying for hours. */
    private static boolean mayBegin(ChannelAccount account, FeedPlan plan) {
        return plan.begin().burst() * account.callShare() >= 1;
    }

    private Backlog backlog(ChannelAccount account, Facet facet, Set<Kind> held) {
        DueWork.Rest mayGo = due.of(account, facet, held);
        return sql.one(
                "SELECT count(*) AS lines, count(*) FILTER (WHERE attempts = 0) AS fresh FROM (SELECT f.attempts"
                        + mayGo.sql() + " LIMIT ?) due",
                row -> new Backlog(facet, row.getLong("lines"), row.getLong("fresh")),
                mayGo.and(COUNTED));
    }

    /**
     * What Haat uses of the rate. A published one is per second of the partner's time, which a demonstration may hasten; a
     * learnt one is in ours.
     */
    private double rate(ChannelAccount account, FeedPlan plan) {
        Learnt learnt = buckets.learnt(List.of(account.id()))
                .getOrDefault(account.id(), Map.of())
                .get(plan.singles().operation());
        double told = learnt == null ? plan.singles().ratePerSecond() / config.timeScale() : learnt.ratePerSecond();
        return told * account.callShare();
    }

    /** Before a feed is asked about for the given time. Call inside a transaction. */
    Duration pause(ChannelAccount account, FeedSink sink, FeedRow feed, int asks) {
        FeedPlan plan = sink.feedPlan(FeedSink.Kind.valueOf(kind(feed.operation())));
        Instant now = clock.instant();
        return AskPause.next(
                asks,
                asks == 0 ? Duration.ZERO : feed.elapsed(now),
                feeds.measured(account.id()).orElse(null),
                scaled(plan.usual()),
                config.timeScale());
    }

    private static String kind(Operation operation) {
        return switch (operation) {
            case PUT -> "PUT";
            case RETIRE -> "RETIRE";
            case SET_PRICE -> "PRICE";
            case SET_STOCK -> "STOCK";
        };
    }

    private Duration scaled(Duration duration) {
        return duration.isZero() ? duration : config.scaled(duration);
    }
}
