package org.haat.channelsync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.NewAccountLane;
import org.junit.jupiter.api.Test;

/** Accounts in stores of other countries, and the rate that makes their prices. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AccountAbroadIT extends AccountsOfAnAgency {
    @Inject
    NewAccountLane planning;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

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
        String id = opened();
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
        String id = opened();
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

    /** Waits for its seller's consent, so that nothing is sent while its prices are planned. */
    private String opened() {
        return as("agency-admin")
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

    @Test
    void identifierWithOddLettersIsRefusedWithWhatToEnter() {
        for (String odd : List.of("a3th9s8bh6gogm", "A3TH9S8BH6 GOGM", "A3TH9S8BH6/../X", "বিক্রেতা")) {
            Map<String, String> settings = new java.util.TreeMap<>(abroad(Map.of()));
            settings.put("seller_id", odd);
            as("agency-admin")
                    .body(Map.of(
                            "channel",
                            "amazon-us",
                            "name",
                            "odd",
                            "settings",
                            settings,
                            "secrets",
                            Map.of("client_id", "c1", "client_secret", SECRET)))
                    .post("/api/v1/accounts")
                    .then()
                    .statusCode(422)
                    .body("errors.field", contains("seller_id"))
                    .body("errors[0].message", containsString("capital letters and digits"))
                    .body("errors[0].message", containsString("Copy it again from Seller Central"));
        }
        assertThat(bench.count("SELECT count(*) FROM channel_account WHERE agency = ? AND name = 'odd'", agency))
                .isZero();
    }

    private Map<String, String> abroad(Map<String, String> rate) {
        Map<String, String> settings = new java.util.TreeMap<>(rate);
        settings.putAll(Map.of(
                "seller_id", "SELLER" + agency.toUpperCase(java.util.Locale.ROOT),
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
}
