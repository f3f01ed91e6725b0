package org.haat.channelsync.publish;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.adoption.Looks;
import org.haat.channelsync.change.Reviews;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.Engine;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.PropagationBook;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.SentTexts;
import org.haat.channelsync.safety.MassChanges;
import org.haat.channelsync.verify.VerifySchedule;
import org.haat.outbox.Leases;

/** Parts of a replica beside the service under test, for a test to drive by hand. */
@Singleton
class OtherReplica {
    private final MassChanges massChanges;
    private final Looks looks;
    private final Reviews reviews;
    private final Accounts accounts;
    private final Channels channels;
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final CallBook calls;
    private final CallLines callLines;
    private final VerifySchedule schedule;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final Feeds feeds;
    private final FeedLines feedLines;
    private final FeedRoute feedRoute;
    private final Engine.OpenCalls openCalls;
    private final SyncBench bench;
    private final SyncConfig config;
    private final Sql sql;
    private final DataSource dataSource;

    OtherReplica(
            MassChanges massChanges,
            Looks looks,
            Reviews reviews,
            Accounts accounts,
            Channels channels,
            Listings listings,
            ListingStates states,
            Issues issues,
            CallBook calls,
            CallLines callLines,
            VerifySchedule schedule,
            RetryDelay retryDelay,
            LaneRuns runs,
            Feeds feeds,
            FeedLines feedLines,
            FeedRoute feedRoute,
            Engine.OpenCalls openCalls,
            SyncBench bench,
            SyncConfig config,
            Sql sql,
            DataSource dataSource) {
        this.massChanges = massChanges;
        this.looks = looks;
        this.reviews = reviews;
        this.accounts = accounts;
        this.channels = channels;
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.calls = calls;
        this.callLines = callLines;
        this.schedule = schedule;
        this.retryDelay = retryDelay;
        this.runs = runs;
        this.feeds = feeds;
        this.feedLines = feedLines;
        this.feedRoute = feedRoute;
        this.openCalls = openCalls;
        this.bench = bench;
        this.config = config;
        this.sql = sql;
        this.dataSource = dataSource;
    }

    /** @param settling what it writes answers with */
    Publisher publisher(AccountLeases leases, Sql settling) {
        return publisher(leases, settling, massChanges);
    }

    Publisher publisher(AccountLeases leases, Sql settling, MassChanges breaker) {
        Clock clock = Clock.systemUTC();
        Claims claims = claims(leases, breaker, clock);
        LineSettling lines = new LineSettling(
                channels, new PropagationBook(sql), callLines, listings, states, issues, new SentTexts(sql), schedule);
        return new Publisher(channels, claims, calls, callLines, lines, accounts, retryDelay, runs, settling, clock);
    }

    private Claims claims(AccountLeases leases, MassChanges breaker, Clock clock) {
        DueWork due = new DueWork(breaker, looks, reviews, clock);
        return new Claims(sql, states, callLines, accounts, leases, breaker, due, clock);
    }

    /** Brings documents on their way, and asks about them. */
    record FeedHands(FeedStart start, FeedInquiry inquiry) {}

    FeedHands feedHands(AccountLeases leases) {
        Clock clock = Clock.systemUTC();
        Claims claims = claims(leases, massChanges, clock);
        FeedStart start =
                new FeedStart(feeds, feedLines, claims, calls, accounts, leases, retryDelay, config, sql, clock);
        FeedInquiry inquiry =
                new FeedInquiry(feeds, feedLines, start, feedRoute, calls, accounts, retryDelay, config, sql, clock);
        return new FeedHands(start, inquiry);
    }

    /** An engine of its own, not started. */
    Engine engine(AccountLeases leases, List<Lane> lanes) {
        return engine(leases, lanes, openCalls);
    }

    Engine engine(AccountLeases leases, List<Lane> lanes, Engine.OpenCalls other) {
        return new Engine(config, accounts, leases, lanes, other, runs, sql);
    }

    AccountLeases leases() {
        return leases(Duration.ofMinutes(5));
    }

    AccountLeases leases(Duration length) {
        return new AccountLeases(new Leases(dataSource), sql, length);
    }

    /** A new account that it holds before the service under test sees it, which then leaves it alone; looked at already. */
    ChannelAccount account(UUID id, AccountLeases its) {
        its.take(id);
        ChannelAccount account = bench.account(agencyOf(id), id);
        bench.update("UPDATE channel_account SET look = 'DONE' WHERE id = ?", id);
        return account;
    }

    /** The same for an engine of its own: the lease is there, and the engine does not know yet that it has it. */
    ChannelAccount forItsEngine(UUID id, AccountLeases its) {
        its.take(id);
        its.forget(id);
        return bench.account(agencyOf(id), id);
    }

    private static String agencyOf(UUID account) {
        return "a" + account.toString().substring(0, 8);
    }
}
