package org.haat.channelsync.channel.flipkart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ShipmentPapers;
import org.haat.channelsync.channel.ShipmentSink.Progress;
import org.haat.event.Shipment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlipkartShipmentsTest {
    private static final String LABELS = FlipkartStub.SHIPMENTS + "/labels";
    private static final String PDF = "%PDF-1.4\n% label and invoice\n%%EOF\n";
    private static final String DISPATCH = FlipkartStub.SHIPMENTS + "/dispatch";
    private static final String ID = "5b0f7c1e-3f0d-4f7a-9a43-0c3e5d1b7a22";
    private static final String PAPERS = FlipkartStub.SHIPMENTS + "/" + ID + "/labels";
    private static final String ITEM = "433190000000000100";
    private final FlipkartStub flipkart = new FlipkartStub();
    private final Account account = Listings.account();

    @AfterEach
    void stop() {
        flipkart.close();
    }

    @Test
    void approvedShipmentIsPackedWithTheListingsRateAndParcel() {
        stands("APPROVED");
        listingIsShown();
        answers(LABELS, "\"status\":\"SUCCESS\"");

        Progress progress = confirm();

        assertThat(progress).isEqualTo(new Progress(false, "packing"));
        assertThat(flipkart.sent(LABELS)).isEqualTo(FlipkartStub.tree("""
                {"shipments":[{"shipmentId":"5b0f7c1e-3f0d-4f7a-9a43-0c3e5d1b7a22",
                  "locationId":"LOC0f3c9a7be1d2446c8a5b9e7d6c4f2a10",
                  "taxItems":[{"orderItemId":"433190000000000100","taxRate":5,"quantity":1}],
                  "invoices":[{"orderId":"OD433190000000000000","invoiceDate":"2026-11-21","invoiceNumber":"SHG/26-27/00042"}],
                  "subShipments":[{"subShipmentId":"SS-1","dimensions":{"length":30,"breadth":22,"height":4,"weight":0.32}}]}]}"""));
    }

    @Test
    void otherNameOfTheStatusFieldIsRead() {
        stands("APPROVED");
        listingIsShown();
        answers(LABELS, "\"processingStatus\":\"success\"");

        assertThat(confirm().step()).isEqualTo("packing");
    }

    @Test
    void packingIsWaitedForAndNothingIsRepeated() {
        stands("PACKING_IN_PROGRESS");

        assertThat(confirm()).isEqualTo(new Progress(false, "packing"));
        assertNothingDone();
    }

    @Test
    void packedShipmentIsDispatchedAndDoneOnlyWhenFlipkartShowsIt() {
        flipkart.on(
                get(urlPathEqualTo(FlipkartStub.SHIPMENTS)).inScenario("s").whenScenarioStateIs(Scenario.STARTED),
                FlipkartStub.json(shipment("PACKED").toString()));
        flipkart.on(
                get(urlPathEqualTo(FlipkartStub.SHIPMENTS)).inScenario("s").whenScenarioStateIs("gone"),
                FlipkartStub.json(shipment("READY_TO_DISPATCH").toString()));
        flipkart.on(
                post(urlPathEqualTo(DISPATCH)).inScenario("s").willSetStateTo("gone"),
                FlipkartStub.json(result("\"status\":\"SUCCESS\"")));

        assertThat(flipkart.channel.handOver(account, shipment(1))).isEqualTo(new Progress(true, "dispatched"));
        assertThat(flipkart.sent(DISPATCH))
                .isEqualTo(FlipkartStub.tree(
                        "{\"shipmentIds\":[\"" + ID + "\"],\"locationId\":\"LOC0f3c9a7be1d2446c8a5b9e7d6c4f2a10\"}"));
    }

    @Test
    void acceptedButNotShownIsNotDone() {
        stands("PACKED");
        answers(DISPATCH, "\"status\":\"SUCCESS\"");

        assertThat(flipkart.channel.handOver(account, shipment(1))).isEqualTo(new Progress(false, "packed"));
    }

    @Test
    void packedShipmentWaitsForItsPapersBeforeItIsDispatched() {
        stands("PACKED");

        assertThat(confirm()).isEqualTo(new Progress(false, "packed"));
        assertNothingDone();
    }

    @Test
    void labelAndInvoiceComeAsOnePdfWithTheCourierOfTheShippingView() {
        flipkart.on(
                get(urlPathEqualTo(PAPERS)), aResponse().withBody(PDF).withHeader("content-type", "application/pdf"));
        flipkart.onGet(FlipkartStub.SHIPMENTS + "/" + ID, """
                {"shipments":[{"shipmentId":"%s","subShipments":[{"subShipmentId":"SS-1","courierDetails":{
                  "pickupDetails":{"vendorName":"E-Kart Logistics","trackingId":"FMPP0000000001"}}}]}]}""".formatted(ID));

        ShipmentPapers.Papers papers =
                flipkart.channel.papers(account, shipment(1)).orElseThrow();

        assertThat(new String(papers.pdf(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo(PDF);
        assertThat(papers.carrier()).isEqualTo("E-Kart Logistics");
        assertThat(papers.trackingNumber()).isEqualTo("FMPP0000000001");
        assertThat(flipkart.requests(PAPERS).get(0).getHeader("accept")).isEqualTo("application/pdf");
    }

    @Test
    void papersThatAreNotMadeYetAreNoFaultAndHalfAPdfIsNone() {
        flipkart.on(
                get(urlPathEqualTo(PAPERS)),
                FlipkartStub.json("{\"errors\":[{\"code\":\"ORDER_ITEM_NOT_PACKED\",\"description\":\"Not yet\"}]}")
                        .withStatus(422));
        assertThat(flipkart.channel.papers(account, shipment(1))).isEmpty();

        flipkart.onGet(FlipkartStub.SHIPMENTS + "/" + ID, "{\"shipments\":[]}");
        for (String half : List.of("<html>Gateway Time-out</html>", PDF.substring(0, 20), "")) {
            flipkart.on(get(urlPathEqualTo(PAPERS)), aResponse().withBody(half));
            assertThatThrownBy(() -> flipkart.channel.papers(account, shipment(1)))
                    .as(half)
                    .isInstanceOfSatisfying(
                            ChannelException.class, e -> assertThat(e.code()).contains("NO_PDF"));
        }
    }

    @Test
    void heldOrUnpackedShipmentIsNotHandedOver() {
        ObjectNode held = shipment("PACKED");
        ((ObjectNode) held.at("/shipments/0")).put("hold", true);
        flipkart.onGet(FlipkartStub.SHIPMENTS, held.toString());
        assertThat(flipkart.channel.handOver(account, shipment(1))).isEqualTo(new Progress(false, "on hold"));

        stands("APPROVED");
        assertThat(flipkart.channel.handOver(account, shipment(1))).isEqualTo(new Progress(false, "to pack"));
        assertNothingDone();
    }

    @Test
    void everythingBeyondReadyIsDoneWithoutACall() {
        for (String state : List.of("READY_TO_DISPATCH", "PICKUP_COMPLETE", "SHIPPED", "DELIVERED", "RETURNED")) {
            stands(state);
            assertThat(confirm().done()).as(state).isTrue();
        }
        assertNothingDone();
    }

    @Test
    void notBeforeItsTimeAndNotOnHold() {
        ObjectNode early = shipment("APPROVED");
        ((ObjectNode) early.at("/shipments/0")).put("dispatchAfterDate", "2026-11-21T15:00:01+05:30");
        flipkart.onGet(FlipkartStub.SHIPMENTS, early.toString());
        assertThat(confirm()).isEqualTo(new Progress(false, "waits until 2026-11-21T15:00:01.000+05:30"));

        for (String state : List.of("APPROVED", "PACKED")) {
            ObjectNode held = shipment(state);
            ((ObjectNode) held.at("/shipments/0")).put("hold", true);
            flipkart.onGet(FlipkartStub.SHIPMENTS, held.toString());
            assertThat(confirm()).isEqualTo(new Progress(false, "on hold"));
        }
        assertNothingDone();
    }

    @Test
    void cancelledFailedFormAndUnknownShipmentsAreRefusedForGood() {
        stands("CANCELLED");
        assertRefused(FailureKind.REJECTED, "CANCELLED");
        stands("FORM_FAILED");
        assertRefused(FailureKind.REJECTED, "FORM_FAILED");
        stands("TELEPORTED");
        assertRefused(FailureKind.PROTOCOL, "UNREADABLE");
        flipkart.onGet(FlipkartStub.SHIPMENTS, "{\"shipments\":[]}");
        assertThatThrownBy(this::confirm).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(e.kind())
                .isEqualTo(FailureKind.NOT_FOUND));
        assertNothingDone();
    }

    @Test
    void refusalHasFlipkartsCodeAndWords() {
        stands("APPROVED");
        listingIsShown();
        answers(LABELS, "\"status\":\"FAILURE\",\"errorCode\":\"INVALID_REQUEST_TAX\",\"errorMessage\":\"Wrong rate\"");

        assertThatThrownBy(this::confirm).isInstanceOfSatisfying(ChannelException.class, e -> {
            assertThat(e.kind()).isEqualTo(FailureKind.REJECTED);
            assertThat(e.code()).contains("INVALID_REQUEST_TAX");
            assertThat(e.getMessage()).contains("Wrong rate");
        });
    }

    @Test
    void dependentSystemIsWorthAnotherTry() {
        stands("APPROVED");
        listingIsShown();
        answers(LABELS, "\"processingStatus\":\"FAILURE\",\"errorCode\":\"DEPENDENT_SYSTEM_CALL_FAILED\"");

        assertRefused(FailureKind.TEMPORARY, "DEPENDENT_SYSTEM_CALL_FAILED");
    }

    @Test
    void refusalBecauseItMovedOnByItselfIsProgress() {
        flipkart.on(
                get(urlPathEqualTo(FlipkartStub.SHIPMENTS)).inScenario("s").whenScenarioStateIs(Scenario.STARTED),
                FlipkartStub.json(shipment("APPROVED").toString()));
        flipkart.on(
                get(urlPathEqualTo(FlipkartStub.SHIPMENTS)).inScenario("s").whenScenarioStateIs("moved"),
                FlipkartStub.json(shipment("PACKED").toString()));
        flipkart.on(
                post(urlPathEqualTo(LABELS)).inScenario("s").willSetStateTo("moved"),
                FlipkartStub.json(result("\"status\":\"FAILURE\",\"errorCode\":\"INVALID_ITEM_STATE\"")));
        listingIsShown();

        assertThat(confirm()).isEqualTo(new Progress(false, "packed"));
    }

    @Test
    void lostAnswerIsUnknownAndTheNextCallReadsFirst() {
        stands("APPROVED");
        listingIsShown();
        flipkart.on(post(urlPathEqualTo(LABELS)), aResponse().withFixedDelay(1_500));
        assertThatThrownBy(this::confirm).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(e.kind())
                .isEqualTo(FailureKind.UNKNOWN));

        stands("PACKING_IN_PROGRESS");

        assertThat(confirm()).isEqualTo(new Progress(false, "packing"));
        assertThat(flipkart.requests(LABELS)).hasSize(1);
    }

    @Test
    void answerWithoutTheShipmentIsUnknown() {
        stands("APPROVED");
        listingIsShown();
        flipkart.onPost(LABELS, "{\"shipments\":[]}");

        assertThatThrownBy(this::confirm).isInstanceOfSatisfying(ChannelException.class, e -> assertThat(e.kind())
                .isEqualTo(FailureKind.UNKNOWN));
    }

    @Test
    void partOfAShipmentCannotLeave() {
        ObjectNode page = shipment("APPROVED");
        ((ObjectNode) page.at("/shipments/0/orderItems/0")).put("quantity", 2);
        flipkart.onGet(FlipkartStub.SHIPMENTS, page.toString());
        listingIsShown();

        assertRefused(FailureKind.REJECTED, "WHOLE_SHIPMENT_ONLY");
        assertNothingDone();
    }

    @Test
    void piecesAreStackedAndCancelledOnesLeftOut() {
        ObjectNode page = shipment("APPROVED");
        ObjectNode item = (ObjectNode) page.at("/shipments/0/orderItems/0");
        item.put("quantity", 3);
        ((ArrayNode) page.at("/shipments/0/orderItems"))
                .add(item.deepCopy().put("orderItemId", "2").put("status", "CANCELLED"));
        flipkart.onGet(FlipkartStub.SHIPMENTS, page.toString());
        listingIsShown();
        answers(LABELS, "\"status\":\"SUCCESS\"");

        flipkart.channel.confirm(account, shipment(3));

        assertThat(flipkart.sent(LABELS).at("/shipments/0/taxItems")).hasSize(1);
        assertThat(flipkart.sent(LABELS).at("/shipments/0/subShipments/0/dimensions"))
                .isEqualTo(FlipkartStub.tree("{\"length\":30,\"breadth\":22,\"height\":12,\"weight\":0.96}"));
    }

    @Test
    void parcelThatFlipkartNamesGoesBeforeTheListings() {
        ObjectNode page = shipment("APPROVED");
        ((ArrayNode) page.at("/shipments/0/subShipments/0/packages"))
                .addObject()
                .putObject("dimensions")
                .put("length", 40)
                .put("breadth", 30)
                .put("height", 6)
                .put("weight", 1.5);
        flipkart.onGet(FlipkartStub.SHIPMENTS, page.toString());
        listingIsShown();
        answers(LABELS, "\"status\":\"SUCCESS\"");

        confirm();

        assertThat(flipkart.sent(LABELS).at("/shipments/0/subShipments/0/dimensions"))
                .isEqualTo(FlipkartStub.tree("{\"length\":40,\"breadth\":30,\"height\":6,\"weight\":1.5}"));
    }

    @Test
    void goneListingNeedsTheAccountsWord() {
        stands("APPROVED");
        flipkart.onPost(
                FlipkartStub.LISTINGS + "/details",
                "{\"available\":{},\"unavailable\":[\"SHG-STOLE-IND\"],\"invalid\":[]}");
        answers(LABELS, "\"status\":\"SUCCESS\"");
        assertRefused(FailureKind.REJECTED, "TAX_RATE_UNKNOWN");

        Map<String, String> settings = new HashMap<>(account.settings());
        settings.put("pack_tax_rate", "12.5");
        settings.put("pack_parcel", "30x22x4x320");
        Account told = new Account(account.id(), account.agency(), settings, account.secrets());
        flipkart.channel.confirm(told, shipment(1));

        assertThat(flipkart.sent(LABELS).at("/shipments/0/taxItems/0/taxRate").decimalValue())
                .isEqualByComparingTo("12.5");
        assertThat(flipkart.sent(LABELS)
                        .at("/shipments/0/subShipments/0/dimensions/weight")
                        .decimalValue())
                .isEqualByComparingTo("0.32");
    }

    @Test
    void selfShipIsLeftToAPerson() {
        ObjectNode page = shipment("APPROVED");
        ((ObjectNode) page.at("/shipments/0")).put("shipmentType", "SELF");
        flipkart.onGet(FlipkartStub.SHIPMENTS, page.toString());

        assertRefused(FailureKind.REJECTED, "SELF_SHIP");
    }

    private Progress confirm() {
        return flipkart.channel.confirm(account, shipment(1));
    }

    private void assertRefused(FailureKind kind, String code) {
        assertThatThrownBy(this::confirm).isInstanceOfSatisfying(ChannelException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.code()).contains(code);
        });
    }

    private void assertNothingDone() {
        assertThat(flipkart.requests(LABELS)).isEmpty();
        assertThat(flipkart.requests(DISPATCH)).isEmpty();
    }

    private void stands(String state) {
        flipkart.onGet(FlipkartStub.SHIPMENTS, shipment(state).toString());
    }

    private void listingIsShown() {
        flipkart.onPost(FlipkartStub.LISTINGS + "/details", FlipkartStub.fixture("details.json"));
    }

    private void answers(String path, String fields) {
        flipkart.onPost(path, result(fields));
    }

    private static String result(String fields) {
        return "{\"shipments\":[{\"shipmentId\":\"" + ID + "\"," + fields + "}]}";
    }

    private static ObjectNode shipment(String state) {
        ObjectNode page = (ObjectNode) FlipkartStub.tree(FlipkartStub.fixture("page.json"));
        ((ObjectNode) page.at("/shipments/0/orderItems/0")).put("status", state);
        return page;
    }

    private static Shipment shipment(int pieces) {
        return new Shipment(
                "mp-srlm",
                "account",
                "flipkart",
                "order-1",
                ID,
                "shipment-1",
                "1",
                "E-Kart Logistics",
                null,
                "FMPP0000000001",
                Instant.parse("2026-11-21T09:30:00Z"),
                "SHG/26-27/00042",
                LocalDate.of(2026, 11, 21),
                List.of(new Shipment.Line(ITEM, "SHG-STOLE-IND", pieces)));
    }
}
