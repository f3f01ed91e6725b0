package org.haat.channelsync.publish;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.jspecify.annotations.Nullable;

/** The bulk route of an account: goes on with the documents that are on their way, and sends another when it is worth its while. */
@Singleton
public class FeedLane implements Lane {
    static final String FEED = "FEED";
    private final Channels channels;
    private final Feeds feeds;
    private final FeedRoute route;
    private final FeedStart start;
    private final FeedInquiry inquiry;
    private final LaneRuns runs;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;
    private final Map<UUID, Instant> looked = new ConcurrentHashMap<>();

    FeedLane(
            Channels channels,
            Feeds feeds,
            FeedRoute route,
            FeedStart start,
            FeedInquiry inquiry,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.feeds = feeds;
        this.route = route;
        this.start = start;
        this.inquiry = inquiry;
        this.runs = runs;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String name() {
        return FEED;
    }

    /** A document of thousands of lines takes its time. */
    @Override
    public boolean urgent() {
        return false;
    }

    /** A stopped account's feeds are taken back as far as they wait, which needs credentials. */
    @Override
    public boolean serves(ChannelAccount account) {
        return account.state() != AccountState.NEEDS_REAUTH;
    }

    @Override
    public Next work(ChannelAccount account) {
        Optional<FeedSink> sink = channels.facet(account.channel(), FeedSink.class);
        if (sink.isEmpty()) {
            return Next.idle();
        }
        return account.isActive() ? goOn(account, sink.get()) : stopped(account, sink.get());
    }

    /** Nothing more goes out; what is on its way is taken back, as far as the channel has not begun with it. */
    private Next stopped(ChannelAccount account, FeedSink sink) {
        Instant now = clock.instant();
        List<FeedRow> ours = sql.system(() -> feeds.open(account.id())).stream()
                .filter(FeedLane::comesToAnEnd)
                .toList();
        for (FeedRow feed : ours) {
            if (feed.isDue(now) || (feed.state() == FeedRow.State.RUNNING && feed.takeBack() == null)) {
                return step(account, sink, feed, now);
            }
        }
        return ours.stream()
                .map(feed -> Duration.between(now, Objects.requireNonNull(feed.askDueAt())))
                .min(Duration::compareTo)
                .map(Next::after)
                .orElse(Next.idle());
    }

    /** Of one that the channel works on no more is asked before the account goes on, unless somebody gave it up. */
    private static boolean comesToAnEnd(FeedRow feed) {
        return feed.state() == FeedRow.State.LOST
                || (feed.state() == FeedRow.State.RUNNING
                        && (feed.takeBack() != FeedRow.TakeBack.TOO_LATE || feed.givenUpBy() != null));
    }

    private Next goOn(ChannelAccount account, FeedSink sink) {
        Instant now = clock.instant();
        List<FeedRow> open = sql.system(() -> feeds.open(account.id()));
        for (FeedRow feed : open) {
            if (feed.isDue(now)) {
                return step(account, sink, feed, now);
            }
        }
        Duration rest = restBeforeLook(account, open, now);
        if (rest != null && rest.isZero()) {
            looked.put(account.id(), now);
            if (begins(account, sink)) {
                return Next.now();
            }
        }
        if (open.isEmpty() && rest != null && !rest.isZero()) {
            return Next.notBefore(rest); // whatever is written meanwhile waits for the same look
        }
        return Stream.concat(
                        Stream.ofNullable(rest).filter(some -> !some.isZero()),
                        open.stream().map(feed -> Duration.between(now, Objects.requireNonNull(feed.askDueAt()))))
                .min(Duration::compareTo)
                .map(Next::after)
                .orElse(Next.idle());
    }

    private Next step(ChannelAccount account, FeedSink sink, FeedRow feed, Instant now) {
        if (feed.state() == FeedRow.State.RUNNING && (feed.givenUpBy() != null || !account.isActive())) {
            Duration wait = inquiry.end(account, sink, feed);
            note(account, feed);
            return wait.isZero() ? Next.now() : Next.notBefore(wait);
        }
        goOn(account, sink, feed, now);
        note(account, feed);
        return Next.now();
    }

    private void goOn(ChannelAccount account, FeedSink sink, FeedRow feed, Instant now) {
        switch (feed.state()) {
            case PREPARING, STARTING -> start.recover(account, feed);
            case UPLOADED -> {
                if (start.isStale(feed, now)) {
                    start.recover(account, feed);
                } else {
                    Duration firstAsk = sql.system(() -> route.pause(account, sink, feed, 0));
                    start.begin(account, sink, feed, firstAsk);
                }
            }
            case LOST -> inquiry.find(account, sink, feed);
            case RUNNING -> inquiry.ask(account, sink, feed);
            case OVER -> throw new IllegalStateException("Feed " + feed.id() + " is over");
        }
    }

    private void note(ChannelAccount account, FeedRow feed) {
        runs.succeeded(account.id(), FEED, feed.lines(), null, feed.operation().name());
    }

    /**
     * How long until the backlog is looked at; null for not while one is being begun, nor while the channel is stuck with one.
     * Whoever was woken a moment after a look comes back for the next.
     */
    private @Nullable Duration restBeforeLook(ChannelAccount account, List<FeedRow> open, Instant now) {
        boolean busy = open.stream().anyMatch(feed -> feed.late() || feed.state() != FeedRow.State.RUNNING);
        if (!config.feeds().enabled() || busy) {
            return null;
        }
        Instant before = looked.get(account.id());
        Duration every = config.scaled(config.feeds().look());
        Duration rest = before == null ? Duration.ZERO : Duration.between(now, before.plus(every));
        return rest.isNegative() || rest.compareTo(every) > 0 ? Duration.ZERO : rest;
    }

    private boolean begins(ChannelAccount account, FeedSink sink) {
        Optional<FeedRoute.Choice> choice = sql.system(() -> route.choose(account, sink));
        return choice.isPresent() && start.start(account, sink, choice.get());
    }
}
