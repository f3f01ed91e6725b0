package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.Engine;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.verify.VerifyLane;
import org.haat.channelsync.verify.VerifySchedule;
import org.haat.event.StockLevel;
import org.haat.outbox.Leases;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class TwoEnginesIT {
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
    CallLines callLines;

    @Inject
    VerifySchedule schedule;

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
        AccountLeases others =
                new AccountLeases(new Leases(dataSource), sql, config.engine().lease());
        Engine second = new Engine(config.engine(), accounts, others, lanesOf(others), openCalls, sql);
        second.start();
        try {
            ChannelAccount account = bench.account();
            bench.live(account, 12);
            for (int i = 1; i <= 12; i++) {
                bench.tell(new StockLevel(account.agency(), "SKU-" + i, 2, i));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> market.listings(account.id()).get("SKU-12").quantity() == 12);
            bench.awaitQuiet(account);

            assertThat(bench.count(
                            "SELECT count(*) FROM (SELECT listing, facet, version FROM channel_call_line l"
                                    + " JOIN channel_call c ON c.id = l.call WHERE c.account = ?"
                                    + " GROUP BY listing, facet, version HAVING count(*) > 1) twice",
                            account.id()))
                    .isZero();
        } finally {
            second.stop(Duration.ofSeconds(5));
        }
    }

    /** Lanes as another replica has them, under its own leases. */
    private List<Lane> lanesOf(AccountLeases leases) {
        Clock clock = Clock.systemUTC();
        Claims claims = new Claims(sql, states, calls, callLines, accounts, leases, clock);
        PublishLanes lanes = new PublishLanes(new Publisher(
                channels,
                claims,
                calls,
                callLines,
                accounts,
                listings,
                states,
                issues,
                schedule,
                retryDelay,
                runs,
                sql,
                clock));
        Lane read = new VerifyLane(
                channels, accounts, leases, listings, states, issues, calls, schedule, retryDelay, runs, sql, clock);
        return List.of(lanes.stock(), lanes.price(), lanes.content(), read);
    }

    @Test
    void callThatADeadReplicaLeftOpenIsReadBackAndNotRepeated() {
        ChannelAccount account = bench.account();
        bench.live(account, 1);
        bench.awaitQuiet(account);
        // The other replica told the marketplace, and died before it wrote down the answer.
        bench.update("UPDATE channel_account SET state = 'PAUSED' WHERE id = ?", account.id());
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));
        bench.update(
                "WITH c AS (INSERT INTO channel_call (account, agency, operation, lines, started_at)"
                        + " SELECT id, agency, 'SET_STOCK', 1, now() FROM channel_account WHERE id = ? RETURNING id, agency),"
                        + " l AS (INSERT INTO channel_call_line (call, listing, facet, agency, sku, value, hash, version)"
                        + " SELECT c.id, f.listing, f.facet, c.agency, 'SKU-1', f.desired, f.desired_hash, f.desired_version"
                        + " FROM c, listing_facet f WHERE f.account = ? AND f.facet = 'STOCK' RETURNING call)"
                        + " UPDATE listing_facet SET call = l.call FROM l WHERE account = ? AND facet = 'STOCK'",
                account.id(),
                account.id(),
                account.id());
        market.buy(account.id(), "SKU-1", 2, null, java.time.Instant.now());

        openCalls.recover(account.id());
        bench.activate(account);
        bench.awaitQuiet(account);

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
