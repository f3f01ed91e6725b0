package org.haat.channelsync.publish;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.OwnFault;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.edge.DatabaseDown;

/**
 * Brings lines on their way in a document: claimed and written down, handed over, written down, begun, written down. Between
 * any two of these a replica may die, and the next one knows from what is written what may have happened.
 */
@Singleton
class FeedStart {
    /** The channel has said that it does not begin: other than after silence, nothing of it can be under way. */
    private static final Set<FailureKind> REFUSALS =
            EnumSet.of(FailureKind.FORBIDDEN, FailureKind.REJECTED, FailureKind.NOT_FOUND);

    private static final Duration FRESH = Duration.ofMinutes(5);
    private final Feeds feeds;
    private final FeedLines lines;
    private final Claims claims;
    private final CallBook calls;
    private final Accounts accounts;
    private final AccountLeases leases;
    private final RetryDelay retryDelay;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    FeedStart(
            Feeds feeds,
            FeedLines lines,
            Claims claims,
            CallBook calls,
            Accounts accounts,
            AccountLeases leases,
            RetryDelay retryDelay,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.feeds = feeds;
        this.lines = lines;
        this.claims = claims;
        this.calls = calls;
        this.accounts = accounts;
        this.leases = leases;
        this.retryDelay = retryDelay;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    private record Prepared(Claim claim, FeedRow feed) {}

    /** False when there was nothing to take. */
    boolean start(ChannelAccount account, FeedSink sink, FeedRoute.Choice choice) {
        Optional<Prepared> prepared = sql.system(() -> claims.takeForFeed(account, choice.facet(), choice.lines())
                .map(claim -> new Prepared(claim, feeds.prepare(account, claim))));
        prepared.ifPresent(one -> upload(account, sink, one));
        return prepared.isPresent();
    }

    private void upload(ChannelAccount account, FeedSink sink, Prepared prepared) {
        Claim claim = prepared.claim();
        FeedRow feed = prepared.feed();
        FeedSink.Upload upload;
        try {
            List<FeedLine> document = claim.lines().stream()
                    .map(line -> Sender.feedLine(claim.operation(), line))
                    .toList();
            upload = sink.upload(claim.account(), document);
        } catch (ChannelException e) {
            Log.warnf("A document of %d lines was not taken for account %s: %s", feed.lines(), account.id(), e.kind());
            abandon(account, claim.account(), feed, e);
            return;
        } catch (RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            // Its lines go singly, where the one at fault stands alone.
            String fault = OwnFault.log("A document for account " + account.id() + " could not be made:", e);
            abandon(account, claim.account(), feed, new ChannelException(FailureKind.TEMPORARY, fault));
            return;
        }
        sql.system(() -> handedOver(account, claim, feed, upload));
    }

    private boolean handedOver(ChannelAccount account, Claim claim, FeedRow feed, FeedSink.Upload upload) {
        Map<Long, Outcome> refused = new HashMap<>();
        List<FeedLines.Sent> without = new ArrayList<>();
        upload.refused().forEach((position, outcome) -> {
            FeedLines.Sent sent = sent(claim, position);
            refused.put(sent.listing(), outcome);
            without.add(sent);
        });
        lines.settleThese(
                account,
                claim.account(),
                feed,
                without,
                sent -> java.util.Objects.requireNonNull(refused.get(sent.listing())));
        feeds.notCarried(feed, without);
        lines.release(
                account,
                claim.account(),
                feed,
                upload.left().stream().map(position -> sent(claim, position)).toList());
        if (upload.document() == null) {
            over(feed, "NOTHING_TO_SEND", null, "Not one of its lines was fit to go");
        } else {
            feeds.uploaded(feed, upload.document());
        }
        return true;
    }

    private static FeedLines.Sent sent(Claim claim, int position) {
        Claim.Line line = claim.lines().get(position - 1);
        return new FeedLines.Sent(line.listing().id(), line.listing().sku(), position);
    }

    /** Nothing was begun: the lines go on, and the next look at the backlog chooses their route anew. */
    void abandon(ChannelAccount account, Account opened, FeedRow feed, ChannelException why) {
        if (why.kind() == FailureKind.AUTH) {
            lines.releaseAll(account, opened, feed);
        } else {
            lines.settle(
                    account,
                    opened,
                    feed,
                    sent -> Outcome.failed(sent.sku(), FailureKind.TEMPORARY, "Not sent: " + why.getMessage()));
        }
        sql.system(() -> {
            over(feed, "NOT_BEGUN", why.kind(), String.valueOf(why.getMessage()));
            deniedIf(account, why);
            return true;
        });
    }

    void over(
            FeedRow feed,
            String outcome,
            @org.jspecify.annotations.Nullable FailureKind failure,
            @org.jspecify.annotations.Nullable String message) {
        feeds.over(feed, outcome, null, List.of());
        calls.close(feed.call(), failure == null ? null : failure.name(), message, clock.instant());
    }

    /** The channel has the document and is told to begin. Not while somebody has stopped the account. */
    void begin(ChannelAccount account, FeedSink sink, FeedRow feed, Duration firstAsk) {
        Optional<Account> opened = sql.system(() -> {
            boolean mayGo =
                    accounts.find(account.id()).filter(ChannelAccount::isActive).isPresent()
                            && leases.holds(account.id())
                            && feeds.starting(feed);
            return mayGo ? Optional.of(accounts.open(account)) : Optional.empty();
        });
        if (opened.isEmpty() || feed.document() == null) {
            return;
        }
        try {
            String reference = sink.begin(opened.get(), feed.document());
            sql.system(() -> {
                feeds.running(feed, reference, firstAsk);
                return true;
            });
            Log.infof("Feed %s of account %s began with %d lines", reference, account.id(), feed.lines());
        } catch (ChannelException e) {
            failed(account, opened.get(), feed, e);
        }
    }

    private void failed(ChannelAccount account, Account opened, FeedRow feed, ChannelException e) {
        boolean neverArrived = e.kind() == FailureKind.THROTTLED
                || e.kind() == FailureKind.AUTH
                || e.code().orElse("").equals("BREAKER_OPEN");
        if (neverArrived) {
            sql.system(() -> {
                feeds.notBegun(feed, retryDelay.after(1, e));
                deniedIf(account, e);
                return true;
            });
        } else if (REFUSALS.contains(e.kind())) {
            abandon(account, opened, feed, e);
        } else {
            Log.warnf("Whether a feed of account %s began is not known; the channel is asked", account.id());
            sql.system(() -> {
                feeds.lost(feed, config.scaled(Duration.ofSeconds(30)));
                return true;
            });
        }
    }

    void deniedIf(ChannelAccount account, ChannelException e) {
        if (e.kind() == FailureKind.AUTH) {
            accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
        }
    }

    /** What a replica that died left: lines that were never handed over go on, a beginning without an answer is looked for. */
    void recover(ChannelAccount account, FeedRow feed) {
        if (feed.state() == FeedRow.State.STARTING) {
            sql.system(() -> {
                feeds.lost(feed, config.scaled(Duration.ofSeconds(30)));
                return true;
            });
            return;
        }
        Account opened = sql.system(() -> accounts.open(account));
        lines.releaseAll(account, opened, feed);
        sql.system(() -> {
            over(feed, "NOT_BEGUN", FailureKind.TEMPORARY, "The replica stopped before the document was handed over");
            return true;
        });
    }

    /** A document that could not be begun for a while: what it carries may be old by now, and to make another costs little. */
    boolean isStale(FeedRow feed, Instant now) {
        return feed.claimedAt().plus(config.scaled(FRESH)).isBefore(now);
    }
}
