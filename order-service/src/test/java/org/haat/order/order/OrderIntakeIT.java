package org.haat.order.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.OrderLineMovement;
import org.haat.event.OrderLineMovement.Kind;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class OrderIntakeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void orderOfAChannelIsKeptAndItsStockAskedFor() {
        // Given
        ChannelOrder order = OrderFixture.anOrder().line("PHU-TANT-01", 2).build();

        // When
        Bus.say(order);

        // Then
        JsonPath page = Seen.order(order);
        assertThat(page.getString("state")).isEqualTo("ACCEPTED");
        assertThat(page.getLong("total.minor")).isEqualTo(199_800);
        List<OrderLineMovement> asked = Seen.movements(page, 1);
        assertThat(asked.get(0).kind()).isEqualTo(Kind.RESERVED);
        assertThat(asked.get(0).quantity()).isEqualTo(2);
        assertThat(asked.get(0).channel()).isEqualTo("amazon-in");
    }

    @Test
    void grantedReservationAllocatesTheOrder() {
        ChannelOrder order = OrderFixture.anOrder().line("PHU-TANT-02", 1).build();
        Bus.say(order);
        Bus.answer(Seen.movements(Seen.order(order), 1).get(0), true);

        JsonPath page = Seen.orderInState(order, "ALLOCATED");

        assertThat(page.getInt("lines[0].shippableQuantity")).isEqualTo(1);
    }

    @Test
    void shortReservationIsFlaggedWithWhatToDo() {
        ChannelOrder order = OrderFixture.anOrder().line("PHU-TANT-03", 1).build();
        Bus.say(order);
        Bus.answer(Seen.movements(Seen.order(order), 1).get(0), false);

        await().atMost(PATIENCE)
                .until(() -> Seen.order(order).getList("attention").contains("SHORT_STOCK"));
        JsonPath why = Seen.get("/api/v1/orders/" + Seen.order(order).getString("id") + "/explain");

        assertThat(why.getList("problems.code")).contains("SHORT_STOCK");
        assertThat(why.getString("problems.find { it.code == 'SHORT_STOCK' }.remedy"))
                .contains("cancel the line");
        assertThat(why.getList("next")).contains("reserve", "cancel");
    }

    @Test
    void newerVersionWinsAndOlderOnesChangeNothing() {
        OrderFixture fixture = OrderFixture.anOrder().version(10).line("A-1", 2).line("A-2", 1);
        ChannelOrder order = fixture.build();
        Bus.say(order);
        Seen.movements(Seen.order(order), 2).forEach(asked -> Bus.answer(asked, true));
        Seen.orderInState(order, "ALLOCATED");

        // A line is cancelled in part and the other falls away; then an old version and a repeat arrive.
        ChannelOrder newer =
                fixture.withoutLines().version(20).line("1", "A-1", 2, 1, false).build();
        Bus.say(newer);
        Bus.say(fixture.withoutLines().version(5).line("A-1", 7).build());
        Bus.say(newer);
        List<OrderLineMovement> all = Seen.movements(Seen.order(order), 4);

        assertThat(all)
                .extracting(OrderLineMovement::kind)
                .containsExactly(Kind.RESERVED, Kind.RESERVED, Kind.RELEASED, Kind.RELEASED);
        JsonPath page = Seen.order(order);
        assertThat(page.getLong("version")).isEqualTo(20);
        assertThat(page.getList("lines.quantity")).isEqualTo(List.of(2, 1));
        assertThat(page.getList("lines.cancelledQuantity")).isEqualTo(List.of(1, 1));
    }

    @Test
    void whatIsCancelledBeforeTheAnswerGoesBackAfterItAndNotBefore() {
        OrderFixture fixture = OrderFixture.anOrder().version(1).line("A-3", 5);
        ChannelOrder order = fixture.build();
        Bus.say(order);
        OrderLineMovement asked = Seen.movements(Seen.order(order), 1).get(0);
        Bus.say(fixture.withoutLines().version(2).line("1", "A-3", 5, 3, false).build());
        await().atMost(PATIENCE).until(() -> Seen.order(order).getLong("version") == 2);

        Bus.answer(asked, true);

        OrderLineMovement back = Seen.movements(Seen.order(order), 2).get(1);
        assertThat(back.kind()).isEqualTo(Kind.RELEASED);
        assertThat(back.quantity()).isEqualTo(3);
        assertThat(Seen.orderInState(order, "ALLOCATED").getInt("lines[0].shippableQuantity"))
                .isEqualTo(2);
    }

    @Test
    void refusedQuestionIsAskedAgainForLessOnceLessIsWanted() {
        OrderFixture fixture = OrderFixture.anOrder().version(1).line("A-4", 5);
        ChannelOrder order = fixture.build();
        Bus.say(order);
        OrderLineMovement asked = Seen.movements(Seen.order(order), 1).get(0);
        Bus.say(fixture.withoutLines().version(2).line("1", "A-4", 5, 3, false).build());
        await().atMost(PATIENCE).until(() -> Seen.order(order).getLong("version") == 2);

        Bus.answer(asked, false);

        OrderLineMovement again = Seen.movements(Seen.order(order), 2).get(1);
        assertThat(again.kind()).isEqualTo(Kind.RESERVED);
        assertThat(again.quantity()).isEqualTo(2);
        Bus.answer(again, false);
        await().atMost(PATIENCE)
                .until(() -> Seen.order(order).getList("attention").contains("SHORT_STOCK"));
        assertThat(Bus.movements(Seen.order(order).getString("id"))).hasSize(2);
    }

    @Test
    void moneyOfEachMakerIsTold() {
        String sku = "MAKER-" + System.nanoTime();
        Bus.list(OrderFixture.AGENCY, sku, 1);
        await().atMost(PATIENCE).until(() -> Seen.skuIsKnown(sku));
        ChannelOrder order = OrderFixture.anOrder()
                .line(sku, 3, 1)
                .line("NOBODY-KNOWS-" + sku, 1)
                .build();

        Bus.say(order);

        JsonPath page = Seen.order(order);
        assertThat(page.getString("makers[0].code")).isEqualTo("P04");
        assertThat(page.getString("makers[0].name")).isEqualTo("Phulia");
        assertThat(page.getInt("makers[0].pieces")).isEqualTo(2);
        assertThat(page.getLong("makers[0].sold.minor")).isEqualTo(199_800);
        assertThat(page.getString("makers[1].code")).isNull();
    }

    @Test
    void cancellationByTheChannelGivesTheStockBack() {
        OrderFixture fixture = OrderFixture.anOrder().line("B-1", 3);
        ChannelOrder order = fixture.build();
        Bus.say(order);
        Seen.movements(Seen.order(order), 1);

        Bus.say(fixture.version(2).status(Status.CANCELLED).build());

        assertThat(Seen.orderInState(order, "CANCELLED").getString("cancelledBy"))
                .isEqualTo("CHANNEL");
        OrderLineMovement last = Seen.movements(Seen.order(order), 2).get(1);
        assertThat(last.kind()).isEqualTo(Kind.RELEASED);
        assertThat(last.quantity()).isEqualTo(3);
    }

    @Test
    void whoCancelledWhenAndWhyIsShownAlsoWhenTheChannelNamesItLaterAndStockComesBackOnce() {
        // Given
        OrderFixture fixture = OrderFixture.anOrder().channel("flipkart").line("B-2", 3);
        ChannelOrder order = fixture.build();
        Instant at = Instant.parse("2026-11-21T05:00:00Z");
        Bus.say(order);
        Bus.answer(Seen.movements(Seen.order(order), 1).get(0), true);
        Seen.orderInState(order, "ALLOCATED");

        // When a look at the order tells no more than that it is over, and a search later by whom
        Bus.say(fixture.version(2).cancelled(null, at, null).build());
        assertThat(Seen.orderInState(order, "CANCELLED").getString("cancellation.by"))
                .isEqualTo("CHANNEL");
        Bus.say(fixture.version(3)
                .cancelled(ChannelOrder.Canceller.BUYER, at, "changed_mind")
                .build());
        Bus.say(fixture.version(4)
                .cancelled(ChannelOrder.Canceller.BUYER, at, "changed_mind")
                .build());

        // Then
        await().atMost(PATIENCE).until(() -> Seen.order(order).getLong("version") == 4);
        JsonPath page = Seen.order(order);
        assertThat(page.getString("cancelledBy")).isEqualTo("BUYER");
        assertThat(page.getMap("cancellation"))
                .isEqualTo(Map.of("by", "BUYER", "at", at.toString(), "reason", "changed_mind"));
        assertThat(page.<String>getList("attention")).isEmpty();
        assertThat(page.getLong("makers[0].sold.minor")).isZero();
        assertThat(Seen.get("/api/v1/orders/" + page.getString("id") + "/history")
                        .<String>getList("cause"))
                .containsOnlyOnce("CANCEL", "CANCELLER_NAMED");
        assertThat(Seen.movements(page, 2))
                .extracting(movement -> movement.kind() + " " + movement.quantity())
                .containsExactly("RESERVED 3", "RELEASED 3");
    }

    @Test
    void cancellationOfOursThatTheBuyerForestalledIsTheBuyers() {
        OrderFixture fixture = OrderFixture.anOrder().line("B-3", 1);
        ChannelOrder order = fixture.build();
        Bus.say(order);
        JsonPath page = Seen.order(order);
        given().auth()
                .oauth2(Seen.ADMIN)
                .header("If-Match", "\"" + page.getLong("revision") + "\"")
                .contentType("application/json")
                .body("{\"reason\":\"broken in the store\"}")
                .post("/api/v1/orders/" + page.getString("id") + "/cancel")
                .then()
                .statusCode(200)
                .body("cancellation.by", org.hamcrest.Matchers.equalTo("SELLER"))
                .body("cancellation.reason", org.hamcrest.Matchers.equalTo("broken in the store"));

        Bus.say(fixture.version(2)
                .cancelled(ChannelOrder.Canceller.BUYER, Instant.parse("2026-11-21T05:00:00Z"), "BUYER_CANCELED")
                .build());

        await().atMost(PATIENCE).until(() -> Seen.order(order).getLong("version") == 2);
        assertThat(Seen.order(order).getString("cancelledBy")).isEqualTo("BUYER");
        assertThat(Seen.order(order).<String>getList("attention")).isEmpty();
        assertThat(Seen.movements(page, 2))
                .extracting(OrderLineMovement::kind)
                .containsExactly(Kind.RESERVED, Kind.RELEASED);
    }

    @Test
    void pendingOrderReservesStockButCannotBeShipped() {
        ChannelOrder order =
                OrderFixture.anOrder().status(Status.PENDING).line("C-1", 1).build();
        Bus.say(order);
        JsonPath page = Seen.order(order);
        assertThat(Seen.movements(page, 1).get(0).kind()).isEqualTo(Kind.RESERVED);

        given().auth()
                .oauth2(Seen.ADMIN)
                .header("Idempotency-Key", "k1")
                .contentType("application/json")
                .body("{\"carrier\":\"India Post\",\"trackingNumber\":\"EW1\"}")
                .post("/api/v1/orders/" + page.getString("id") + "/shipments")
                .then()
                .statusCode(409)
                .body("code", org.hamcrest.Matchers.equalTo("order-pending"));
        assertThat(page.getString("state")).isEqualTo("RECEIVED");
        assertThat(page.getString("deliveryPin")).isNull();
    }

    @Test
    void orderForAnUnknownSkuIsKeptAndGoesOnOnceTheSkuIsPublished() {
        String sku = "NEW-" + System.nanoTime();
        ChannelOrder order = OrderFixture.anOrder().line(sku, 1).build();
        Bus.say(order);
        assertThat(Seen.order(order).<String>getList("attention")).contains("UNKNOWN_SKU");
        Bus.answer(Seen.movements(Seen.order(order), 1).get(0), false);
        await().atMost(PATIENCE)
                .until(() -> Seen.order(order).getList("attention").contains("SHORT_STOCK"));

        Bus.list(OrderFixture.AGENCY, sku, 1);

        List<OrderLineMovement> asked = Seen.movements(Seen.order(order), 2);
        assertThat(asked.get(1).kind()).isEqualTo(Kind.RESERVED);
        assertThat(asked.get(1).movementId()).isNotEqualTo(asked.get(0).movementId());
        assertThat(Seen.order(order).<String>getList("attention")).doesNotContain("UNKNOWN_SKU");
    }

    @Test
    void taxIsWorkedOutFromTheCataloguesRateAndThePlaceOfSupply() {
        String sku = "TAX-" + System.nanoTime();
        Bus.list(OrderFixture.AGENCY, sku, 1);
        ChannelOrder known = OrderFixture.anOrder().line(sku, 1).build();
        await().atMost(PATIENCE).until(() -> Seen.skuIsKnown(sku));

        Bus.say(known);

        JsonPath page = Seen.order(known);
        assertThat(page.getString("placeOfSupply")).isEqualTo("WB");
        assertThat(page.getLong("lines[0].tax.cgst")).isEqualTo(2_379);
        assertThat(page.getLong("lines[0].tax.sgst")).isEqualTo(2_379);
        assertThat(page.getLong("lines[0].tax.igst")).isZero();
    }

    @Test
    void orderInOtherMoneyLeftTheCountryAndHasNoStateAndNoTaxOfOurs() {
        String sku = "EXPORT-" + System.nanoTime();
        Bus.list(OrderFixture.AGENCY, sku, 1);
        ChannelOrder abroad =
                OrderFixture.anOrder().currency("USD").line(sku, 1).build();
        await().atMost(PATIENCE).until(() -> Seen.skuIsKnown(sku));

        Bus.say(abroad);

        JsonPath page = Seen.order(abroad);
        assertThat(page.getString("placeOfSupply")).isNull();
        assertThat(page.<Object>get("lines[0].tax")).isNull();
    }
}
