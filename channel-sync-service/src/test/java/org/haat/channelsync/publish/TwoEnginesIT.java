package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.adoption.Adopt;
import org.haat.channelsync.adoption.ListingsThere;
import org.haat.channelsync.adoption.LookLane;
import org.haat.channelsync.adoption.Looks;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.Engine;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.PropagationBook;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.verify.OneByOne;
import org.haat.channelsync.verify.SendAgain;
import org.haat.channelsync.verify.VerifyLane;
import org.haat.channelsync.verify.VerifySchedule;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class TwoEnginesIT {
    @Inject
    OtherReplica other;

    @Inject
    Looks looks;

    @Inject
    ListingsThere there;

    @Inject
    Adopt adopt;

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    SyncConfig config;

    @Inject
    Accounts accounts;

    @Inject
    Channels channels;

    @Inject
    Listings listings;

    @Inject
    ListingStates states;

    @Inject
    Issues issues;

    @Inject
    CallBook calls;

    @Inject
    PropagationBook propagation;

    @Inject
    VerifySchedule schedule;

    @Inject
    OneByOne oneByOne;

    @Inject
    SendAgain sendAgain;

    @Inject
    RetryDelay retryDelay;

    @Inject
    LaneRuns runs;

    @Inject
    Engine.OpenCalls openCalls;

    @Inject
    Sql sql;

    @Inject
    DataSource dataSource;

    @Test
    void secondEngineOnTheSameAccountsMakesNoCallTwice() {
        AccountLeases leases = other.leases(config.engine().lease());
        Engine second = other.engine(leases, lanesOf(leases));
        UUID seconds = UUID.randomUUID();
        leases.take(seconds); // one account that the other replica serves, and one for whoever comes first
        leases.forget(seconds);
        second.start();
        try {
            ChannelAccount contended = bench.account();
            ChannelAccount others = bench.account("a" + seconds.toString().substring(0, 8), seconds);
            for (ChannelAccount account : List.of(contended, others)) {
                bench.live(account, 12);
                for (int i = 1; i <= 12; i++) {
                    bench.tell(new StockLevel(account.agency(), "SKU-" + i, 2, i));
                }
            }
            for (ChannelAccount account : List.of(contended, others)) {
                bench.awaitQuiet(account);
                assertThat(market.listings(account.id()).get("SKU-12").quantity())
                        .isEqualTo(12);
                assertThat(linesSentTwice(account)).isZero();
            }
        } finally {
            second.stop(Duration.ofSeconds(5));
        }
    }

    private long linesSentTwice(ChannelAccount account) {
        return bench.count(
                "SELECT count(*) FROM (SELECT listing, facet, version FROM channel_call_line l"
                        + " JOIN channel_call c ON c.id = l.call WHERE c.account = ?"
                        + " GROUP BY listing, facet, version HAVING count(*) > 1) twice",
                account.id());
    }

    /** Lanes as another replica has them, under its own leases. */
    private List<Lane> lanesOf(AccountLeases leases) {
        Clock clock = Clock.systemUTC();
        PublishLanes lanes = new PublishLanes(other.publisher(leases, sql));
        Lane read = new VerifyLane(
                channels,
                accounts,
                leases,
                listings,
                states,
                issues,
                calls,
                propagation,
                schedule,
                oneByOne,
                sendAgain,
                retryDelay,
                runs,
                sql,
                clock);
        return List.of(lanes.stock(), lanes.price(), lanes.content(), read, look(leases, clock));
    }

    private LookLane look(AccountLeases leases, Clock clock) {
        return new LookLane(
                channels, accounts, leases, looks, there, adopt, calls, runs, retryDelay, oneByOne, config, sql, clock);
    }

    @Test
    void answerIsKeptUntilTheDatabaseTakesIt() {
        UUID id = UUID.randomUUID();
        AccountLeases mine = other.leases();
        ChannelAccount account = other.account(id, mine);
        bench.tell(new StockLevel(account.agency(), "SKU-1", 1, 5));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-1", 1));
        AtomicInteger outages = new AtomicInteger(2);
        Publisher publisher = other.publisher(mine, new Sql(dataSource) {
            @Override
            public <T> T plannedOnce(Callable<T> work) {
                if (outages.getAndDecrement() > 0) {
                    throw new IllegalStateException("gone", new SQLException("terminated", "57P01"));
                }
                return super.plannedOnce(work);
            }
        });

        assertThatThrownBy(() -> publisher.publish(account, Facet.CONTENT)).hasMessage("gone");
        assertThat(market.listings(id)).as("the call was made").containsKey("SKU-1");
        assertThatThrownBy(() -> publisher.publish(account, Facet.CONTENT)).hasMessage("gone");
        publisher.publish(account, Facet.CONTENT);

        assertThat(bench.state(account, "SKU-1")).isEqualTo("ACCEPTED");
        assertThat(bench.calls(account, "PUT")).as("sent once").isEqualTo(1);
        mine.giveBack(id);
        bench.awaitState(account, "SKU-1", "LIVE");
        assertThat(bench.calls(account, "PUT")).isEqualTo(1);
    }

    @Test
    void accountIsNotServedBeforeItsOpenCallsAreKnown() {
        UUID id = UUID.randomUUID();
        AccountLeases mine = other.leases(Duration.ofSeconds(10));
        other.forItsEngine(id, mine);
        List<String> seen = new CopyOnWriteArrayList<>();
        Engine.OpenCalls failsOnce = new Engine.OpenCalls() {
            @Override
            public void recover(UUID account) {
                if (account.equals(id)) {
                    seen.add("recover");
                    if (seen.size() == 1) {
                        throw new IllegalStateException("gone");
                    }
                }
            }

            @Override
            public void recoverForgotten(UUID account) {}
        };
        Lane lane = new Lane() {
            @Override
            public String name() {
                return "PROBE";
            }

            @Override
            public boolean urgent() {
                return true;
            }

            @Override
            public Next work(ChannelAccount account) {
                if (account.id().equals(id)) {
                    seen.add("work");
                }
                return Next.idle();
            }
        };
        Engine second = other.engine(mine, List.of(lane), failsOnce);
        second.start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> seen.contains("work"));
            assertThat(seen).startsWith("recover", "recover", "work");
        } finally {
            second.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void callWhoseOutcomeNobodyWillBringIsReadBackByTheReplicaThatServesTheAccount() {
        ChannelAccount account = bench.account();
        leaveOpen(account, "1 hour");

        bench.activate(account);
        bench.awaitQuiet(account);

        assertReadBack(account);
    }

    @Test
    void callThatADeadReplicaLeftOpenIsReadBackAndNotRepeated() {
        ChannelAccount account = bench.account();
        leaveOpen(account, "0 seconds");

        openCalls.recover(account.id());
        bench.activate(account);
        bench.awaitQuiet(account);

        assertReadBack(account);
    }

    private void leaveOpen(ChannelAccount account, String ago) {
        bench.live(account, 1);
        bench.awaitQuiet(account);
        // The other replica told the marketplace, and died before it wrote down the answer.
        bench.update("UPDATE channel_account SET state = 'PAUSED' WHERE id = ?", account.id());
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));
        bench.update(
                "WITH c AS (INSERT INTO channel_call (account, agency, operation, lines, started_at)"
                        + " SELECT id, agency, 'SET_STOCK', 1, now() - ?::interval FROM channel_account WHERE id = ? RETURNING id, agency),"
                        + " l AS (INSERT INTO channel_call_line (call, listing, facet, agency, sku, value, hash, version)"
                        + " SELECT c.id, f.listing, f.facet, c.agency, 'SKU-1', f.desired, f.desired_hash, f.desired_version"
                        + " FROM c, listing_facet f WHERE f.account = ? AND f.facet = 'STOCK' RETURNING call)"
                        + " UPDATE listing_facet SET call = l.call FROM l WHERE account = ? AND facet = 'STOCK'",
                ago,
                account.id(),
                account.id(),
                account.id());
        market.buy(account.id(), "SKU-1", 2, null, java.time.Instant.now());
    }

    private void assertReadBack(ChannelAccount account) {
        assertThat(bench.count(
                        "SELECT count(*) FROM channel_call WHERE account = ? AND operation = 'SET_STOCK'",
                        account.id()))
                .as("the call that was left open, and no other")
                .isEqualTo(1);
        assertThat(bench.count(
                        "SELECT applied_version FROM listing_facet WHERE account = ? AND facet = 'STOCK'",
                        account.id()))
                .isEqualTo(3);
    }
}
