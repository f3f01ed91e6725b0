package org.haat.channelsync.heal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.Knocking;
import org.haat.channelsync.account.Knockings;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts that the marketplace refuses, and that it lets in again. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class HealIT {
    private static final String REVOKED = "lwaToken answered 400: invalid_grant The request has an invalid grant";

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Inject
    DataSource dataSource;

    @Inject
    Channels channels;

    @Inject
    Knockings knockings;

    @Inject
    Clock clock;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    @AfterEach
    void calm() {
        market.calm();
    }

    @Test
    void accountGoesOnByItselfOnceTheSellerHasConsentedAgain() {
        bench.live(account, 1);
        revoke();
        await(() -> state().equals("NEEDS_REAUTH"));
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 1));
        await(() -> bench.count("SELECT count(*) FROM account_knock WHERE account = ? AND attempts >= 1", account.id())
                == 1);
        as().get("/api/v1/overview")
                .then()
                .body("[0].state", equalTo("NEEDS_REAUTH"))
                .body("[0].refusal", equalTo("CONSENT"))
                .body("[0].triesAgainAt", notNullValue());
        assertThat(quantity()).isEqualTo(5);

        market.calm();

        await(() -> state().equals("ACTIVE") && quantity() == 1);
        as().get("/api/v1/accounts/" + account.id() + "/changes")
                .then()
                .body("[0].action", equalTo("let in again"))
                .body("[0].person", equalTo("engine"))
                .body("detail", hasItem(REVOKED));
        await(() -> bench.count(
                        "SELECT count(*) FROM order_sweep_run r JOIN account_knock k ON k.account = r.account"
                                + " WHERE r.account = ? AND r.failure IS NULL AND r.started_at >= k.healed_at",
                        account.id())
                > 0);
    }

    /** A role that is missing for one operation is no reason to leave a sold-out product on sale. */
    @Test
    void operationThatIsNotAllowedStopsNoOther() {
        bench.live(account, 1);
        market.fail(
                MemoryOperation.LIST_ORDERS,
                new ChannelException(FailureKind.FORBIDDEN, "searchOrders answered 403: Unauthorized"),
                1_000,
                false);
        await(() ->
                bench.count("SELECT count(*) FROM account_lane WHERE account = ? AND note = 'FORBIDDEN'", account.id())
                        > 0);

        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 1));

        await(() -> quantity() == 1);
        assertThat(state()).isEqualTo("ACTIVE");
    }

    @Test
    void healingAndRefusalsLeaveAPersonsPauseAlone() {
        bench.pause(account);
        ChannelAccount paused = sql.system(() -> accounts.find(account.id()).orElseThrow());

        assertThat(sql.system(() -> accounts.letInAgain(paused))).isFalse();
        assertThat(sql.system(() -> accounts.changeState(paused, AccountState.NEEDS_REAUTH, REVOKED, "engine")))
                .isFalse();
        assertThat(state()).isEqualTo("PAUSED");
    }

    @Test
    void onlyWhatIsCommittedIsNoted() {
        ChannelAccount refused = refusedAndDue();
        LaneRuns runs = new LaneRuns(sql, clock);
        HealLane rollingBack =
                new HealLane(channels, accounts, knockings, runs, new RollsBackWrites(dataSource), clock);
        HealLane committing = new HealLane(channels, accounts, knockings, runs, sql, clock);

        assertThatThrownBy(() -> rollingBack.work(refused)).hasMessage(RollsBackWrites.WHY);
        revoke();
        assertThatThrownBy(() -> rollingBack.work(refused)).hasMessage(RollsBackWrites.WHY);
        runs.flush();
        assertThat(notes()).isEmpty();

        var unused = committing.work(refused);
        runs.flush();
        assertThat(notes()).containsExactly("AUTH");
    }

    /** Paused in truth, so that the engine leaves it to the test. */
    private ChannelAccount refusedAndDue() {
        bench.pause(account);
        return sql.system(() -> {
            ChannelAccount paused = accounts.find(account.id()).orElseThrow();
            knockings.save(paused, new Knocking(paused.stateSince(), 0, paused.stateSince(), null));
            return paused;
        });
    }

    private List<String> notes() {
        return bench.texts("SELECT note FROM account_lane WHERE account = ? AND lane = 'ACCESS'", account.id());
    }

    /** Commits what only reads. */
    private static final class RollsBackWrites extends Sql {
        private static final String WHY = "Rolled back by the test";

        RollsBackWrites(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public <T> T system(Callable<T> work) {
            return super.system(() -> {
                T done = work.call();
                if (one("SELECT pg_current_xact_id_if_assigned() IS NULL", row -> row.getBoolean(1))) {
                    return done;
                }
                throw new IllegalStateException(WHY);
            });
        }
    }

    private void revoke() {
        ChannelException refusal = new ChannelException(FailureKind.AUTH, REVOKED);
        market.fail(MemoryOperation.LIST_ORDERS, refusal, 1_000, false);
        market.fail(MemoryOperation.SET_STOCK, refusal, 1_000, false);
    }

    private String state() {
        return bench.texts("SELECT state FROM channel_account WHERE id = ?", account.id())
                .get(0);
    }

    private int quantity() {
        return Objects.requireNonNull(market.listings(account.id()).get("SKU-1"))
                .quantity();
    }

    private RequestSpecification as() {
        return given().auth().oauth2(TestIdentity.token("Mitali Ghosh", account.agency(), "agency-admin"));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
