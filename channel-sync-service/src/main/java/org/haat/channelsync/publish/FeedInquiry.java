package org.haat.channelsync.publish;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.RetryDelay;
import org.jspecify.annotations.Nullable;

/** Asks how far feeds are, and settles their lines when they are over. A feed is never sent again. */
@Singleton
class FeedInquiry {
    /** So often is a report asked for that nobody can read; then each line is read back. */
    private static final int UNREADABLE_AFTER = 10;

    /** How long the channel may take to show that it took a feed back. */
    private static final Duration TAKING_BACK = Duration.ofMinutes(30);

    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(2);
    private final Feeds feeds;
    private final FeedLines lines;
    private final FeedStart start;
    private final FeedRoute route;
    private final CallBook calls;
    private final Accounts accounts;
    private final RetryDelay retryDelay;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    FeedInquiry(
            Feeds feeds,
            FeedLines lines,
            FeedStart start,
            FeedRoute route,
            CallBook calls,
            Accounts accounts,
            RetryDelay retryDelay,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.feeds = feeds;
        this.lines = lines;
        this.start = start;
        this.route = route;
        this.calls = calls;
        this.accounts = accounts;
        this.retryDelay = retryDelay;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    private record Question(Account account, Map<Integer, String> lines, Duration pause) {}

    /**
     * Of a feed that a person gave up, or whose account is stopped: it is asked back first, and then asked about, since only the
     * channel knows whether that came in time.
     *
     * @return how long to wait, if the channel may not be asked now
     */
    Duration end(ChannelAccount account, FeedSink sink, FeedRow feed) {
        if (feed.takeBack() != null) {
            ask(account, sink, feed);
            return Duration.ZERO;
        }
        Account opened = sql.system(() -> accounts.open(account));
        FeedRow.TakeBack known = FeedRow.TakeBack.ASKED;
        try {
            boolean inTime = sink.takeBack(opened, Objects.requireNonNull(feed.reference()));
            known = inTime ? FeedRow.TakeBack.ASKED : FeedRow.TakeBack.TOO_LATE;
            Log.infof("Feed %s of account %s is asked back: %s", feed.reference(), account.id(), known);
        } catch (ChannelException e) {
            if (e.kind() == FailureKind.THROTTLED) {
                return retryDelay.after(0, e);
            }
            Log.warnf(
                    "Whether feed %s of account %s was taken back is not known: %s",
                    feed.reference(), account.id(), e.getMessage());
        }
        FeedRow.TakeBack said = known;
        sql.system(() -> {
            feeds.takenBack(feed, said, Duration.ZERO);
            return true;
        });
        return Duration.ZERO;
    }

    void ask(ChannelAccount account, FeedSink sink, FeedRow feed) {
        Question question = sql.system(() -> question(account, sink, feed));
        try {
            FeedSink.FeedProgress progress =
                    sink.progress(question.account(), Objects.requireNonNull(feed.reference()), question.lines());
            if (progress instanceof FeedSink.Done done) {
                done(account, question.account(), feed, done);
            } else if (progress instanceof FeedSink.Broken broken) {
                broken(account, question.account(), feed, broken);
            } else if (feed.mayComeBack(clock.instant(), config.scaled(TAKING_BACK))) {
                goesOn(account, feed, word(progress), config.scaled(BETWEEN));
            } else if (feed.givenUpBy() != null) {
                broken(account, question.account(), feed, new FeedSink.Broken("GIVEN_UP", false));
            } else if (!account.isActive()) {
                worksOnIt(feed, word(progress));
            } else if (progress instanceof FeedSink.Running running) {
                goesOn(account, feed, running.word(), question.pause());
            }
        } catch (ChannelException e) {
            noAnswer(account, question, feed, e);
        }
    }

    private static @Nullable String word(FeedSink.FeedProgress progress) {
        return progress instanceof FeedSink.Running running ? running.word() : null;
    }

    /** What becomes of it is read when the account goes on. */
    private void worksOnIt(FeedRow feed, @Nullable String word) {
        sql.system(() -> {
            feeds.asked(feed, word, Duration.ZERO);
            feeds.takenBack(feed, FeedRow.TakeBack.TOO_LATE, Duration.ZERO);
            return true;
        });
    }

    private Question question(ChannelAccount account, FeedSink sink, FeedRow feed) {
        Map<Integer, String> carried = new LinkedHashMap<>();
        feeds.carried(feed).forEach(sent -> carried.put(sent.position(), sent.sku()));
        Duration pause = route.pause(account, sink, feed, feed.asks() + 1);
        return new Question(accounts.open(account), carried, pause);
    }

    private void done(ChannelAccount account, Account opened, FeedRow feed, FeedSink.Done done) {
        done.remarks()
                .forEach(remark -> Log.warnf(
                        "Feed %s of account %s: %s %s",
                        feed.reference(), account.id(), remark.code(), remark.message()));
        lines.settle(account, opened, feed, sent -> {
            Outcome outcome = done.outcomes().get(sent.position());
            return outcome == null
                    ? Outcome.failed(sent.sku(), FailureKind.UNKNOWN, "The channel says nothing of this line")
                    : outcome;
        });
        close(account, feed, "DONE", null, null, done.endedAt(), done.remarks());
    }

    private void broken(ChannelAccount account, Account opened, FeedRow feed, FeedSink.Broken broken) {
        FailureKind kind = broken.untouched() ? FailureKind.TEMPORARY : FailureKind.UNKNOWN;
        String message = "The feed ended as " + broken.word()
                + (broken.untouched() ? " before anything was applied" : "; some of it may have been applied");
        lines.settle(account, opened, feed, sent -> Outcome.failed(sent.sku(), kind, message));
        close(account, feed, broken.word(), kind, message, null, List.of());
    }

    private void close(
            ChannelAccount account,
            FeedRow feed,
            String outcome,
            @Nullable FailureKind failure,
            @Nullable String message,
            @Nullable Instant endedAt,
            List<ChannelIssue> remarks) {
        sql.system(() -> {
            feeds.over(feed, outcome, endedAt, remarks);
            calls.close(feed.call(), failure == null ? null : failure.name(), message, clock.instant());
            accounts.wake(account.id());
            return true;
        });
        Log.infof("Feed %s of account %s is over: %s", feed.reference(), account.id(), outcome);
    }

    private void goesOn(ChannelAccount account, FeedRow feed, @Nullable String word, Duration pause) {
        boolean late = feed.elapsed(clock.instant())
                        .compareTo(config.scaled(config.feeds().deadline()))
                > 0;
        sql.system(() -> {
            feeds.asked(feed, word, pause);
            if (late && !feed.late()) {
                feeds.late(feed);
                accounts.remember(
                        account, "engine", "feed is late", "feed " + feed.reference() + ", " + feed.lines() + " lines");
            }
            return true;
        });
        if (late) {
            Log.warnf(
                    "Feed %s of account %s does not finish; it is asked about further",
                    feed.reference(), feed.account());
            lines.freeChanged(account, feed);
        }
    }

    private void noAnswer(ChannelAccount account, Question question, FeedRow feed, ChannelException e) {
        boolean gone = e.kind() == FailureKind.NOT_FOUND
                && feed.elapsed(clock.instant())
                                .compareTo(config.scaled(config.engine().longestCall()))
                        > 0;
        boolean unreadable = e.kind() == FailureKind.PROTOCOL && feed.asks() >= UNREADABLE_AFTER;
        if (gone || unreadable || feed.givenUpBy() != null) {
            String word = gone ? "GONE" : unreadable ? "UNREADABLE" : "GIVEN_UP";
            broken(account, question.account(), feed, new FeedSink.Broken(word, false));
            return;
        }
        Log.warnf("Feed %s of account %s: %s", feed.reference(), account.id(), e.getMessage());
        Duration wait = retryDelay.after(Math.min(feed.asks(), 6), e);
        goesOn(account, feed, null, wait.compareTo(question.pause()) > 0 ? wait : question.pause());
        sql.system(() -> {
            start.deniedIf(account, e);
            return true;
        });
    }

    /**
     * A feed was told to begin and no answer came. The channel's list names feeds by time and not by document: the one of that
     * time that we do not know is ours. With none the lines are read back once it is too late for it to appear, with several at
     * once; they are never simply sent again.
     */
    void find(ChannelAccount account, FeedSink sink, FeedRow feed) {
        Account opened = sql.system(() -> accounts.open(account));
        Instant begunAt = Objects.requireNonNull(feed.begunAt());
        Duration patience = config.scaled(config.engine().longestCall());
        try {
            List<String> found = new java.util.ArrayList<>(sink.begunBetween(
                    opened,
                    begunAt.minus(CLOCKS_DIFFER_BY),
                    begunAt.plus(patience).plus(CLOCKS_DIFFER_BY)));
            found.removeAll(sql.system(() -> feeds.references(account.id(), begunAt.minus(Duration.ofDays(2)))));
            if (found.size() == 1) {
                Log.infof("Feed %s of account %s had begun after all", found.get(0), account.id());
                sql.system(() -> {
                    feeds.running(feed, found.get(0), route.pause(account, sink, feed, 0));
                    return true;
                });
            } else if (found.size() > 1 || feed.elapsed(clock.instant()).compareTo(patience) > 0) {
                broken(account, opened, feed, new FeedSink.Broken(found.isEmpty() ? "NEVER_SEEN" : "AMBIGUOUS", false));
            } else {
                askedInVain(account, feed, patience.dividedBy(4));
            }
        } catch (ChannelException e) {
            Duration wait = retryDelay.after(Math.min(feed.asks(), 6), e);
            askedInVain(account, feed, wait);
            sql.system(() -> {
                start.deniedIf(account, e);
                return true;
            });
        }
    }

    private void askedInVain(ChannelAccount account, FeedRow feed, Duration wait) {
        Log.debugf("Whether the feed of call %d of account %s began is not known yet", feed.call(), account.id());
        sql.system(() -> {
            feeds.asked(feed, null, wait);
            return true;
        });
    }
}
