package org.haat.channelsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SampleOrders;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.channel.memory.MemoryOrder;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.haat.testsupport.TestIdentity;
import org.haat.vault.Vault;
import org.junit.jupiter.api.Test;

/** Orders that a search finds on the marketplace. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class OrdersIT extends OrdersOfAnAccount {
    @Inject
    Vault vault;

    @Test
    void eachOrderIsPassedOnOnceAlsoOverPagesOfEqualTimes() {
        Instant same = Instant.now().minusSeconds(30);
        for (int i = 1; i <= 8; i++) {
            place("O-" + i, "UNSHIPPED", same);
        }

        await(() -> passedOn().size() >= 8);
        sweep();
        awaitRuns(2);

        assertThat(passedOn()).containsExactlyInAnyOrder("O-1", "O-2", "O-3", "O-4", "O-5", "O-6", "O-7", "O-8");
        assertThat(bench.count("SELECT count(*) FROM order_sweep_run WHERE account = ? AND changed = 0", account.id()))
                .as("a run that finds nothing leaves a row too")
                .isPositive();
    }

    @Test
    void aSearchThatWaitsForItsQuotaIsOneRunThatNothingFailed() {
        market.oneQuota(account.id(), new Quota("seller", 1, 1), EnumSet.of(MemoryOperation.LIST_ORDERS));
        Instant now = Instant.now();
        for (int i = 1; i <= 8; i++) {
            place("O-" + i, "UNSHIPPED", now.plusMillis(i));
        }

        String runs = "SELECT count(*) FROM order_sweep_run WHERE account = ? AND ";
        await(() -> {
            sweep();
            return bench.count(runs + "seen = 8 AND pages = 3", account.id()) > 0;
        });
        assertThat(passedOn()).hasSize(8);
        assertThat(bench.count(runs + "failure IS NOT NULL", account.id())).isZero();
    }

    @Test
    void buyersPersonalDataIsSealedAndStandsNowhereInTheClear() {
        place("O-1", "UNSHIPPED", Instant.now());
        await(() -> passedOn().size() == 1);

        ChannelOrder event = events().get(0);
        assertThat(event.buyer()).isNotNull();
        assertThat(vault.open(event.buyer().name(), "order|" + account.id() + "|O-1"))
                .isEqualTo("Mira Sen");
        assertThat(event.toString()).doesNotContain("Mira").doesNotContain("9800000000");
    }

    @Test
    void newVersionIsPassedOnAndAnOlderOneIsNot() {
        Instant now = Instant.now();
        place("O-1", "UNSHIPPED", now);
        await(() -> passedOn().size() == 1);

        place("O-1", "CANCELLED", now.plusSeconds(1));
        sweep();
        await(() -> passedOn().size() == 2);
        place("O-1", "UNSHIPPED", now.minusSeconds(1));
        sweep();
        awaitRuns(3);

        assertThat(events())
                .extracting(ChannelOrder::status)
                .containsExactly(ChannelOrder.Status.UNSHIPPED, ChannelOrder.Status.CANCELLED);
        assertThat(events().get(1).version()).isGreaterThan(events().get(0).version());
    }

    @Test
    void anOrderThatChangesIsNoNewOrder() {
        place("O-1", "UNSHIPPED", Instant.now());
        await(() -> passedOn().size() == 1);
        String received = "SELECT received_at::text FROM remote_order WHERE account = ?";
        List<String> first = bench.texts(received, account.id());

        place("O-1", "CANCELLED", Instant.now().plusSeconds(1));
        sweep();
        await(() -> passedOn().size() == 2);

        assertThat(bench.texts(received, account.id())).isEqualTo(first);
    }

    @Test
    void changeFromAClockThatLeaptIsPassedOnOnceAndHidesNoneAfterIt() {
        Instant now = Instant.now();
        place("O-1", "UNSHIPPED", now.plus(Duration.ofDays(4_000)));
        await(() -> passedOn().size() == 1);
        awaitRuns(3);
        assertThat(passedOn()).as("told again it is no news").hasSize(1);

        place("O-1", "CANCELLED", now.plusSeconds(60));
        sweep();

        await(() -> passedOn().size() == 2);
        assertThat(events().get(1).status()).isEqualTo(ChannelOrder.Status.CANCELLED);
        assertThat(events().get(1).version()).isGreaterThan(events().get(0).version());
    }

    @Test
    void twoChangesWithinOneTickBothComeThroughInOrder() {
        Instant tick = Instant.now();
        place("O-1", "UNSHIPPED", tick);
        await(() -> passedOn().size() == 1);

        place("O-1", "CANCELLED", tick);
        sweep();

        await(() -> passedOn().size() == 2);
        assertThat(events().get(1).version()).isGreaterThan(events().get(0).version());
    }

    @Test
    void whoCancelledIsPassedOnWhenASearchTellsItAndALookThatLeavesItOutUndoesNothing() {
        Instant at = Instant.now();
        place("O-1", "CANCELLED", at);
        await(() -> passedOn().size() == 1);

        market.place(account.id(), cancelled("O-1", at, ChannelOrder.Canceller.BUYER));
        sweep();
        await(() -> passedOn().size() == 2);
        place("O-1", "CANCELLED", at);
        long runs = bench.count("SELECT count(*) FROM order_sweep_run WHERE account = ?", account.id());
        awaitRuns((int) runs + 2);

        assertThat(events()).hasSize(2);
        assertThat(events().get(1).lines().get(0).cancellation().by()).isEqualTo(ChannelOrder.Canceller.BUYER);
    }

    @Test
    void orderThatTheChannelCancelledSettlesWhatWaitedForAPerson() {
        told(SampleOrders.shipment(account, "S-7", "O-405"), SampleOrders.cancellation(account, "C-7", "O-405"));
        await(() -> parked().size() == 2);

        place("O-405", "CANCELLED", Instant.now());

        await(() -> {
            sweep();
            return parked().isEmpty();
        });
        assertThat(bench.texts("SELECT kind || state FROM shipment WHERE account = ? ORDER BY kind", account.id()))
                .containsExactly("CANCELLATIONCONFIRMED", "SHIPMENTBY_HAND");
        assertThat(bench.texts(
                        "SELECT step FROM shipment_step WHERE account = ? AND shipment_id = 'S-7' ORDER BY id DESC LIMIT 1",
                        account.id()))
                .containsExactly("order cancelled");

        told(SampleOrders.shipment(account, "S-8", "O-405"));

        await(() -> bench.texts("SELECT state FROM shipment WHERE shipment_id = 'S-8' AND account = ?", account.id())
                .equals(List.of("BY_HAND")));
        assertThat(parked())
                .as("what is refused of an order that is over needs no person")
                .isEmpty();
    }

    @Test
    void orderThatCannotBeReadIsParkedVisiblyAndHoldsNothingUp() {
        place("BAD-1", "LOST_IN_SPACE", Instant.now());
        place("O-2", "UNSHIPPED", Instant.now());

        await(() -> passedOn().size() == 1);
        assertThat(passedOn()).containsExactly("O-2");
        String admin = TestIdentity.token("anita", account.agency(), "agency-admin");
        JsonPath waiting = RestAssured.given()
                .auth()
                .oauth2(admin)
                .get("/api/v1/parked")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(waiting.<String>getList("reason")).singleElement().asString().contains("LOST_IN_SPACE");
        RestAssured.given()
                .auth()
                .oauth2(admin)
                .get("/api/v1/parked/order/" + waiting.getLong("[0].id"))
                .then()
                .body("payload", allOf(containsString("LOST_IN_SPACE"), containsString("SKU-1")));
        assertThat(bench.texts("SELECT payload FROM parked_order WHERE account = ?", account.id()))
                .singleElement()
                .asString()
                .as("neither shown nor stored")
                .doesNotContain("Mira", "9800000000", "Example Road", "Pune", "411001");

        place("BAD-1", "UNSHIPPED", Instant.now().plusSeconds(1));
        sweep();
        await(() -> passedOn().size() == 2);
        assertThat(bench.count(
                        "SELECT count(*) FROM parked_order WHERE account = ? AND settled_at IS NULL", account.id()))
                .isZero();
    }

    @Test
    void orderThatCannotBeKeptIsParkedAndHoldsNothingUp() {
        Instant now = Instant.now();
        ChannelOrder.Line line =
                SampleOrders.order("O-12", "UNSHIPPED", now).lines().get(0);
        Instant absurd = Instant.parse("+12000-01-01T00:00:00Z");
        market.place(
                account.id(),
                new MemoryOrder(
                        "O-12",
                        "UNSHIPPED",
                        absurd,
                        now,
                        List.of(line),
                        line.lineTotal(),
                        "MH",
                        "411001",
                        SampleOrders.BUYER));
        place("O-13", "UNSHIPPED", now);

        await(() -> passedOn().contains("O-13"));
        assertThat(passedOn()).containsExactly("O-13");
        assertThat(parked()).singleElement().satisfies(one -> assertThat(one.about() + " " + one.reason())
                .contains("O-12")
                .contains("It could not be kept here"));
    }

    private static MemoryOrder cancelled(String id, Instant at, ChannelOrder.Canceller by) {
        ChannelOrder.Line line = new ChannelOrder.Line(
                id + "-1",
                "SKU-1",
                "A saree",
                1,
                0,
                Money.inr(100),
                Money.inr(100),
                null,
                Money.inr(0),
                false,
                new ChannelOrder.Cancellation(by, at, "changed_mind"));
        return new MemoryOrder(
                id, "CANCELLED", at, at, List.of(line), Money.inr(100), "MH", "411001", SampleOrders.BUYER);
    }
}
