package org.haat.channelsync.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.haat.channelsync.CountedDataSource;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.NewAccountLane;
import org.haat.event.ListingSnapshot;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AccountsApiIT {
    private static final String SECRET = "a-secret-that-never-comes-out";

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    NewAccountLane planning;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    private final String agency = "b" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void secretsGoInAndNeverComeOut() {
        String id = create("shop");

        String shown = as("agency-admin")
                .get("/api/v1/accounts/" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
        assertThat(shown).contains("client_secret").contains("setAt").doesNotContain(SECRET);
        assertThat(bench.texts("SELECT sealed FROM account_secret WHERE account = ?", UUID.fromString(id)))
                .hasSize(2)
                .allMatch(value -> value.startsWith("v1:") && !value.contains(SECRET));
        assertThat(bench.texts("SELECT detail FROM account_change WHERE account = ?", UUID.fromString(id)))
                .noneMatch(detail -> detail.contains(SECRET));
    }

    @Test
    void everyFaultOfAnAccountIsToldAtOnceAndNothingIsStored() {
        as("agency-admin")
                .body(Map.of("channel", "memory", "name", "empty"))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("client_id"))
                .body("errors.field", hasItem("client_secret"));

        as("agency-admin").get("/api/v1/accounts").then().body("$", hasSize(0));
    }

    @Test
    void mistypedFieldIsNamedInsteadOfKeptInSilence() {
        as("agency-admin")
                .body(Map.of(
                        "channel",
                        "flipkart",
                        "name",
                        "mistyped",
                        "settings",
                        Map.of("seller_id", "S-1", "location_id", "LOC1", "mass_change_precent", "5"),
                        "secrets",
                        Map.of("app_id", "a", "app_secret", SECRET, "aap_secret", SECRET)))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("mass_change_precent"))
                .body("errors.field", hasItem("aap_secret"));
    }

    @Test
    void nameThatLooksLikeAnotherOrBreaksLinesIsRefused() {
        for (String name : List.of("\u202Eevil", "a\nSubject: b", "a\u2066b")) {
            as("agency-admin")
                    .body(wish(name))
                    .post("/api/v1/accounts")
                    .then()
                    .statusCode(422)
                    .body("errors.code", hasItem("unprintable"));
        }
        String joined = "\u0995\u09CD\u200D\u09B7";
        as("agency-admin")
                .get("/api/v1/accounts/" + create(joined))
                .then()
                .statusCode(200)
                .body("name", equalTo(joined));
    }

    @Test
    void oddWordsAreTheCallersFault() {
        String id = create("shop");
        as("agency-admin").get("/api/v1/listings?q={q}", "\0").then().statusCode(400);
        as("agency-admin").get("/api/v1/products/{sku}/explain", "A\0").then().statusCode(400);
        as("agency-admin")
                .body("{}")
                .put("/api/v1/accounts/" + id + "/secrets")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("secrets"));
        assertThat(new AccountView.New(null, "memory", "shop", Map.of(), Map.of("client_secret", SECRET)))
                .asString()
                .doesNotContain(SECRET);
    }

    @Test
    void storeOfAnotherCountryIsAChannelAndSaysWhatItsAccountNeeds() {
        as("agency-admin")
                .body(Map.of(
                        "channel",
                        "amazon-us",
                        "name",
                        "abroad",
                        "settings",
                        Map.of("marketplace_id", "A21TJRUUN4KGV", "language", "en_IN", "exchange_rate", "88")))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("marketplace_id"))
                .body("errors.field", hasItem("language"))
                .body("errors.field", hasItem("exchange_rate_date"));
    }

    @Test
    void rateOfAnAccountAbroadPlansItsPricesAndANewOnePlansThemAnew() {
        // waits for its seller's consent, so that nothing is sent while its prices are planned
        String id = as("agency-admin")
                .body(Map.of(
                        "channel",
                        "amazon-us",
                        "name",
                        "abroad",
                        "settings",
                        abroad(Map.of()),
                        "secrets",
                        Map.of("client_id", "id", "client_secret", SECRET)))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .body("state", equalTo("NEEDS_REAUTH"))
                .extract()
                .path("id");
        bench.tell(new SyncBench.Wish(agency, "SKU-1", 1)
                .channels(List.of("amazon-us"))
                .price(200_000)
                .snapshot());
        assertThat(plannedPrice(id)).as("without a rate").isEqualTo("200000 INR");
        String day = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();

        settle(id, 1, Map.of("exchange_rate", "80", "exchange_rate_date", day, "price_margin_percent", "10"));
        assertThat(plannedPrice(id)).isEqualTo("2750 USD");
        settle(id, 2, Map.of("exchange_rate", "100", "exchange_rate_date", day, "price_margin_percent", "10"));
        assertThat(plannedPrice(id)).isEqualTo("2200 USD");
        settle(id, 3, Map.of());
        assertThat(plannedPrice(id)).as("the rate was taken away").isEqualTo("200000 INR");
    }

    @Test
    void whoeverChangesTheRateNeitherLetsItsPricesThroughNorAllowsMoreAtOnce() {
        String id = as("agency-admin")
                .body(Map.of(
                        "channel",
                        "amazon-us",
                        "name",
                        "abroad",
                        "settings",
                        abroad(Map.of()),
                        "secrets",
                        Map.of("client_id", "id", "client_secret", SECRET)))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, String> rate = Map.of(
                "exchange_rate",
                "80",
                "exchange_rate_date",
                LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
        Map<String, String> rateAndShare = new java.util.TreeMap<>(rate);
        rateAndShare.put("mass_change_percent", "100");
        assertThat(put("eshan", id, 1, rateAndShare)).as("both at once").isEqualTo("409 second-person");

        assertThat(put("eshan", id, 1, rate)).isEqualTo("200 null");
        bench.update(
                "INSERT INTO mass_change (account, agency, kind, state, since, listings, live)"
                        + " VALUES (?, ?, 'REPRICE', 'WAITING', now(), 312, 400), (?, ?, 'END', 'WAITING', now(), 312, 400)",
                UUID.fromString(id),
                agency,
                UUID.fromString(id),
                agency);

        assertThat(put("eshan", id, 2, rateAndShare)).isEqualTo("409 second-person");
        assertThat(release("eshan", id, "END"))
                .as("what the rate did not cause")
                .isEqualTo("200 null");
        assertThat(release("eshan", id, "REPRICE")).isEqualTo("409 second-person");
        assertThat(release("farida", id, "REPRICE")).isEqualTo("200 null");
        assertThat(put("farida", id, 2, rateAndShare)).isEqualTo("200 null");
        rateAndShare.put("exchange_rate", "90");
        assertThat(put("farida", id, 3, rateAndShare)).isEqualTo("409 second-person");
    }

    private String put(String person, String id, int version, Map<String, String> settings) {
        return outcome(operations(person)
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("name", "abroad", "settings", abroad(settings)))
                .put("/api/v1/accounts/" + id));
    }

    private String release(String person, String account, String kind) {
        String change = bench.texts(
                        "SELECT id::text FROM mass_change WHERE account = ? AND kind = ?",
                        UUID.fromString(account),
                        kind)
                .get(0);
        return outcome(operations(person).post("/api/v1/mass-changes/" + change + "/release"));
    }

    private static String outcome(Response answer) {
        return answer.statusCode() + " " + answer.jsonPath().getString("code");
    }

    private static RequestSpecification operations(String person) {
        return given().auth()
                .oauth2(TestIdentity.token(person, null, null, List.of("operations"), "haat"))
                .contentType(ContentType.JSON);
    }

    private Map<String, String> abroad(Map<String, String> rate) {
        Map<String, String> settings = new java.util.TreeMap<>(rate);
        settings.putAll(Map.of(
                "seller_id", "S-" + agency,
                "marketplace_id", "ATVPDKIKX0DER",
                "language", "en_US",
                "application_id", "amzn1.sellerapps.app.haat"));
        return settings;
    }

    /** Keeps the settings by the API and has the account's products looked at, as its lane does. */
    private void settle(String id, int version, Map<String, String> rate) {
        as("agency-admin")
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("name", "abroad", "settings", abroad(rate)))
                .put("/api/v1/accounts/" + id)
                .then()
                .statusCode(200);
        var unused = planning.work(
                sql.system(() -> accounts.find(UUID.fromString(id)).orElseThrow()));
        assertThat(bench.count("SELECT count(*) FROM channel_account WHERE id = ? AND planned", UUID.fromString(id)))
                .isEqualTo(1);
    }

    private String plannedPrice(String account) {
        return bench.texts(
                        "SELECT (f.desired::jsonb ->> 'price') || ' ' || (f.desired::jsonb ->> 'currency') FROM listing_facet f"
                                + " JOIN listing l ON l.id = f.listing WHERE l.account = ? AND f.facet = 'PRICE'",
                        UUID.fromString(account))
                .get(0);
    }

    @Test
    void unknownChannelUnknownFieldAndTakenNameAreRefusedByName() {
        as("agency-admin")
                .body(Map.of("channel", "bazaar", "name", "x"))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("channel"));
        as("agency-admin")
                .body("{\"channel\":\"memory\",\"name\":\"x\",\"state\":\"ACTIVE\"}")
                .post("/api/v1/accounts")
                .then()
                .statusCode(400);
        create("twin");
        as("agency-admin")
                .body(wish("TWIN"))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("name"));
    }

    @Test
    void accountOfAnotherAgencyIsNotThere() {
        String id = create("mine");
        String stranger = TestIdentity.token("ravi", "or-other", "agency-admin");

        given().auth().oauth2(stranger).get("/api/v1/accounts/" + id).then().statusCode(404);
        given().auth()
                .oauth2(stranger)
                .get("/api/v1/accounts")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
        given().auth()
                .oauth2(stranger)
                .get("/api/v1/overview")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
        given().auth()
                .oauth2(stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "mischief"))
                .post("/api/v1/accounts/" + id + "/pause")
                .then()
                .statusCode(404);
    }

    @Test
    void rolesDecide() {
        given().get("/api/v1/accounts").then().statusCode(401);
        as("catalogue-editor").get("/api/v1/accounts").then().statusCode(403);
        as("catalogue-editor").get("/api/v1/listings").then().statusCode(200);
        as("partner").get("/api/v1/overview").then().statusCode(403);
    }

    @Test
    void whoConnectedAndRemovedAnAccountStaysKnown() {
        String id = create("short-lived");

        as("agency-admin").delete("/api/v1/accounts/" + id).then().statusCode(204);

        as("agency-admin").get("/api/v1/accounts/" + id).then().statusCode(404);
        assertThat(bench.texts(
                        "SELECT action FROM account_change WHERE account = ? ORDER BY id DESC LIMIT 1",
                        UUID.fromString(id)))
                .containsExactly("removed");
    }

    @Test
    void staleChangeIsRefused() {
        String id = create("stale");
        Map<String, Object> change = Map.of("name", "renamed", "settings", Map.of("seller_id", "S1"));

        as("agency-admin").body(change).put("/api/v1/accounts/" + id).then().statusCode(428);
        as("agency-admin")
                .header("If-Match", "\"1\"")
                .body(change)
                .put("/api/v1/accounts/" + id)
                .then()
                .statusCode(200);
        as("agency-admin")
                .header("If-Match", "\"1\"")
                .body(change)
                .put("/api/v1/accounts/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void partOfTheQuotaThatHaatUsesIsASettingOfTheAccount() {
        String id = create("half");
        for (String percent : List.of("0", "101", "half", "-5", "5.5")) {
            as("agency-admin")
                    .header("If-Match", "\"1\"")
                    .body(Map.of("name", "half", "settings", Map.of("seller_id", "S-half", "calls_percent", percent)))
                    .put("/api/v1/accounts/" + id)
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo("calls_percent"));
        }
        as("agency-admin")
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "half", "settings", Map.of("seller_id", "S-half", "calls_percent", "50")))
                .put("/api/v1/accounts/" + id)
                .then()
                .statusCode(200)
                .body("settings.calls_percent", equalTo("50"));
    }

    @Test
    void accountOfOneSellerIsOpenedOnceAlsoByTwoPeopleAtOneMoment() throws Exception {
        Map<String, Object> first = new java.util.HashMap<>(wish("one"));
        Map<String, Object> second = new java.util.HashMap<>(first);
        second.put("name", "two");
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : people.invokeAll(List.of(opening(first), opening(second)))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(201, 422);
        } finally {
            people.shutdown();
        }
        second.put("name", "three");
        as("agency-admin")
                .body(second)
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("account-exists"));
    }

    private Callable<Integer> opening(Map<String, Object> wish) {
        return () -> as("agency-admin").body(wish).post("/api/v1/accounts").statusCode();
    }

    @Test
    void correctedSecretsLetTheQueueGoOnAtOnceAndNothingWasLost() {
        String id = create("wrong-secret");
        UUID account = UUID.fromString(id);
        ChannelException refusal = new ChannelException(FailureKind.AUTH, "No such secret");
        market.fail(MemoryOperation.PUT_LISTING, refusal, 50, false);
        market.fail(MemoryOperation.LIST_ORDERS, refusal, 1_000, false);
        bench.tell(new StockLevel(agency, "W-1", 1, 5));
        bench.tell(SyncBench.snapshot(agency, "W-1", 1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> as("agency-admin")
                                .get("/api/v1/overview")
                                .then()
                                .extract()
                                .path("[0].state"),
                        equalTo("NEEDS_REAUTH"));
        as("agency-admin")
                .get("/api/v1/overview")
                .then()
                .body("[0].cause", equalTo("No such secret"))
                .body("[0].waiting", equalTo(1));
        as("agency-admin")
                .get("/api/v1/products/W-1/explain")
                .then()
                .body("[0].owner", equalTo("OPERATIONS"))
                .body("[0].chain.text", hasItem(org.hamcrest.Matchers.containsString("No such secret")));
        assertThat(bench.count(
                        "SELECT count(*) FROM listing_facet WHERE account = ? AND work = 'SEND' AND due_at >"
                                + " (SELECT max(finished_at) FROM channel_call WHERE account = ? AND failure = 'AUTH')",
                        account,
                        account))
                .as("lines that wait longer than for good credentials")
                .isZero();
        market.calm();

        as("agency-admin")
                .body(Map.of("secrets", Map.of("client_secret", "the-right-one")))
                .put("/api/v1/accounts/" + id + "/secrets")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> market.listings(account)
                .containsKey("W-1"));
    }

    /** PostgreSQL carries the signal at commit; what it does to a lane, WaitsTest knows. */
    @Test
    void accountThatIsOpenAgainWakesWhoeverServesIt() {
        ChannelAccount account = bench.account(agency);

        List<String> sent = sql.system(
                () -> { // one transaction, so that nobody lets it in between
                    accounts.changeState(account, AccountState.NEEDS_REAUTH, "No such secret", "engine");
                    return CountedDataSource.statements(
                            () -> accounts.changeState(account, AccountState.ACTIVE, null, "anita"));
                });

        assertThat(sent).contains(Accounts.WAKE);
    }

    @Test
    void pausedAccountSendsNothingUntilItIsResumed() {
        String id = create("pausing");
        UUID account = UUID.fromString(id);
        bench.tell(new StockLevel(agency, "P-1", 1, 5));
        bench.tell(SyncBench.snapshot(agency, "P-1", 1));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> market.listings(account)
                .containsKey("P-1"));

        as("agency-admin")
                .body(Map.of("reason", "festival"))
                .post("/api/v1/accounts/" + id + "/pause")
                .then()
                .statusCode(200)
                .body("state", equalTo("PAUSED"))
                .body("cause", equalTo("festival"));
        bench.tell(new StockLevel(agency, "P-1", 2, 1));
        as("agency-admin")
                .get("/api/v1/products/P-1/explain")
                .then()
                .statusCode(200)
                .body("[0].owner", equalTo("OPERATIONS"))
                .body("[0].chain.code", hasItem(startsWith("quota.")));
        assertThat(market.listings(account).get("P-1").quantity()).isEqualTo(5);

        as("agency-admin").post("/api/v1/accounts/" + id + "/resume").then().statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> market.listings(account).get("P-1").quantity() == 1);
    }

    @Test
    void explanationTellsTheWholeChainInThreeLanguages() {
        String id = create("explained");
        market.refuse("X-1", ChannelIssue.error("90220", "A value is missing", "brand"));
        bench.tell(new StockLevel(agency, "X-1", 1, 5));
        bench.tell(SyncBench.snapshot(agency, "X-1", 1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.count(
                                "SELECT count(*) FROM listing WHERE account = ? AND state = 'ISSUES'",
                                UUID.fromString(id))
                        == 1);

        List<String> english = explain("X-1", "en-IN");
        assertThat(english).anyMatch(text -> text.contains("A value is missing"));
        assertThat(english).anyMatch(text -> text.contains("gate lets it pass to the practice marketplace"));
        assertThat(explain("X-1", "bn")).anyMatch(text -> text.contains("চ্যানেল বলছে"));
        assertThat(explain("X-1", "hi")).anyMatch(text -> text.contains("चैनल कहता है"));
        bench.tell(new SyncBench.Wish(agency, "X-2", 1)
                .channels(List.of("amazon-in"))
                .snapshot()
                .refusedBy(Map.of(
                        "memory",
                        List.of(new ListingSnapshot.Refusal(
                                "picture-small",
                                Map.of("en", "The main picture has 400 pixels.", "bn", "প্রধান ছবি ছোট।"))))));
        assertThat(explain("X-2", "en"))
                .contains(
                        "The publish gate does not let it pass to the practice marketplace. Rules that it does not keep: 1.",
                        "The main picture has 400 pixels. (rule picture-small)");
        assertThat(explain("X-2", "bn")).contains("প্রধান ছবি ছোট। (নিয়ম picture-small)");
        assertThat(explain("X-2", "hi")).contains("The main picture has 400 pixels. (नियम picture-small)");
        theGateStopsWhatWasLive(id);

        as("agency-admin")
                .get("/api/v1/issues")
                .then()
                .statusCode(200)
                .body("[0].code", equalTo("90220"))
                .body("[0].listings", equalTo(1));
        market.calm();
        as("agency-admin")
                .body(Map.of("account", id, "issue", "90220"))
                .post("/api/v1/listings/retry")
                .then()
                .statusCode(200)
                .body("listings", equalTo(1));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> market.listings(UUID.fromString(id))
                .containsKey("X-1"));
        as("agency-admin")
                .get("/api/v1/accounts/" + id + "/listings/X-1")
                .then()
                .statusCode(200)
                .body("facets", hasSize(3));
        as("agency-admin")
                .get("/api/v1/accounts/" + id + "/listings/X-1/history")
                .then()
                .statusCode(200);
        as("agency-admin")
                .get("/api/v1/accounts/" + id + "/listings/X-1/calls")
                .then()
                .statusCode(200);
        as("agency-admin").get("/api/v1/accounts/" + id + "/transcript").then().statusCode(200);
        as("agency-admin").get("/api/v1/accounts/" + id + "/order-runs").then().statusCode(200);
        as("agency-admin").get("/api/v1/overview").then().statusCode(200).body("[0].name", equalTo("explained"));
        as("agency-admin").get("/api/v1/listings?q=x&state=NOPE").then().statusCode(422);
        as("agency-admin").get("/api/v1/listings?q=%25").then().statusCode(200).body("listings", hasSize(0));
    }

    private void theGateStopsWhatWasLive(String account) {
        bench.tell(new StockLevel(agency, "X-3", 1, 5));
        bench.tell(SyncBench.snapshot(agency, "X-3", 1));
        awaitState(account, "X-3", "LIVE");
        bench.tell(new SyncBench.Wish(agency, "X-3", 2)
                .state(ListingSnapshot.State.PAUSED)
                .snapshot()
                .refusedBy(Map.of(
                        "memory",
                        List.of(new ListingSnapshot.Refusal(
                                "unregistered-seller", Map.of("en", "It has no GSTIN."))))));
        awaitState(account, "X-3", "PAUSED");
        as("agency-admin")
                .get("/api/v1/products/X-3/explain")
                .then()
                .body("[0].chain.text", hasItem("It has no GSTIN. (rule unregistered-seller)"))
                .body("[0].owner", equalTo("AGENCY"));
    }

    private void awaitState(String account, String sku, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.count(
                                "SELECT count(*) FROM listing l WHERE account = ? AND sku = ? AND state = ? AND NOT EXISTS"
                                        + " (SELECT 1 FROM listing_facet f WHERE f.listing = l.id AND f.work <> 'NONE')",
                                UUID.fromString(account),
                                sku,
                                state)
                        == 1);
    }

    private List<String> explain(String sku, String language) {
        return as("agency-admin")
                .header("Accept-Language", language)
                .get("/api/v1/products/" + sku + "/explain")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].chain.text");
    }

    private String create(String name) {
        return as("agency-admin")
                .body(wish(name))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> wish(String name) {
        return Map.of(
                "channel",
                "memory",
                "name",
                name,
                "settings",
                Map.of("seller_id", "S-" + UUID.randomUUID()),
                "secrets",
                Map.of("client_id", "c1", "client_secret", SECRET));
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(TestIdentity.token("anita", agency, role)).contentType(ContentType.JSON);
    }
}
