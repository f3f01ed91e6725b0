package org.haat.channelsync.overview;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SampleOrders;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOrder;
import org.haat.channelsync.overview.ParkedMessages.Kind;
import org.haat.edge.Scope;
import org.haat.testsupport.TestIdentity;
import org.haat.vault.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that could not be applied, as a person meets them. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class ParkedDeskIT {
    private static final String PUSH =
            "{\"eventType\":\"order_created\",\"orderId\":\"O-1\",\"buyerName\":\"Rina Das\","
                    + "\"phone\":\"9876543210\",\"note\":\"call rina@example.org\"}";

    @Inject
    SyncBench bench;

    @Inject
    Vault vault;

    @Inject
    MemoryMarket market;

    @Inject
    ParkedDesk desk;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        account = bench.account();
        bench.pause(account);
    }

    @Test
    void payloadIsShownWithPeopleHiddenAndToTheOwnAgencyOnly() {
        long id = notification();

        String body = as(account.agency())
                .get("/api/v1/parked/notification/" + id)
                .then()
                .statusCode(200)
                .body("message.reason", equalTo("Nobody answers at ***"))
                .body("payload", containsString("O-1"))
                .body("payload", not(containsString("Rina")))
                .extract()
                .asString();
        assertThat(body).doesNotContain("9876543210", "rina@example.org", "Rina");
        as("another-agency").get("/api/v1/parked/notification/" + id).then().statusCode(404);
        as(account.agency()).get("/api/v1/parked/colour/" + id).then().statusCode(404);
    }

    @Test
    void replayIsWrittenDownWithWhoAndWhat() {
        long id = notification();

        as(account.agency())
                .post("/api/v1/parked/notification/" + id + "/replay")
                .then()
                .statusCode(204);

        as(account.agency())
                .get("/api/v1/parked/history")
                .then()
                .body("", hasSize(1))
                .body("[0].action", equalTo("REPLAYED"))
                .body("[0].person", equalTo("Mitali Ghosh"))
                .body("[0].about", equalTo("order_created"))
                .body("[0].message", equalTo((int) id));
        as("another-agency").get("/api/v1/parked/history").then().body("", hasSize(0));
    }

    @Test
    void whoeverComesSecondIsToldThatItIsSettledAndNothingIsDoneTwice() {
        long id = notification();
        String address = "/api/v1/parked/notification/" + id;

        List<Integer> answers = IntStream.range(0, 4)
                .parallel()
                .mapToObj(n -> as(account.agency()).post(address + "/replay").statusCode())
                .toList();

        assertThat(answers).containsOnlyOnce(204).containsOnly(204, 409);
        as(account.agency()).get(address).then().statusCode(409).body("code", equalTo("settled-already"));
        as(account.agency()).delete(address).then().statusCode(409).body("code", equalTo("settled-already"));
        as("another-agency").get(address).then().statusCode(404);
        as(account.agency())
                .get("/api/v1/parked/history")
                .then()
                .body("", hasSize(1))
                .body("[0].action", equalTo("REPLAYED"));
    }

    @Test
    void overviewTellsEachAccountsMessagesThatWaitForAPerson() {
        parkedOrder();
        long notification = notification();

        as(account.agency()).get("/api/v1/overview").then().body("[0].toSettle", equalTo(2));

        as(account.agency())
                .delete("/api/v1/parked/notification/" + notification)
                .then()
                .statusCode(204);
        as(account.agency()).get("/api/v1/overview").then().body("[0].toSettle", equalTo(1));
    }

    private long parkedOrder() {
        return bench.count(
                "INSERT INTO parked_order (account, agency, remote_order_id, reason, parked_at)"
                        + " VALUES (?, ?, 'NOT-THERE', 'Unreadable', now()) RETURNING id",
                account.id(),
                account.agency());
    }

    @Test
    void replayInVainIsWrittenDownTooAndTheMessageStays() {
        long id = parkedOrder();

        as(account.agency())
                .post("/api/v1/parked/order/" + id + "/replay")
                .then()
                .statusCode(409);

        as(account.agency())
                .get("/api/v1/parked/order/" + id)
                .then()
                .body("payload", nullValue())
                .body("history[0].action", equalTo("REPLAY_FAILED"))
                .body("history[0].detail", containsString("NOT-THERE"));
        as(account.agency()).delete("/api/v1/parked/order/" + id).then().statusCode(204);
        as(account.agency()).get("/api/v1/parked/history").then().body("[0].action", equalTo("DISCARDED"));
    }

    @Test
    void orderThatIsReplayedIsTakenSettledAndWrittenDownAtOnce() {
        market.place(account.id(), order("O-77"));
        long id = parkedOrder("O-77");

        as(account.agency()).get("/api/v1/parked/order/" + id).then().body("payload", equalTo("{\"status\":\"LOST\"}"));
        as(account.agency())
                .post("/api/v1/parked/order/" + id + "/replay")
                .then()
                .statusCode(204);

        assertThat(taken()).isEqualTo(1);
        assertThat(bench.texts(
                        "SELECT settlement || ' ' || settled_by || ' ' || coalesce(payload, 'gone') FROM parked_order"
                                + " WHERE account = ?",
                        account.id()))
                .containsExactly("REPLAYED Mitali Ghosh gone");
        as(account.agency()).get("/api/v1/parked/history").then().body("action", equalTo(List.of("REPLAYED")));
    }

    /** As when the database goes away just then: the history refuses a row without a person. */
    @Test
    void nothingIsDoneThatIsNotWrittenDown() {
        market.place(account.id(), order("O-78"));
        long order = parkedOrder("O-78");
        long notification = notification();

        assertThatThrownBy(() -> byNobody(() -> desk.replay(Kind.ORDER, order, null)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> byNobody(() -> desk.discard(Kind.ORDER, order, null)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> byNobody(() -> desk.replay(Kind.NOTIFICATION, notification, null)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> byNobody(() -> desk.discard(Kind.NOTIFICATION, notification, null)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(taken()).isZero();
        assertThat(told(10)).containsExactly("ORDER-" + order, "NOTIFICATION-" + notification);
        as(account.agency()).get("/api/v1/parked/history").then().body("", hasSize(0));
    }

    @Test
    void whatPeopleDidIsToldPageByPageTheNewestFirst() {
        for (int n = 1; n <= 3; n++) {
            as(account.agency())
                    .delete("/api/v1/parked/order/" + parkedOrder("O-" + n))
                    .then()
                    .statusCode(204);
        }

        for (int limit : List.of(1, 2, 3, 4)) {
            assertThat(pages("/api/v1/parked/history?limit=" + limit).stream().map(one -> one.get("about")))
                    .as("by " + limit)
                    .containsExactly("O-3", "O-2", "O-1");
        }
        as(account.agency()).get("/api/v1/parked/history?after=x").then().statusCode(422);
    }

    private static void byNobody(Runnable work) {
        Scope.system(() -> {
            work.run();
            return true;
        });
    }

    private long taken() {
        return bench.count("SELECT count(*) FROM remote_order WHERE account = ?", account.id());
    }

    private long parkedOrder(String remoteOrderId) {
        return bench.count(
                "INSERT INTO parked_order (account, agency, remote_order_id, reason, payload, parked_at)"
                        + " VALUES (?, ?, ?, 'Unreadable', '{\"status\":\"LOST\"}', now()) RETURNING id",
                account.id(),
                account.agency(),
                remoteOrderId);
    }

    /** So old that no sweep brings it. */
    private static MemoryOrder order(String id) {
        return SampleOrders.order(id, "UNSHIPPED", Instant.now().minus(Duration.ofDays(60)));
    }

    @Test
    void allThatWaitAreToldPageByPageAcrossTheirKinds() {
        List<String> waiting = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            waiting.add("ORDER-"
                    + bench.count(
                            "INSERT INTO parked_order (account, agency, remote_order_id, reason, parked_at)"
                                    + " VALUES (?, ?, ?, 'Unreadable', '2026-11-20T06:30:00Z') RETURNING id",
                            account.id(),
                            account.agency(),
                            "O-" + n));
        }
        for (int n = 1; n <= 3; n++) {
            waiting.add("NOTIFICATION-" + notification());
        }

        for (int limit : List.of(1, 2, 3, 6, 7)) {
            assertThat(told(limit)).as("by " + limit).isEqualTo(waiting);
        }
        as(account.agency()).get("/api/v1/parked?after=9-x").then().statusCode(422);
    }

    private List<String> told(int limit) {
        return pages("/api/v1/parked?limit=" + limit).stream()
                .map(one -> one.get("kind") + "-" + one.get("id"))
                .toList();
    }

    private List<Map<String, Object>> pages(String first) {
        List<Map<String, Object>> told = new ArrayList<>();
        String address = first;
        while (address != null && told.size() <= 10) {
            Response page = as(account.agency()).urlEncodingEnabled(false).get(address);
            told.addAll(page.jsonPath().getList(""));
            String link = page.header("Link");
            address = link == null ? null : link.replaceAll("^<(/sync)?|>.*", "");
        }
        return told;
    }

    @Test
    void eventsAreForPeopleOfEveryAgency() {
        long id = bench.count(
                "INSERT INTO parked_event (consumer, topic, partition, message_offset, key, payload, reason)"
                        + " VALUES ('catalogue', 'catalog.listing', 0, 4711, 'k', convert_to('{\"data\":{\"sku\":\"E-1\",\"email\":"
                        + "\"x@example.org\"}}', 'UTF8'), 'Unreadable') ON CONFLICT DO NOTHING RETURNING id");

        as(account.agency()).get("/api/v1/parked/event/" + id).then().statusCode(404);
        RequestSpecification operations =
                given().auth().oauth2(TestIdentity.token("eshan", null, null, List.of("operations"), "haat"));
        operations
                .get("/api/v1/parked/event/" + id)
                .then()
                .statusCode(200)
                .body("payload", containsString("E-1"))
                .body("payload", not(containsString("example.org")));
        bench.update("DELETE FROM parked_event WHERE id = ?", id);
    }

    private long notification() {
        return bench.count(
                "INSERT INTO notification (account, agency, remote_id, type, remote_order_id, body, received_at, state, due_at,"
                        + " reason) VALUES (?, ?, gen_random_uuid()::text, 'order_created', 'O-1', ?, now(), 'PARKED', now(),"
                        + " 'Nobody answers at shop@example.org') RETURNING id",
                account.id(),
                account.agency(),
                vault.seal(PUSH, "notification|" + account.id()));
    }

    private static RequestSpecification as(String agency) {
        return given().auth().oauth2(TestIdentity.token("Mitali Ghosh", agency, "agency-admin"));
    }
}
