package org.haat.channelsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSource.Unreadable;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.event.ChannelReturn.Kind;
import org.haat.event.ChannelReturn.Status;
import org.haat.outbox.Leases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
@SuppressWarnings("NullAway.Init")
class ReturnsIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    ReturnIntake intake;

    @Inject
    Sql sql;

    @Inject
    ReturnSweepLane lane;

    @Inject
    LaneRuns runs;

    @Inject
    DataSource dataSource;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    @Test
    void eachStateOfAReturnIsPassedOnOnceAlsoOverPagesOfEqualTimesAndAPageTokenThatRanOut() {
        Instant same = Instant.now().minusSeconds(30);
        market.fail(
                MemoryOperation.LIST_RETURNS,
                new ChannelException(FailureKind.REJECTED, "the page token has expired", "CURSOR", null, null),
                1,
                false);
        for (int i = 1; i <= 7; i++) {
            market.giveBack(account.id(), goods("R-" + i, Status.CREATED, same));
        }
        await(7, "CREATED");

        market.giveBack(account.id(), goods("R-3", Status.COMPLETED, same));
        sweep();

        await(1, "COMPLETED");
        assertThat(bench.texts(
                        "SELECT remote_return_id || status FROM remote_return WHERE account = ? AND status <> 'CREATED'",
                        account.id()))
                .containsExactly("R-3COMPLETED");
        assertThat(bench.count("SELECT count(DISTINCT version) FROM remote_return WHERE account = ?", account.id()))
                .as("the second state at the same time counts as newer")
                .isEqualTo(2);
    }

    @Test
    void stateFromAClockThatLeaptIsPassedOnOnceAndHidesNoneAfterIt() {
        RemoteReturn leapt = goods("R-1", Status.CREATED, Instant.now().plus(Duration.ofDays(4_000)));
        RemoteReturn after = goods("R-1", Status.COMPLETED, Instant.now().plusSeconds(60));

        assertThat(taken(leapt)).isEqualTo(1);
        assertThat(taken(leapt)).as("told again it is no news").isZero();
        assertThat(taken(after)).isEqualTo(1);
        assertThat(bench.texts("SELECT status FROM remote_return WHERE account = ?", account.id()))
                .containsExactly("COMPLETED");
    }

    private int taken(RemoteReturn goods) {
        return sql.system(() -> intake.take(account, List.of(goods), List.of()));
    }

    /** A sweep of many pages comes back for each, so that lanes of other accounts run in between. */
    @Test
    void sweepTakesOnePageInATurn() {
        UUID id = UUID.randomUUID();
        new AccountLeases(new Leases(dataSource), sql, Duration.ofMinutes(5))
                .take(id); // so that the engine leaves it alone
        ChannelAccount alone = bench.account("a" + id.toString().substring(0, 8), id);
        for (int i = 1; i <= 7; i++) {
            market.giveBack(id, goods("R-" + i, Status.CREATED, Instant.now().minusSeconds(30)));
        }

        assertThat(lane.work(alone)).isEqualTo(Next.now());
        assertThat(returns(id)).isEqualTo(3);
        assertThat(lane.work(alone)).isEqualTo(Next.now());
        assertThat(returns(id)).isEqualTo(6);
        assertThat(lane.work(alone).after()).isPositive();
        assertThat(returns(id)).isEqualTo(7);
        runs.flush();
        assertThat(bench.texts("SELECT items::text FROM account_lane WHERE account = ? AND lane = 'RETURNS'", id))
                .as("of the whole sweep")
                .containsExactly("7");
    }

    private long returns(UUID account) {
        return bench.count("SELECT count(*) FROM remote_return WHERE account = ?", account);
    }

    @Test
    void returnThatCannotBeReadWaitsWithWhatCameAndWithoutThePersonUntilItArrives() {
        String payload = "{\"returnId\":\"R-9\",\"status\":\"ODD\",\"buyerName\":\"Mira Sen\"}";
        sql.system(
                () -> intake.take(account, List.of(), List.of(new Unreadable("R-9", "unknown status ODD", payload))));

        assertThat(bench.texts("SELECT payload FROM parked_order WHERE account = ?", account.id()))
                .singleElement()
                .asString()
                .contains("R-9", "ODD")
                .doesNotContain("Mira");

        sql.system(() -> intake.take(account, List.of(goods("R-9", Status.CREATED, Instant.now())), List.of()));

        assertThat(bench.texts(
                        "SELECT settlement || coalesce(payload, ' and gone') FROM parked_order WHERE account = ?",
                        account.id()))
                .containsExactly("REPLAYED and gone");
    }

    private static RemoteReturn goods(String id, Status status, Instant at) {
        return new RemoteReturn(
                id,
                at.toEpochMilli(),
                Kind.CUSTOMER,
                status,
                status.name(),
                "O-1",
                null,
                "O-1-1",
                1,
                null,
                null,
                null,
                null,
                null,
                at,
                at);
    }

    private void sweep() {
        bench.hurry(account, "RETURNS", "UPDATE return_sweep SET due_at = now() WHERE account = ?");
    }

    private void await(int returns, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    sweep();
                    return bench.count(
                                    "SELECT count(*) FROM remote_return WHERE account = ? AND status = ?",
                                    account.id(),
                                    status)
                            == returns;
                });
    }
}
