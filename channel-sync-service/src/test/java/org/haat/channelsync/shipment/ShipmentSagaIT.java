package org.haat.channelsync.shipment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SampleOrders;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.database.Sql;
import org.haat.event.Event;
import org.haat.outbox.EventApplier;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Told, packed, papers kept, handed over: with a marketplace that makes label and invoice itself. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
@SuppressWarnings("NullAway.Init")
class ShipmentSagaIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    EventApplier applier;

    @Inject
    ShipmentEvents shipmentEvents;

    @Inject
    Papers papers;

    @Inject
    Sql sql;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
        market.makePapers(account.id());
    }

    @Test
    void papersAreKeptSealedBeforeTheGoodsAreHandedOverAndFetchedByWhoPacks() {
        place("O-1");
        told("S-1", "O-1");
        awaitState("CONFIRMED");

        assertThat(steps("S-1")).containsExactly("received", "packed", "papers kept", "handed over");
        assertThat(bench.calls(account, "CONFIRM_SHIPMENT")).isEqualTo(1);
        assertThat(bench.calls(account, "FETCH_PAPERS")).isEqualTo(1);
        assertThat(bench.calls(account, "HAND_OVER")).isEqualTo(1);
        assertThat(bench.texts("SELECT pdf FROM shipment_papers WHERE account = ?", account.id()))
                .singleElement()
                .asString()
                .startsWith("v1:");

        String path = "/api/v1/accounts/" + account.id() + "/shipments/S-1/papers";
        byte[] pdf = RestAssured.given()
                .auth()
                .oauth2(admin(account.agency()))
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", containsString("label-O-1.pdf"))
                .extract()
                .asByteArray();
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .contains("O-1");
        RestAssured.given()
                .auth()
                .oauth2(admin("another-agency"))
                .get(path)
                .then()
                .statusCode(404);
        assertThat(bench.texts("SELECT person FROM shipment_papers_look WHERE account = ?", account.id()))
                .containsExactly("anita");
    }

    @Test
    void labelThatCannotBeFetchedHoldsTheParcelBackAndIsAskedForUntilItComes() {
        place("O-2");
        ChannelException broken = new ChannelException(FailureKind.PROTOCOL, "half a PDF", "NO_PDF", null, null);
        market.fail(MemoryOperation.FETCH_PAPERS, broken, 2, false);

        told("S-2", "O-2");

        awaitState("CONFIRMED");
        assertThat(steps("S-2")).containsExactly("received", "packed", "papers kept", "handed over");
        assertThat(bench.calls(account, "FETCH_PAPERS")).isEqualTo(3);
    }

    @Test
    void lostAnswersAtEveryStepRepeatNothingThatWasDone() {
        place("O-3");
        ChannelException lost = new ChannelException(FailureKind.UNKNOWN, "no answer came", null, null, null);
        for (MemoryOperation operation :
                List.of(MemoryOperation.CONFIRM_SHIPMENT, MemoryOperation.FETCH_PAPERS, MemoryOperation.HAND_OVER)) {
            market.fail(operation, lost, 1, true);
        }

        told("S-3", "O-3");

        awaitState("CONFIRMED");
        assertThat(steps("S-3")).containsExactly("received", "packed", "papers kept", "shipped before");
        assertThat(bench.count("SELECT count(*) FROM shipment_papers WHERE account = ?", account.id()))
                .isEqualTo(1);
    }

    @Test
    void answerThatNobodyCanReadIsNoRefusalOfAParcel() {
        place("O-5");
        ChannelException garbled = new ChannelException(FailureKind.PROTOCOL, "half an answer", null, null, null);
        market.fail(MemoryOperation.CONFIRM_SHIPMENT, garbled, 2, false);

        told("S-5", "O-5");

        awaitState("CONFIRMED");
        assertThat(steps("S-5")).containsExactly("received", "packed", "papers kept", "handed over");
    }

    @Test
    void answersThatStayUnreadableEndWithAPerson() {
        place("O-8");
        ChannelException garbled = new ChannelException(FailureKind.PROTOCOL, "half an answer", null, null, null);
        market.fail(MemoryOperation.CONFIRM_SHIPMENT, garbled, 100, false);

        told("S-8", "O-8");

        awaitState("REFUSED");
        market.calm();
        assertThat(bench.calls(account, "CONFIRM_SHIPMENT")).isEqualTo(8);
        assertThat(bench.texts("SELECT message FROM shipment WHERE account = ?", account.id()))
                .containsExactly("half an answer");
    }

    @Test
    void parcelOverWhichWeStumbleHoldsUpNoOther() {
        place("O-6");
        place("O-7");
        told(SampleOrders.shipment(account, "S-6", "O-6", null));
        told("S-7", "O-7");

        awaitState("CONFIRMED");
        assertThat(bench.texts(
                        "SELECT shipment_id FROM shipment WHERE account = ? AND state = 'CONFIRMED'", account.id()))
                .containsExactly("S-7");
        assertThat(bench.texts(
                        "SELECT state || ' ' || message FROM shipment WHERE account = ? AND shipment_id = 'S-6'",
                        account.id()))
                .singleElement()
                .asString()
                .startsWith("WAITING FAULT ");
    }

    @Test
    void papersAreForgottenAfterTheirTimeUnlessTheParcelIsStillHere() {
        place("O-4");
        told("S-4", "O-4");
        awaitState("CONFIRMED");

        int early = sql.system(() -> papers.forget(Instant.now().minus(Duration.ofDays(30))));
        assertThat(early).isZero();
        bench.update(
                "UPDATE shipment SET state = 'WAITING', due_at = now() + interval '1 day' WHERE account = ?",
                account.id());
        sql.system(() -> papers.forget(Instant.now().plusSeconds(60)));
        assertThat(bench.count("SELECT count(*) FROM shipment_papers WHERE account = ?", account.id()))
                .as("the parcel has not left")
                .isEqualTo(1);
        bench.update("UPDATE shipment SET state = 'CONFIRMED' WHERE account = ?", account.id());
        sql.system(() -> papers.forget(Instant.now().plusSeconds(60)));
        assertThat(bench.count("SELECT count(*) FROM shipment_papers WHERE account = ?", account.id()))
                .isZero();
    }

    private static String admin(String agency) {
        return TestIdentity.token("anita", agency, "agency-admin");
    }

    private List<String> steps(String shipment) {
        return bench.texts(
                "SELECT step FROM shipment_step WHERE account = ? AND shipment_id = ? ORDER BY id",
                account.id(),
                shipment);
    }

    private void awaitState(String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> bench.texts("SELECT state FROM shipment WHERE account = ?", account.id())
                        .contains(state));
    }

    private void place(String id) {
        market.place(account.id(), SampleOrders.order(id, "UNSHIPPED", Instant.now()));
    }

    private void told(String id, String remoteOrderId) {
        told(SampleOrders.shipment(account, id, remoteOrderId));
    }

    private void told(Event shipment) {
        applier.applyTogether(shipmentEvents, List.of(shipment));
    }
}
