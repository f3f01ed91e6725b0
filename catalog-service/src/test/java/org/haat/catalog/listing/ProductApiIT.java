package org.haat.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.haat.catalog.Api;
import org.haat.catalog.ChannelReport;
import org.haat.catalog.RealParts;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.Rows;
import org.haat.event.ListingStatus;
import org.haat.testsupport.PostgresResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@RealParts
class ProductApiIT {
    static final String BODY = """
            {"sku":"A-1","producer":"P04","craft":"tant","title":{"en":"Cotton saree"},"description":{"en":"Light."},
             "brand":"Phulia","hsn":"52083121","mrpPaise":210000,"pricePaise":185000,
             "parcel":{"weightGrams":450,"lengthCm":38,"widthCm":28,"heightCm":5},"countryOfOrigin":"IN",
             "attributes":{"net_quantity":"1 N"},"images":["main.jpg"]}""";

    private Api api;

    @BeforeEach
    void newAgencyWithOneProducer() {
        api = Api.newAgency("19");
        api.makeProducer();
        api.uploadPicture("main.jpg");
    }

    @Test
    void productIsMadeReadAndChangedWithItsVersion() {
        String tag = create(BODY).then().statusCode(201).extract().header("ETag");
        Response changed = put("A-1", tag, BODY.replace("Cotton saree", "Fine cotton saree"));
        changed.then().statusCode(200).header("ETag", not(tag)).body("product.title.en", is("Fine cotton saree"));
        put("A-1", tag, BODY).then().statusCode(412).body("code", is("stale-version"));
        put("A-1", null, BODY).then().statusCode(428);
        create(BODY).then().statusCode(409).body("code", is("sku-exists"));
        create(BODY.replace("\"A-1\"", "\"a-1\"")).then().statusCode(409);
    }

    @Test
    void thePreconditionComesBeforeWhatIsWrongWithTheBody() {
        String tag = create(BODY).header("ETag");
        String bad = BODY.replace("\"producer\":\"P04\",", "");
        put("A-1", null, bad).then().statusCode(428).body("code", is("if-match-needed"));
        put("A-1", null, "no json").then().statusCode(428);
        put("A-1", "\"99\"", bad).then().statusCode(412).body("code", is("stale-version"));
        put("A-1", tag, bad).then().statusCode(422).body("errors[0].field", is("producer"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mrpPaise\":210000|\"mrpPaise\":2100.50|400|mrpPaise",
                "\"mrpPaise\":210000|\"mrpPaise\":\"210000\"|400|mrpPaise",
                "\"mrpPaise\":210000|\"mrpPaise\":1e400|400|",
                "\"mrpPaise\":210000|\"mrpPaise\":180000|422|pricePaise",
                "\"mrpPaise\":210000|\"mrpPaise\":-1|422|mrpPaise",
                "\"mrpPaise\":210000|\"mrpPaise\":9223372036854775807|422|mrpPaise",
                "\"sku\":\"A-1\"|\"sku\":\"A/1\"|422|sku",
                "\"sku\":\"A-1\"|\"sku\":\"A?1\"|422|sku",
                "\"sku\":\"A-1\"|\"sku\":\"A#1\"|422|sku",
                "\"sku\":\"A-1\"|\"sku\":null|422|sku",
                "\"brand\":\"Phulia\"|\"brand\":\"Phulia\",\"agency\":\"other\"|400|agency",
                "\"brand\":\"Phulia\"|\"brand\":\"a\\u0000b\"|400|brand",
                "\"hsn\":\"52083121\"|\"hsn\":\"5208312\"|422|hsn",
                "\"weightGrams\":450|\"weightGrams\":-450|422|parcel.weightGrams",
                "\"producer\":\"P04\"|\"producer\":\"P99\"|422|producer",
                "\"craft\":\"tant\"|\"craft\":\"origami\"|422|craft",
                "\"brand\":\"Phulia\"|\"brand\":\"Phulia\",\"brand\":\"Twice\"|400|",
            })
    void badInputIsRefusedAndNamesTheField(String good, String bad, int status, @Nullable String field) {
        Response answer = create(BODY.replace(good, bad));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).contains("application/problem+json");
        if (field != null) {
            assertThat(answer.jsonPath().<String>getList("errors.field")).contains(field);
        }
        assertThat(api.editor().get(Api.path("/products")).jsonPath().getList("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"not json", "null", "[]", "''", "{} trailing"})
    void whatIsNoProductIsRefused(String body) {
        Response answer = create(body);
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(400, 422);
        assertThat(answer.contentType()).contains("application/problem+json");
    }

    @Test
    void makerCheckerLeadsToPublishingAndPauseAndRetireFollow() {
        create(BODY).then().statusCode(201);
        api.editor().post(Api.path("/products/A-1/submit")).then().statusCode(200);
        api.editor().post(Api.path("/products/A-1/approve")).then().statusCode(403);
        api.approver().post(Api.path("/products/A-1/publish")).then().statusCode(409);
        api.approver().post(Api.path("/products/A-1/approve")).then().statusCode(200);
        Response published = api.approver().post(Api.path("/products/A-1/publish"));
        assertThat(published.statusCode()).as(published.asString()).isEqualTo(200);
        Response product = api.editor().get(Api.path("/products/A-1"));
        assertThat(product.jsonPath().getString("listed")).isEqualTo("ON_SALE");
        assertThat(product.jsonPath().<String>getList("listedChannels")).containsExactly("amazon-in", "flipkart");
        assertThat(product.jsonPath().getLong("listingVersion")).isEqualTo(1);
        api.approver().post(Api.path("/products/A-1/pause")).then().statusCode(200);
        api.approver().post(Api.path("/products/A-1/publish")).then().statusCode(200);
        api.approver().post(Api.path("/products/A-1/retire")).then().statusCode(200);
        api.approver()
                .post(Api.path("/products/A-1/retire"))
                .then()
                .statusCode(409)
                .body("errors[0].code", is("state-retire"));
        assertThat(api.editor().get(Api.path("/products/A-1")).jsonPath().getLong("listingVersion"))
                .isEqualTo(4);
    }

    @Test
    void priceOfPublishedProductGoesOutAtOnceButNotIntoTheDeadBand() {
        publish(BODY.replace("\"hsn\":\"52083121\"", "\"hsn\":\"63041910\"").replace("210000", "299900"));
        String tag = api.editor().get(Api.path("/products/A-1")).header("ETag");
        String body =
                BODY.replace("\"hsn\":\"52083121\"", "\"hsn\":\"63041910\"").replace("210000", "299900");
        put("A-1", tag, body.replace("185000", "279900"))
                .then()
                .statusCode(422)
                .body("errors[0].code", is("slab-dead-band"));
        Response lowered = put("A-1", tag, body.replace("185000", "175000"));
        lowered.then().statusCode(200).body("state", is("PUBLISHED")).body("listingVersion", is(2));
    }

    @Test
    void changedContentWaitsForApprovalWhileTheApprovedListingStays() {
        publish(BODY);
        String tag = api.editor().get(Api.path("/products/A-1")).header("ETag");
        put("A-1", tag, BODY.replace("Cotton saree", "Better saree"))
                .then()
                .statusCode(200)
                .body("state", is("DRAFT"))
                .body("listed", is("ON_SALE"))
                .body("listingVersion", is(1));
    }

    @Test
    void newPictureUnderTheSameNameIsToldToChannels() {
        publish(BODY);
        api.editor()
                .contentType("application/octet-stream")
                .body(Api.picture(1600, 1600, java.awt.Color.WHITE))
                .put(Api.path("/media/main.jpg"))
                .then()
                .statusCode(200);
        assertThat(api.editor().get(Api.path("/products/A-1")).jsonPath().getLong("listingVersion"))
                .isEqualTo(2);
    }

    @Test
    void producerThatLosesItsGstinStopsItsProducts() throws SQLException {
        publish(BODY);
        var producer = Rows.producer("P04");
        producer.putAll(Map.of("gstin", "", "gst_status", "UNREGISTERED", "phone", "+919000000004"));
        api.importCsv("producers", Rows.csv(ImportKind.PRODUCERS, List.of(producer)));
        Response product = api.editor().get(Api.path("/products/A-1"));
        assertThat(product.jsonPath().getString("state")).isEqualTo("PAUSED");
        assertThat(product.jsonPath().getString("listed")).isEqualTo("PAUSED");
        api.editor()
                .get(Api.path("/products/A-1/explain"))
                .then()
                .body("channels[0].refusals[0].rule", is("unregistered-seller"));
        assertThat(rulesTold("A-1")).isEqualTo("unregistered-seller");
    }

    /** What channel sync is told of the gate at Flipkart, with the newest version. */
    private String rulesTold(String sku) throws SQLException {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT snapshot #>> '{refusals,flipkart,0,rule}' FROM listing_version WHERE agency = ? AND sku = ?"
                                + " ORDER BY version DESC LIMIT 1")) {
            query.setString(1, api.agency());
            query.setString(2, sku);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "never told";
            }
        }
    }

    @Test
    void pictureIsServedToAnyoneForEver() {
        String path = api.editor().get(Api.path("/media")).jsonPath().getString("[0].path");
        io.restassured.RestAssured.given()
                .get(path.replace("/catalog", ""))
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Cache-Control", "public, max-age=31536000, immutable");
    }

    @Test
    void samePictureIsMeasuredOnceForEveryNameAndAgency() throws SQLException {
        byte[] bytes = Api.picture(320, 200, java.awt.Color.WHITE);
        String address = sendPicture(api, "one.jpg", bytes).jsonPath().getString("sha256");
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement mark = connection.prepareStatement(
                        "UPDATE media_blob SET white_border_percent = 7 WHERE sha256 = ? AND width_px = 320")) {
            mark.setString(1, address);
            assertThat(mark.executeUpdate()).isEqualTo(1);
        }
        Response another = sendPicture(Api.newAgency("19"), "two.jpg", bytes);
        assertThat(another.jsonPath().getInt("whiteBorderPercent")).isEqualTo(7);
        assertThat(another.jsonPath().getInt("widthPx")).isEqualTo(320);
    }

    private static Response sendPicture(Api api, String name, byte[] bytes) {
        Response answer =
                api.editor().contentType("application/octet-stream").body(bytes).put(Api.path("/media/" + name));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    @Test
    void listIsPagedNarrowedAndSearchedInEveryScript() {
        for (int i = 1; i <= 5; i++) {
            create(BODY.replace("\"A-1\"", "\"A-" + i + "\"")
                            .replace("{\"en\":\"Cotton saree\"}", "{\"en\":\"Saree " + i + "\",\"bn\":\"শাড়ি\"}"))
                    .then()
                    .statusCode(201);
        }
        Response first = api.editor().get(Api.path("/products?limit=2"));
        assertThat(first.jsonPath().<String>getList("items.product.sku")).containsExactly("A-1", "A-2");
        Response second = api.editor()
                .get(Api.path("/products?limit=2&after=" + first.jsonPath().getString("next")));
        assertThat(second.jsonPath().<String>getList("items.product.sku")).containsExactly("A-3", "A-4");
        assertThat(api.editor()
                        .queryParam("q", "শাড়ী")
                        .get(Api.path("/products"))
                        .jsonPath()
                        .getList("items"))
                .hasSize(5);
        assertThat(api.editor()
                        .queryParam("q", "%")
                        .get(Api.path("/products"))
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        assertThat(api.editor()
                        .get(Api.path("/products?state=published"))
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        api.editor().get(Api.path("/products?limit=1000000")).then().statusCode(422);
        api.editor().get(Api.path("/products?state=nonsense")).then().statusCode(422);
    }

    @Test
    void explainTellsWhereItStandsAndWhoActs() {
        create(BODY.replace("[\"main.jpg\"]", "[]")).then().statusCode(201);
        api.editor()
                .header("Accept-Language", "hi")
                .get(Api.path("/products/A-1/explain"))
                .then()
                .statusCode(200)
                .body("state", is("DRAFT"))
                .body("channels.channel", is(List.of("amazon-in", "flipkart")))
                .body("channels[0].stand", is("REFUSED_BY_GATE"))
                .body("channels[0].who", is("AGENCY"))
                .body("channels[0].refusals[0].rule", is("picture-none"))
                .body("channels[0].sentence", org.hamcrest.Matchers.startsWith("अमेज़न इंडिया को नहीं भेजा गया"));
    }

    @Test
    void listingThatWaitsForANumberSaysWhoObtainsItAndHow() throws SQLException {
        publish(BODY);
        ChannelReport.of(api, "A-1", "flipkart", ListingStatus.State.AWAITING_IDENTIFIER);
        for (String language : List.of("en", "bn", "hi")) {
            api.editor()
                    .header("Accept-Language", language)
                    .get(Api.path("/products/A-1/explain"))
                    .then()
                    .body("channels[1].stand", is("WAITS_FOR_IDENTIFIER"))
                    .body("channels[1].who", is("AGENCY"))
                    .body("channels[1].sentence", containsString("Seller Hub"));
        }
    }

    @Test
    void liveListingWhoseChangeHasNotArrivedSaysSoAndWhoActs() throws SQLException {
        publish(BODY);
        ChannelReport.liveBeforeChange(api, "A-1", "amazon-in");
        api.editor()
                .get(Api.path("/products/A-1/explain"))
                .then()
                .body("channels[0].stand", is("LIVE_BEFORE_CHANGE"))
                .body("channels[0].who", is("OPERATIONS"))
                .body("channels[0].sentence", containsString("as it was before the last change"))
                .body("channels[0].issues[0].message", is("A change waits"));
    }

    @Test
    void callWithoutTokenIsTurnedAway() {
        io.restassured.RestAssured.given()
                .get(Api.path("/products"))
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("traceId", notNullValue());
    }

    private void publish(String body) {
        create(body).then().statusCode(201);
        api.editor().post(Api.path("/products/A-1/submit")).then().statusCode(200);
        api.approver().post(Api.path("/products/A-1/approve")).then().statusCode(200);
        Response published = api.approver().post(Api.path("/products/A-1/publish"));
        assertThat(published.statusCode()).as(published.asString()).isEqualTo(200);
    }

    private Response create(String body) {
        return api.editor().contentType("application/json").body(body).post(Api.path("/products"));
    }

    private Response put(String sku, @Nullable String tag, String body) {
        var request = api.editor().contentType("application/json").body(body);
        return (tag == null ? request : request.header("If-Match", tag)).put(Api.path("/products/" + sku));
    }
}
