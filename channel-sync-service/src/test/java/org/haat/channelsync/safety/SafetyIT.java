package org.haat.channelsync.safety;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.memory.MemoryListing;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.Event;
import org.haat.event.ListingSnapshot;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stopped before it does harm. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class SafetyIT {
    private static final int LIVE = 10;
    private static final int MANY = 9;

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    @AfterEach
    void serveTheChannelAgain() {
        bench.update("DELETE FROM channel_stop");
    }

    @Test
    void stoppedChannelSendsNothingForAnybodyUntilOperationsServeItAgain() {
        bench.live(account, 1);
        bench.awaitQuiet(account);
        String reason = "{\"reason\": \"Wrong prices everywhere\"}";
        as("agency-admin")
                .body(reason)
                .post("/api/v1/channels/memory/stop")
                .then()
                .statusCode(403);
        operations()
                .body("{\"reason\": \" \"}")
                .post("/api/v1/channels/memory/stop")
                .then()
                .statusCode(422);
        operations()
                .body(Map.of("reason", "\u202Eevil"))
                .post("/api/v1/channels/memory/stop")
                .then()
                .statusCode(422)
                .body("errors.code", hasItem("unprintable"));
        operations().body(reason).post("/api/v1/channels/memory/stop").then().statusCode(200);
        operations().body(reason).post("/api/v1/channels/memory/stop").then().statusCode(409);

        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 2));

        Awaitility.await().during(Duration.ofMillis(700)).until(() -> quantity(account, 1) == 5);
        as("agency-admin")
                .get("/api/v1/overview")
                .then()
                .body("[0].stopped", equalTo("Wrong prices everywhere"))
                .body("[0].state", equalTo("ACTIVE"));
        as("agency-admin")
                .get("/api/v1/products/SKU-1/explain")
                .then()
                .body("[0].owner", equalTo("OPERATIONS"))
                .body("[0].chain.code", hasItem("channel.stopped"));
        operations().post("/api/v1/channels/memory/release").then().statusCode(200);
        await(() -> quantity(account, 1) == 2);
        operations()
                .get("/api/v1/channels/changes")
                .then()
                .body("[0].action", equalTo("RELEASED"))
                .body("[1].action", equalTo("STOPPED"))
                .body("[1].person", equalTo("eshan"))
                .body("[1].reason", equalTo("Wrong prices everywhere"));
    }

    @Test
    void accountThatIsAwayShowsNoStockUntilItIsBack() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);
        as("agency-admin")
                .body(Map.of("reason", "Durga Puja"))
                .post("/api/v1/accounts/" + account.id() + "/away")
                .then()
                .statusCode(200);
        await(() -> stocks(account) == 0);

        bench.tell(new StockLevel(account.agency(), "SKU-2", 2, 9));
        bench.awaitQuiet(account);
        assertThat(stocks(account)).as("what the catalogue tells meanwhile").isZero();
        assertThat(massChanges()).as("a person's own press waits for nobody").isZero();
        as("agency-admin")
                .get("/api/v1/products/SKU-2/explain")
                .then()
                .body("[0].owner", equalTo("AGENCY"))
                .body("[0].next", startsWith("Nobody can buy it while the account is away"));

        as("agency-admin")
                .post("/api/v1/accounts/" + account.id() + "/back")
                .then()
                .statusCode(200);
        await(() -> stocks(account) == 5 * (LIVE - 1) + 9);
        as("agency-admin")
                .post("/api/v1/accounts/" + account.id() + "/back")
                .then()
                .statusCode(409);
        as("agency-admin")
                .get("/api/v1/accounts/" + account.id() + "/changes")
                .then()
                .body("[0].action", equalTo("back"))
                .body("[1].detail", equalTo("Durga Puja"));
    }

    @Test
    void pricesOfMostListingsChangeOnlyWhenAPersonOfOperationsHasLooked() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);

        tell(n -> SyncBench.event(reprice(n, 100)));

        await(() -> massChanges() == 1);
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));
        await(() -> quantity(account, 1) == 3);
        assertThat(prices()).as("prices sent").isZero();
        long id = as("agency-admin")
                .get("/api/v1/mass-changes")
                .then()
                .body("waiting", hasSize(1))
                .body("waiting[0].kind", equalTo("REPRICE"))
                .body("waiting[0].listings", equalTo(MANY))
                .body("waiting[0].live", equalTo(LIVE))
                .extract()
                .jsonPath()
                .getLong("waiting[0].id");
        as("agency-admin")
                .get("/api/v1/mass-changes/" + id + "/lines?limit=2")
                .then()
                .body("", hasSize(2))
                .body("[0].sku", equalTo("SKU-1"));
        as("agency-admin").get("/api/v1/products/SKU-1/explain").then().body("[0].chain.code", hasItem("facet.held"));
        as("agency-admin")
                .post("/api/v1/mass-changes/" + id + "/release")
                .then()
                .statusCode(403);
        as("operations", "another-agency")
                .post("/api/v1/mass-changes/" + id + "/release")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(TestIdentity.token("both", account.agency(), "operations", "agency-admin"))
                .post("/api/v1/mass-changes/" + id + "/release")
                .then()
                .statusCode(403)
                .body("code", equalTo("second-person"));
        operations().post("/api/v1/mass-changes/" + id + "/release").then().statusCode(200);
        operations().post("/api/v1/mass-changes/" + id + "/release").then().statusCode(409);

        await(() -> prices() == MANY);
        bench.awaitQuiet(account);
        as("agency-admin")
                .get("/api/v1/change-sets/" + account.id() + "/mass-change-" + id + "/lines")
                .then()
                .body("set.origin", equalTo("MASS_CHANGE"))
                .body("set.number", equalTo(Long.toString(id)))
                .body("set.done", equalTo(MANY))
                .body("lines[0].change.before.price", equalTo(199_950))
                .body("lines[0].change.after.price", equalTo(10_000));
        as("agency-admin")
                .get("/api/v1/accounts/" + account.id() + "/changes")
                .then()
                .body("[0].action", equalTo("mass change released"))
                .body("[0].person", equalTo("eshan"));
    }

    @Test
    void whatBecameAnotherChangeSinceThePersonLookedWaitsForAnotherLook() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);
        tell(n -> SyncBench.event(reprice(n, 1_500)));
        await(() -> massChanges() == 1);
        long id = bench.count("SELECT id FROM mass_change WHERE account = ?", account.id());
        Instant seenAt = Instant.now();
        tell(n -> SyncBench.event(new SyncBench.Wish(account.agency(), "SKU-" + n, 3)
                .price(10_000)
                .snapshot()));

        operations()
                .post("/api/v1/mass-changes/" + id + "/release?seenAt=" + seenAt)
                .then()
                .statusCode(200);

        await(() -> massChanges() == 1);
        assertThat(prices()).as("prices that nobody saw").isZero();
        assertThat(bench.count("SELECT count(*) FROM listing_change WHERE change_set = ?", "mass-change-" + id))
                .isZero();
        operations()
                .post("/api/v1/mass-changes/" + id + "/release?seenAt=yesterday")
                .then()
                .statusCode(422);
    }

    @Test
    void massChangeThatTheCatalogueTakesBackNeedsNobody() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);
        long before = bench.calls(account, "SET_STOCK");
        tell(n -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + n, 2, 0)));
        await(() -> massChanges() == 1);

        tell(n -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + n, 3, 5)));

        await(() -> bench.count(
                        "SELECT count(*) FROM mass_change WHERE account = ? AND kind = 'ZERO' AND state = 'GONE'",
                        account.id())
                == 1);
        assertThat(stocks(account)).isEqualTo(5 * LIVE);
        assertThat(bench.calls(account, "SET_STOCK")).isEqualTo(before);
    }

    @Test
    void whatIsTakenDownTogetherStaysThereUntilAPersonHasLooked() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);
        long puts = bench.calls(account, "PUT");

        tell(n -> SyncBench.event(new SyncBench.Wish(account.agency(), "SKU-" + n, 2)
                .state(ListingSnapshot.State.RETIRED)
                .snapshot()));

        await(() -> massChanges() == 1);
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-" + LIVE, 2)
                .title("A better saree")
                .snapshot());
        await(() -> bench.calls(account, "PUT") == puts + 1);
        assertThat(market.listings(account.id())).as("still there").hasSize(LIVE);
        long id = bench.count("SELECT id FROM mass_change WHERE account = ? AND kind = 'END'", account.id());
        operations().post("/api/v1/mass-changes/" + id + "/release").then().statusCode(200);
        await(() -> market.listings(account.id()).size() == LIVE - MANY);
    }

    @Test
    void aFloodInSmallPartsIsOneChange() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);

        for (int n = 1; n <= MANY; n++) {
            bench.tell(reprice(n, 100));
            bench.awaitQuietOr(account, () -> massChanges() == 1);
        }

        assertThat(massChanges()).isEqualTo(1);
        assertThat(prices()).as("what went out before it was too much").isEqualTo(7);
    }

    @Test
    void whatFailedBeforeIsHeldTooWhenItChanges() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);
        market.fail(
                MemoryOperation.SET_PRICE,
                new ChannelException(FailureKind.TEMPORARY, "Later", "503", Duration.ofMillis(700), null),
                1_000,
                false);
        for (int n = 1; n <= 7; n++) {
            bench.tell(reprice(n, 150));
        }
        await(() -> bench.count(
                        "SELECT count(*) FROM listing_facet WHERE account = ? AND facet = 'PRICE' AND attempts > 0",
                        account.id())
                == 7);

        tell(n -> SyncBench.event(new SyncBench.Wish(account.agency(), "SKU-" + n, 3)
                .price(10_000)
                .snapshot()));
        market.calm();

        await(() -> massChanges() == 1);
        Awaitility.await().during(Duration.ofMillis(1_500)).until(() -> prices() == 0);
    }

    @Test
    void aFewListingsThatChangeAgainAndAgainAreNoMassChange() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);

        for (int i = 1; i <= MANY; i++) {
            int price = 190_000 - i;
            for (int n = 1; n <= 2; n++) {
                bench.tell(new SyncBench.Wish(account.agency(), "SKU-" + n, i + 1L)
                        .price(price)
                        .snapshot());
            }
            bench.awaitQuiet(account);
        }

        assertThat(bench.calls(account, "SET_PRICE")).as("prices sent").isGreaterThanOrEqualTo(MANY);
        assertThat(massChanges()).isZero();
    }

    @Test
    void whatSoldOutIsNeverHeld() {
        ChannelAccount other = bench.account(account.agency());
        bench.live(account, LIVE);
        bench.live(other, LIVE);
        bench.awaitQuiet(other);
        RemoteOrder.Buyer buyer = new RemoteOrder.Buyer("A buyer", "1 Road", null, "Kolkata", null, null);
        for (int n = 1; n <= MANY; n++) {
            assertThat(market.buy(account.id(), "SKU-" + n, 5, buyer, Instant.now()))
                    .isPresent();
        }
        await(() -> bench.count("SELECT count(*) FROM sku_sold WHERE account = ?", account.id()) == MANY);

        tell(n -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + n, 2, 0)));

        await(() -> stocks(other) == 5 * (LIVE - MANY));
        assertThat(bench.count("SELECT count(*) FROM mass_change WHERE agency = ?", account.agency()))
                .isZero();
    }

    @Test
    void whatIsPausedTogetherWaitsThoughAllOfItWasSoldJustNow() {
        bench.live(account, LIVE);
        bench.awaitQuiet(account);
        RemoteOrder.Buyer buyer = new RemoteOrder.Buyer("A buyer", "1 Road", null, "Kolkata", null, null);
        for (int n = 1; n <= MANY; n++) {
            assertThat(market.buy(account.id(), "SKU-" + n, 1, buyer, Instant.now()))
                    .isPresent();
        }
        await(() -> bench.count("SELECT count(*) FROM sku_sold WHERE account = ?", account.id()) == MANY);

        tell(n -> SyncBench.event(new SyncBench.Wish(account.agency(), "SKU-" + n, 2)
                .state(ListingSnapshot.State.PAUSED)
                .snapshot()));

        await(() -> massChanges() == 1);
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 0));
        await(() -> quantity(account, 1) == 0);
        assertThat(stocks(account)).as("the others are shown still").isEqualTo(5 * LIVE - MANY - 4);
        assertThat(massChanges()).as("what sold out went alone").isEqualTo(1);
    }

    @Test
    void shareThatWaitsIsSetForEachAccountAndRaisedByNobodyWhoMayChangeProducts() {
        ChannelAccount other = bench.account(account.agency());
        for (String percent : List.of("0", "101", "half", "")) {
            assertThat(setShare(as("agency-admin"), percent)).as(percent).isEqualTo(422);
        }
        assertThat(setShare(as("agency-admin"), "100")).isEqualTo(403);
        assertThat(setShare(operations(), "100")).isEqualTo(200);
        assertThat(setShare(as("agency-admin"), "100")).as("left as it was").isEqualTo(200);
        bench.live(account, LIVE);
        bench.live(other, LIVE);
        bench.awaitQuiet(account);
        bench.awaitQuiet(other);

        tell(n -> SyncBench.event(reprice(n, 100)));

        await(() -> bench.count("SELECT count(*) FROM mass_change WHERE account = ? AND state = 'WAITING'", other.id())
                == 1);
        await(() -> prices() == MANY);
        assertThat(massChanges()).isZero();
        as("agency-admin")
                .get("/api/v1/accounts/" + account.id() + "/changes")
                .then()
                .body("detail", hasItem("mass_change_percent: – → 100"));
        assertThat(setShare(as("agency-admin"), "80")).as("lowered").isEqualTo(200);
        assertThat(setShare(as("agency-admin"), null))
                .as("lowered to the installation's")
                .isEqualTo(200);
        assertThat(setShare(as("agency-admin"), "31")).isEqualTo(403);
        assertThat(setShare(as("agency-admin"), "10")).isEqualTo(200);
        assertThat(setShare(as("agency-admin"), null)).as("raised again").isEqualTo(403);
    }

    private int setShare(RequestSpecification person, @Nullable String percent) {
        String address = "/api/v1/accounts/" + account.id();
        String version = operations().get(address).then().extract().header("ETag");
        return person.header("If-Match", version)
                .body(Map.of(
                        "name",
                        account.name(),
                        "settings",
                        percent == null ? Map.of() : Map.of("mass_change_percent", percent)))
                .put(address)
                .statusCode();
    }

    private void tell(IntFunction<Event> event) {
        List<Event> events = IntStream.rangeClosed(1, MANY).mapToObj(event).toList();
        bench.tell(events);
    }

    private ListingSnapshot reprice(int n, long price) {
        return new SyncBench.Wish(account.agency(), "SKU-" + n, 2)
                .price(price * 100)
                .snapshot();
    }

    private long massChanges() {
        return bench.count("SELECT count(*) FROM mass_change WHERE account = ? AND state = 'WAITING'", account.id());
    }

    private int prices() {
        return (int) market.listings(account.id()).values().stream()
                .filter(listing -> listing.price().minor() == 10_000)
                .count();
    }

    private int stocks(ChannelAccount of) {
        return market.listings(of.id()).values().stream()
                .mapToInt(MemoryListing::quantity)
                .sum();
    }

    private int quantity(ChannelAccount of, int n) {
        return Objects.requireNonNull(market.listings(of.id()).get("SKU-" + n)).quantity();
    }

    private static RequestSpecification operations() {
        return given().auth()
                .oauth2(TestIdentity.token("eshan", null, null, List.of("operations"), "haat"))
                .contentType(ContentType.JSON);
    }

    private RequestSpecification as(String role) {
        return as(role, account.agency());
    }

    private static RequestSpecification as(String role, String agency) {
        return given().auth().oauth2(TestIdentity.token("mitali", agency, role)).contentType(ContentType.JSON);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
