package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Fault;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.Outcome.Status;
import org.haat.channelsync.channel.PartnerStub.Reply;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.Samples;
import org.haat.event.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is Amazon's alone, beyond the kit. */
class AmazonChannelTest {
    private final AmazonHarness bench = new AmazonHarness();
    private final AmazonChannel channel = (AmazonChannel) bench.channel();

    @AfterEach
    void stop() {
        bench.close();
    }

    private int sent(Operation operation) {
        return bench.farSide.stub.requests(operation).size();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, AUTH",
        "401, invalid_client, AUTH",
        "400, unauthorized_client, AUTH",
        "400, access_denied, AUTH",
        "500, server_error, TEMPORARY",
        "400, temporarily_unavailable, TEMPORARY"
    })
    void loginErrorsTellWhoMustAct(int status, String error, FailureKind kind) {
        String body = "{\"error\":\"" + error + "\",\"error_description\":\"no\",\"request_id\":\"1\"}";
        bench.farSide.stub.on(Operation.TOKEN, "POST", "/auth/o2/token", request -> Reply.json(status, body));

        ChannelException refused =
                catchThrowableOfType(ChannelException.class, () -> channel.read(bench.account(), List.of("HAAT-1")));

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.code()).contains(error);
        assertThat(sent(Operation.TOKEN)).as("tries do not multiply").isLessThanOrEqualTo(3);
    }

    @Test
    void revokedSellerAsksForATokenOnceAMinute() {
        bench.farSide.stub.on(
                Operation.TOKEN, "POST", "/auth/o2/token", request -> Reply.json(400, "{\"error\":\"invalid_grant\"}"));
        for (int i = 0; i < 5; i++) {
            ChannelException refused = catchThrowableOfType(
                    ChannelException.class, () -> channel.read(bench.account(), List.of("HAAT-1")));
            assertThat(refused.kind()).isEqualTo(FailureKind.AUTH);
        }

        assertThat(sent(Operation.TOKEN)).isEqualTo(1);
    }

    @Test
    void acceptedWithStatusInvalidIsRejectedInAmazonsWords() {
        bench.refuse("HAAT-1");

        Outcome outcome =
                channel.put(bench.account(), List.of(bench.listing("HAAT-1"))).get(0);

        assertThat(outcome.status()).isEqualTo(Status.REJECTED);
        assertThat(outcome.issues())
                .containsExactly(ChannelIssue.error("90220", "'color' is required but not supplied.", "color"));
    }

    @Test
    void listingOfAnUnknownCraftIsRefusedWithoutACall() {
        var s = Samples.snapshot("HAAT-1");
        var strange = new org.haat.event.ListingSnapshot(
                s.agency(),
                s.sku(),
                s.version(),
                s.state(),
                s.channels(),
                "meteorites",
                s.title(),
                s.description(),
                s.bullets(),
                s.brand(),
                s.attributes(),
                s.hsn(),
                s.gstRateBasisPoints(),
                s.gtin(),
                s.mrp(),
                s.price(),
                s.parcel(),
                s.images(),
                s.producer(),
                s.manufacturer(),
                s.packer(),
                s.countryOfOrigin(),
                s.leadTimeDays(),
                s.procurement());

        Outcome outcome = channel.put(
                        bench.account(), List.of(new org.haat.channelsync.channel.ListingLine(strange, 1, null)))
                .get(0);

        assertThat(outcome.issues()).extracting(ChannelIssue::code).containsExactly("PRODUCT_TYPE_MISSING");
        assertThat(sent(Operation.PUT_LISTING) + sent(Operation.TOKEN)).isZero();
    }

    @Test
    void schemaIsDownloadedOnceAndAskedForAgainTheNextDay() {
        for (int i = 0; i < 3; i++) {
            channel.put(bench.account(), List.of(bench.listing("HAAT-1")));
        }
        int definitions = bench.farSide.stub.others("/definitions/").size();
        bench.clock().advance(Duration.ofHours(25));
        channel.put(bench.account(), List.of(bench.listing("HAAT-1")));

        assertThat(definitions).isEqualTo(1);
        assertThat(bench.farSide.stub.others("/definitions/")).hasSize(2);
        assertThat(bench.farSide.stub.others("/presigned/"))
                .as("same checksum, same document")
                .hasSize(1);
    }

    @Test
    void downloadOfTheSchemaCarriesNoCredentials() {
        channel.put(bench.account(), List.of(bench.listing("HAAT-1")));

        assertThat(bench.farSide.stub.others("/presigned/")).singleElement().satisfies(request -> assertThat(
                        request.getHeader("x-amz-access-token"))
                .isNull());
    }

    @Test
    void schemaThatDoesNotMatchItsChecksumIsNotUsed() {
        bench.farSide.stub.alsoOn("GET", "/presigned/schema\\?.*", request -> Reply.json("{\"type\":\"object\"}"));

        Outcome outcome =
                channel.put(bench.account(), List.of(bench.listing("HAAT-1"))).get(0);

        assertThat(outcome.failure()).isEqualTo(FailureKind.TEMPORARY);
        assertThat(sent(Operation.PUT_LISTING)).isZero();
    }

    @Test
    void accountLevelRefusalEndsTheRestUnsent() {
        bench.show(bench.account(), "HAAT-1", true, 1);
        bench.farSide.stub.on(
                Operation.SET_STOCK,
                "PATCH",
                "/listings/.*",
                request -> request.getUrl().contains("HAAT-1?")
                        ? Reply.json("{\"sku\":\"HAAT-1\",\"status\":\"ACCEPTED\",\"submissionId\":\"1\"}")
                        : Reply.json(403, AmazonFarSide.error(403)));
        bench.farSide.stub.on(Operation.SET_PRICE, "PATCH", "/never", request -> Reply.status(500));

        List<Outcome> outcomes = channel.setStock(bench.account(), Samples.stocks(4));

        assertThat(outcomes)
                .extracting(Outcome::status)
                .containsExactly(Status.ACCEPTED, Status.FAILED, Status.FAILED, Status.FAILED);
        assertThat(outcomes.get(3).failure()).isEqualTo(FailureKind.FORBIDDEN);
        assertThat(sent(Operation.SET_STOCK))
                .as("one line, then one refused and tried once more")
                .isEqualTo(3);
    }

    @Test
    void throttledFirstLineTellsHowLongToWait() {
        bench.answer(Operation.SET_STOCK, Fault.THROTTLED_FOR_A_MINUTE);

        ChannelException throttled = catchThrowableOfType(
                ChannelException.class, () -> channel.setStock(bench.account(), Samples.stocks(3)));

        assertThat(throttled.retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(sent(Operation.SET_STOCK)).isEqualTo(1);
    }

    /** As a person may have linked it on adoption. */
    @Test
    void listingsWhoseSkusHoldACommaAreReadEachByItsOwnCall() {
        String seller = bench.account().setting("seller_id");
        bench.farSide.show(seller, "OLD,RED 1", true, 3);
        bench.farSide.show(seller, "HAAT-1", true, 2);

        List<RemoteListing> read = channel.read(bench.account(), List.of("OLD,RED 1", "HAAT-1", "NOT,THERE", "HAAT-2"));

        assertThat(read).extracting(RemoteListing::sku).containsExactly("OLD,RED 1", "HAAT-1", "NOT,THERE", "HAAT-2");
        assertThat(read).extracting(RemoteListing::present).containsExactly(true, true, false, false);
        assertThat(read.get(0).quantity()).isEqualTo(3);
        assertThat(sent(Operation.READ_LISTINGS))
                .as("one search for the others")
                .isEqualTo(1);
    }

    private void showInSearch(String item) {
        bench.farSide.stub.on(
                Operation.READ_LISTINGS,
                "GET",
                "/listings/.*",
                request -> Reply.json("{\"numberOfResults\":1,\"items\":[{\"sku\":\"HAAT-1\"," + item + "}]}"));
    }

    @Test
    void soldOutListingIsLiveAndASuppressedOneIsNot() {
        String summary = "\"summaries\":[{\"marketplaceId\":\"A21TJRUUN4KGV\",\"status\":[\"DISCOVERABLE\"]}]";
        String none = "\"fulfillmentAvailability\":[{\"fulfillmentChannelCode\":\"DEFAULT\",\"quantity\":0}]";
        showInSearch(summary + "," + none);
        RemoteListing soldOut = channel.read(bench.account(), List.of("HAAT-1")).get(0);
        showInSearch(summary + "," + none + ",\"issues\":[{\"code\":\"18027\",\"message\":\"Text on the picture\","
                + "\"severity\":\"WARNING\",\"attributeNames\":[\"main_product_image_locator\"],"
                + "\"enforcements\":{\"actions\":[{\"action\":\"SEARCH_SUPPRESSED\"}]}}]");
        RemoteListing suppressed =
                channel.read(bench.account(), List.of("HAAT-1")).get(0);

        assertThat(soldOut.live()).isTrue();
        assertThat(suppressed.live()).isFalse();
        assertThat(suppressed.suppressed()).isTrue();
        assertThat(suppressed.issues())
                .containsExactly(new ChannelIssue(
                        "18027", ChannelIssue.Severity.WARNING, "Text on the picture", "main_product_image_locator"));
    }

    @Test
    void listingWithAnEmptyStatusIsPresentAndNotLive() {
        showInSearch("\"summaries\":[{\"marketplaceId\":\"A21TJRUUN4KGV\",\"status\":[]}]");

        RemoteListing read = channel.read(bench.account(), List.of("HAAT-1")).get(0);

        assertThat(read.present()).isTrue();
        assertThat(read.live()).isFalse();
    }

    @Test
    void packageThatAmazonDoesNotKnowOfAnOpenOrderIsRefused() {
        bench.orders(bench.account(), List.of(List.of(OrderSeed.of("O-1"))));
        bench.farSide.stub.on(
                Operation.CONFIRM_SHIPMENT,
                "POST",
                "/orders/v0/.*",
                request ->
                        Reply.json(400, AmazonFarSide.error(400).replace("InvalidInput", "PackageToUpdateNotFound")));

        ChannelException refused = catchThrowableOfType(
                ChannelException.class, () -> channel.confirm(bench.account(), Samples.shipment("O-1", "O-1-1")));

        assertThat(refused.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(refused.code()).contains("PackageToUpdateNotFound");
        assertThat(sent(Operation.GET_ORDER)).isEqualTo(1);
    }

    @Test
    void searchNeverBeginsInTheLastTwoMinutesAndItsPagesKeepTheirStart() {
        bench.orders(bench.account(), List.of(List.of(OrderSeed.of("O-1")), List.of(OrderSeed.of("O-2"))));
        var first = channel.ordersChangedSince(bench.account(), bench.clock().instant(), null);
        bench.clock().advance(Duration.ofMinutes(3));
        channel.ordersChangedSince(bench.account(), bench.clock().instant(), first.next());

        assertThat(bench.farSide.stub.requests(Operation.LIST_ORDERS))
                .hasSize(2)
                .allMatch(request -> request.getUrl().contains("lastUpdatedAfter=2026-11-21T05%3A58%3A00Z"));
    }

    @Test
    void priceThatIsNoneTakesNoOtherListingOfTheAnswerWithIt() {
        String listing = "{\"sku\":\"%s\",\"summaries\":[{\"marketplaceId\":\"" + AmazonFarSide.STORE
                + "\",\"asin\":\"B000000001\",\"itemName\":\"A saree\",\"status\":[\"BUYABLE\"]}],\"offers\":[{\"marketplaceId\":\""
                + AmazonFarSide.STORE
                + "\",\"offerType\":\"B2C\",\"price\":{\"amount\":\"%s\",\"currencyCode\":\"INR\"}}]}";
        String items = listing.formatted("HAAT-1", "1499.005") + "," + listing.formatted("HAAT-2", "1499.00");
        bench.farSide.stub.on(
                Operation.READ_LISTINGS,
                "GET",
                "/listings/2021-08-01/items/.*",
                request -> Reply.json("{\"numberOfResults\":2,\"items\":[" + items + "]}"));

        List<RemoteListing> read = channel.read(bench.account(), List.of("HAAT-1", "HAAT-2"));

        assertThat(read).extracting(RemoteListing::price).containsExactly(null, Money.inr(149_900));
        assertThat(read).allMatch(RemoteListing::live);
        assertThat(read.get(0).issues())
                .extracting(ChannelIssue::code, ChannelIssue::severity)
                .containsExactly(tuple("PROTOCOL", ChannelIssue.Severity.WARNING));
    }

    @Test
    void oneBrokenOrderDoesNotHoldUpItsPage() {
        String good = AmazonOrderJson.of(OrderSeed.of("O-2")).toString();
        ObjectNode ofTwoCurrencies = AmazonOrderJson.of(OrderSeed.of("O-3"));
        ofTwoCurrencies.withArray("/orderItems/0/proceeds/breakdowns").removeAll();
        for (String currency : List.of("INR", "USD")) {
            ofTwoCurrencies
                    .withArray("/orderItems/0/proceeds/breakdowns")
                    .addObject()
                    .put("type", "TAX")
                    .set("subtotal", AmazonOrderJson.money(new Money(100, currency)));
        }
        ObjectNode ofNothing = AmazonOrderJson.of(OrderSeed.of("O-4"));
        ofNothing.putArray("orderItems").addNull();
        String odd = ofTwoCurrencies + "," + ofNothing;
        bench.farSide.stub.on(
                Operation.LIST_ORDERS,
                "GET",
                "/orders/2026-01-01/orders\\?.*",
                request -> Reply.json(
                        "{\"orders\":[{\"orderId\":\"O-1\",\"orderItems\":\"none\"}," + odd + "," + good + "]}"));

        var page = channel.ordersChangedSince(bench.account(), bench.clock().instant(), null);

        assertThat(page.orders()).hasSize(1);
        assertThat(page.unreadable())
                .extracting(OrderSource.Unreadable::remoteOrderId)
                .containsExactly("O-1", "O-3", "O-4");
    }
}
