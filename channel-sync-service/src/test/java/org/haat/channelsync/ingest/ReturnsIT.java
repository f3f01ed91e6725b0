package org.haat.channelsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import org.haat.event.ChannelReturn.Kind;
import org.haat.event.ChannelReturn.Status;
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
        bench.update("UPDATE return_sweep SET due_at = now() WHERE account = ?", account.id());
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
