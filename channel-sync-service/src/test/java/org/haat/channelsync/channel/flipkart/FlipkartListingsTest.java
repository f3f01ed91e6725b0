package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.Outcome.Status;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.StockLine;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlipkartListingsTest {
    private static final String DETAILS = FlipkartStub.LISTINGS + "/details";
    private static final String UPDATE = FlipkartStub.LISTINGS + "/update";
    private static final String PRICE = UPDATE + "/price";
    private static final String STOCK = UPDATE + "/inventory";
    private static final String NOTHING_THERE = "{\"available\":{},\"unavailable\":[%s],\"invalid\":[]}";
    private final FlipkartStub flipkart = new FlipkartStub();
    private final Account account = Listings.account();

    @AfterEach
    void stop() {
        flipkart.close();
    }

    @Test
    void newSkuIsCreatedWithTheWholeOffer() {
        nothingThere("SHG-NEW-1");
        accept(FlipkartStub.LISTINGS, "SHG-NEW-1");

        List<Outcome> outcomes = put(Listings.stole().sku("SHG-NEW-1").line(12, Listings.FSN));

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
        JsonNode offer = flipkart.sent(FlipkartStub.LISTINGS).get("SHG-NEW-1");
        assertThat(offer).isEqualTo(FlipkartStub.tree("""
                {"product_id":"SHWHANDLOOM00001",
                 "price":{"mrp":1499,"selling_price":1199,"currency":"INR"},
                 "tax":{"hsn":"62149090","tax_code":"GST_5"},
                 "listing_status":"ACTIVE",
                 "fulfillment_profile":"NON_FBF",
                 "fulfillment":{"dispatch_sla":2,"shipping_provider":"FLIPKART","procurement_type":"MADE_TO_ORDER"},
                 "packages":[{"name":"default","dimensions":{"length":30,"breadth":22,"height":4},"weight":0.320,
                   "handling":{"fragile":false}}],
                 "locations":[{"id":"LOC0f3c9a7be1d2446c8a5b9e7d6c4f2a10","status":"ENABLED","inventory":12}],
                 "address_label":{"manufacturer_details":["Narmada Weavers SHG, Ward 4, Maheshwar, MP 451224"],
                   "packer_details":["Narmada Weavers SHG, Ward 4, Maheshwar, MP 451224"],"countries_of_origin":["IN"]}}"""));
    }

    @Test
    void standingSkuIsUpdatedAndWhatHaatDoesNotOwnIsKept() {
        flipkart.onPost(DETAILS, FlipkartStub.fixture("details.json"));
        accept(UPDATE, "SHG-STOLE-IND");

        put(Listings.stole().prices(160_000, 125_000).line(7, Listings.FSN));

        JsonNode offer = flipkart.sent(UPDATE).get("SHG-STOLE-IND");
        assertThat(offer.at("/price/selling_price").asInt()).isEqualTo(1250);
        assertThat(offer.at("/shipping_fees/zonal").asInt()).isEqualTo(10);
        assertThat(offer.at("/dating_label/mfg_date").asLong()).isEqualTo(1790000000L);
        assertThat(offer.at("/fulfillment/region_restriction").asText()).isEqualTo("none");
        assertThat(offer.at("/address_label/importer_details/0").asText()).isEqualTo("Importer");
        assertThat(offer.at("/address_label/manufacturer_details/0").asText()).startsWith("Narmada");
        assertThat(offer.at("/packages/0/id").asText()).isEqualTo("PKG-1");
        assertThat(offer.at("/packages/0/handling/fragile").asBoolean()).isTrue();
        assertThat(offer.at("/locations/0/inventory").asInt()).isEqualTo(7);
        assertThat(offer.at("/locations/1/inventory").asInt()).isEqualTo(3);
        assertThat(offer.at("/locations/1/pending_inventory").isMissingNode()).isTrue();
        assertThat(offer.at("/archived_status").asText()).isEqualTo("NONE");
        assertThat(flipkart.requests(FlipkartStub.LISTINGS)).isEmpty();
    }

    @Test
    void pausedListingIsActiveWithNothingToSell() {
        nothingThere("SHG-STOLE-IND");
        accept(FlipkartStub.LISTINGS, "SHG-STOLE-IND");

        put(Listings.stole().state(ListingSnapshot.State.PAUSED).line(5, Listings.FSN));

        JsonNode sent = flipkart.sent(FlipkartStub.LISTINGS).get("SHG-STOLE-IND");
        assertThat(sent.at("/listing_status").asText()).isEqualTo("ACTIVE");
        assertThat(sent.at("/locations/0/inventory").asInt()).isZero();
    }

    @Test
    void listingWithoutLeadTimeTakesTheAccountsOrOneDay() {
        nothingThere("SHG-STOLE-IND");
        accept(FlipkartStub.LISTINGS, "SHG-STOLE-IND");

        put(Listings.stole().leadTime(0).line(1, Listings.FSN));

        assertThat(flipkart.sent(FlipkartStub.LISTINGS)
                        .at("/SHG-STOLE-IND/fulfillment/dispatch_sla")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void listingWithoutAnFsnAwaitsItAndNothingIsCalled() {
        List<Outcome> outcomes = put(Listings.stole().line(1, null));

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.AWAITING_IDENTIFIER);
        assertThat(flipkart.requests(DETAILS)).isEmpty();
    }

    @Test
    void everyFaultOfAListingIsToldAtOnceAndNothingIsSent() {
        ListingLine bad =
                Listings.stole().prices(119_900, 129_950).gst(1200).hsn("6214").line(-1, "TOO-SHORT");

        Outcome outcome = put(bad).get(0);

        assertThat(outcome.status()).isEqualTo(Status.REJECTED);
        assertThat(outcome.issues())
                .extracting(ChannelIssue::code)
                .containsExactly(
                        "FSN_FORMAT",
                        "PRICE_NOT_WHOLE_RUPEES",
                        "PRICE_ABOVE_MRP",
                        "HSN_FORMAT",
                        "TAX_CODE_UNKNOWN",
                        "QUANTITY_NEGATIVE");
        assertThat(outcome.issues().get(1).message()).isEqualTo("Flipkart takes whole rupees; 1299.50 has paise");
        assertThat(flipkart.requests(DETAILS)).isEmpty();
    }

    @Test
    void eachSkuHasItsOwnOutcomeInsideA200() {
        flipkart.onPost(STOCK, FlipkartStub.fixture("changes.json"));

        List<Outcome> outcomes = flipkart.channel.setStock(account, stocks(6));

        assertThat(outcomes)
                .extracting(Outcome::status)
                .containsExactly(
                        Status.ACCEPTED,
                        Status.REJECTED,
                        Status.ACCEPTED,
                        Status.FAILED,
                        Status.FAILED,
                        Status.REJECTED);
        assertThat(outcomes.get(1).issues())
                .containsExactly(
                        ChannelIssue.error("1001", "The product cannot be sold", "product_id"),
                        ChannelIssue.error("2004", "Selling price is too low", "selling_price"));
        assertThat(outcomes.get(2).issues()).extracting(ChannelIssue::code).containsExactly("W-7");
        assertThat(outcomes.get(3).failure()).isEqualTo(FailureKind.UNKNOWN);
        assertThat(outcomes.get(3).issues().get(0).message()).contains("PENDING");
        assertThat(outcomes.get(4).failure()).isEqualTo(FailureKind.UNKNOWN);
        assertThat(outcomes.get(5).issues()).hasSize(1);
    }

    @Test
    void stockLeavesAsAnAbsoluteCountAtTheAccountsPlace() {
        accept(STOCK, "SHG-1");

        flipkart.channel.setStock(account, List.of(new StockLine("SHG-1", 5, 9, 2, Listings.FSN)));

        assertThat(flipkart.sent(STOCK)).isEqualTo(FlipkartStub.tree("""
                {"SHG-1":{"product_id":"SHWHANDLOOM00001",
                  "locations":[{"id":"LOC0f3c9a7be1d2446c8a5b9e7d6c4f2a10","inventory":9}]}}"""));
    }

    @Test
    void elevenSkusAreTwoCallsAndOneRefusedBatchDoesNotStopTheOther() {
        flipkart.on(
                com.github.tomakehurst.wiremock.client.WireMock.post(STOCK)
                        .withRequestBody(
                                com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath("$['SHG-11']")),
                FlipkartStub.json("{\"SHG-11\":{\"status\":\"SUCCESS\"}}"));
        flipkart.on(
                com.github.tomakehurst.wiremock.client.WireMock.post(STOCK)
                        .withRequestBody(
                                com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath("$['SHG-1']")),
                com.github.tomakehurst.wiremock.client.WireMock.aResponse().withStatus(503));

        List<Outcome> outcomes = flipkart.channel.setStock(account, stocks(11));

        assertThat(outcomes.subList(0, 10)).extracting(Outcome::failure).containsOnly(FailureKind.TEMPORARY);
        assertThat(outcomes.get(10).status()).isEqualTo(Status.ACCEPTED);
        assertThat(flipkart.requests(STOCK)).hasSize(2);
    }

    @Test
    void batchRefusedAsAWholeIsAskedLineByLineOnce() {
        flipkart.onPost(STOCK, "{\"SHG-1\":{\"status\":\"SUCCESS\"},\"SHG-3\":{\"status\":\"SUCCESS\"}}");
        flipkart.on(
                com.github.tomakehurst.wiremock.client.WireMock.post(STOCK)
                        .withRequestBody(
                                com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath("$['SHG-2']")),
                FlipkartStub.json(
                                "{\"errors\":[{\"severity\":\"ERROR\",\"code\":400,\"description\":\"Payload could not be read\"}]}")
                        .withStatus(400));

        List<Outcome> outcomes = flipkart.channel.setStock(account, stocks(3));

        assertThat(outcomes)
                .extracting(Outcome::status)
                .containsExactly(Status.ACCEPTED, Status.REJECTED, Status.ACCEPTED);
        assertThat(outcomes.get(1).issues().get(0).code()).isEqualTo("400");
        assertThat(outcomes.get(1).issues().get(0).message()).contains("Payload could not be read");
        assertThat(flipkart.requests(STOCK)).hasSize(4);
    }

    @Test
    void newerOfTwoLinesForOneSkuIsSentAndBothShareItsOutcome() {
        accept(STOCK, "SHG-1");

        List<Outcome> outcomes = flipkart.channel.setStock(
                account,
                List.of(new StockLine("SHG-1", 6, 4, 2, Listings.FSN), new StockLine("SHG-1", 5, 9, 2, Listings.FSN)));

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.ACCEPTED, Status.ACCEPTED);
        assertThat(flipkart.sent(STOCK).at("/SHG-1/locations/0/inventory").asInt())
                .isEqualTo(4);
    }

    @Test
    void priceGoesInWholeRupeesAndPaiseAreRefused() {
        accept(PRICE, "SHG-1");

        List<Outcome> outcomes = flipkart.channel.setPrice(
                account,
                List.of(
                        new PriceLine("SHG-1", 1, Money.inr(149_900), Money.inr(109_900), Listings.FSN),
                        new PriceLine("SHG-2", 1, Money.inr(149_900), Money.inr(109_901), Listings.FSN),
                        new PriceLine("SHG-3", 1, Money.inr(149_900), Money.inr(109_900), null)));

        assertThat(outcomes)
                .extracting(Outcome::status)
                .containsExactly(Status.ACCEPTED, Status.REJECTED, Status.AWAITING_IDENTIFIER);
        assertThat(flipkart.sent(PRICE)).isEqualTo(FlipkartStub.tree("""
                {"SHG-1":{"product_id":"SHWHANDLOOM00001",
                  "price":{"mrp":1499,"selling_price":1099,"currency":"INR"}}}"""));
    }

    @Test
    void retiredListingIsInactiveArchivedAndEmptyEverywhere() {
        flipkart.onPost(DETAILS, othersClosed());
        accept(UPDATE, "SHG-STOLE-IND");

        List<Outcome> outcomes =
                flipkart.channel.retire(account, List.of(Listings.stole().line(4, null)));

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
        JsonNode offer = flipkart.sent(UPDATE).get("SHG-STOLE-IND");
        assertThat(offer.at("/listing_status").asText()).isEqualTo("INACTIVE");
        assertThat(offer.at("/archived_status").asText()).isEqualTo("ARCHIVED");
        assertThat(offer.at("/product_id").asText()).isEqualTo(Listings.FSN);
        assertThat(offer.at("/price/selling_price").asInt()).isEqualTo(1199);
        assertThat(offer.at("/locations/0/inventory").asInt()).isZero();
        assertThat(offer.at("/locations/1/inventory").asInt()).isZero();
    }

    @Test
    void retiringWhatFlipkartNeitherShowsNorKnowsIsAccepted() {
        nothingThere("SHG-STOLE-IND");
        flipkart.onPost(
                UPDATE,
                "{\"SHG-STOLE-IND\":{\"status\":\"FAILURE\",\"errors\":[{\"severity\":\"ERROR\",\"code\":1002,\"description\":\"x\"}]}}");

        List<Outcome> outcomes =
                flipkart.channel.retire(account, List.of(Listings.stole().line(4, Listings.FSN)));

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
    }

    @Test
    void refusedRetirementOfWhatStandsIsARefusal() {
        flipkart.onPost(DETAILS, othersClosed());
        flipkart.onPost(UPDATE, "{\"SHG-STOLE-IND\":{\"status\":\"FAILURE\"}}");

        List<Outcome> outcomes =
                flipkart.channel.retire(account, List.of(Listings.stole().line(4, Listings.FSN)));

        assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.REJECTED);
    }

    @Test
    void wrongSecretIsTheAccountsFaultAndNoLineIsSent() {
        flipkart.on(
                com.github.tomakehurst.wiremock.client.WireMock.get(
                        com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo("/oauth-service/oauth/token")),
                FlipkartStub.json("{\"error\":\"unauthorized\",\"error_description\":\"Bad credentials\"}")
                        .withStatus(401));

        assertThatThrownBy(() -> flipkart.channel.setStock(account, stocks(1)))
                .isInstanceOfSatisfying(ChannelException.class, e -> {
                    assertThat(e.kind()).isEqualTo(FailureKind.AUTH);
                    assertThat(e.getMessage()).contains("Bad credentials").doesNotContain("secret-1");
                });
        assertThat(flipkart.requests(STOCK)).isEmpty();
    }

    @Test
    void accountWithoutASecretIsNamed() {
        assertThatThrownBy(() -> flipkart.channel.setStock(Listings.account(Map.of("app_id", "a")), stocks(1)))
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.getMessage()).contains("app_secret"));
    }

    @Test
    void consentOfAnotherSellerGoesByRefreshToken() {
        accept(STOCK, "SHG-1");
        Account partner = new Account(
                java.util.UUID.randomUUID(),
                "wb-prd",
                Map.of("location_id", Listings.LOCATION, "seller_id", "s", "grant", "refresh_token"),
                Map.of("app_id", "app-1", "app_secret", "secret-1", "refresh_token", "consent-1"));

        flipkart.channel.setStock(partner, stocks(1));

        assertThat(flipkart.all().get(0).getUrl())
                .isEqualTo("/oauth-service/oauth/token?grant_type=refresh_token&refresh_token=consent-1");
    }

    @Test
    void tokenIsAskedForOnceWithBasicCredentials() {
        accept(STOCK, "SHG-1");

        flipkart.channel.setStock(account, stocks(1));
        flipkart.channel.setStock(account, stocks(1));

        assertThat(flipkart.requests("/oauth-service/oauth/token"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.getUrl()).endsWith("?grant_type=client_credentials&scope=Seller_Api");
                    assertThat(request.getHeader("Authorization")).isEqualTo("Basic YXBwLTE6c2VjcmV0LTE=");
                });
        assertThat(flipkart.requests(STOCK)).allSatisfy(request -> assertThat(request.getHeader("Authorization"))
                .isEqualTo("Bearer token-for-tests"));
    }

    private List<Outcome> put(ListingLine line) {
        return flipkart.channel.put(account, List.of(line));
    }

    private static String othersClosed() {
        return FlipkartStub.fixture("details.json")
                .replace("\"ENABLED\", \"inventory\": 3", "\"DISABLED\", \"inventory\": 3");
    }

    private void nothingThere(String sku) {
        flipkart.onPost(DETAILS, NOTHING_THERE.formatted('"' + sku + '"'));
    }

    private void accept(String path, String sku) {
        flipkart.onPost(path, "{\"" + sku + "\":{\"status\":\"SUCCESS\",\"errors\":[],\"attribute_errors\":[]}}");
    }

    private static List<StockLine> stocks(int lines) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(n -> new StockLine("SHG-" + n, 5, n, 2, Listings.FSN))
                .toList();
    }
}
