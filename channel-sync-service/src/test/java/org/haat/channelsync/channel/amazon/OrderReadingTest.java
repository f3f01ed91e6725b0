package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.amazon.wire.Order;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReadingTest {
    private final ObjectNode json = AmazonOrderJson.of(OrderSeed.of("403-1234567-1234567"));

    private RemoteOrder read() {
        try {
            return OrderReading.read(ChannelJson.mapper().treeToValue(json, Order.class), "INR");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode at(String pointer) {
        return (ObjectNode) json.at(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING_AVAILABILITY, PENDING, false",
        "PENDING, PENDING, false",
        "UNSHIPPED, UNSHIPPED, false",
        "PARTIALLY_SHIPPED, PARTIALLY_SHIPPED, false",
        "SHIPPED, SHIPPED, false",
        "CANCELLED, CANCELLED, false",
        "UNFULFILLABLE, UNSHIPPED, true"
    })
    void everyDescribedStatusHasOurs(String amazon, Status ours, boolean onHold) {
        at("/fulfillment").put("fulfillmentStatus", amazon);

        assertThat(read().status()).isEqualTo(ours);
        assertThat(read().onHold()).isEqualTo(onHold);
    }

    @Test
    void statusOfTheOldApiIsUnknownHereAndNamed() {
        at("/fulfillment").put("fulfillmentStatus", "InvoiceUnconfirmed");

        ChannelException unknown = catchThrowableOfType(ChannelException.class, this::read);

        assertThat(unknown.kind()).isEqualTo(FailureKind.PROTOCOL);
        assertThat(unknown.code()).contains("InvoiceUnconfirmed");
    }

    @Test
    void pendingOrderHasNoMoneyAndNoBuyer() {
        at("/fulfillment").put("fulfillmentStatus", "PENDING");
        json.remove("buyer");
        json.remove("recipient");
        json.remove("proceeds");
        at("/orderItems/0").remove("proceeds");
        at("/orderItems/0/product").remove("price");

        RemoteOrder order = read();

        assertThat(order.status()).isEqualTo(Status.PENDING);
        assertThat(order.buyer()).isNull();
        assertThat(order.total()).isEqualTo(Money.inr(0));
        assertThat(order.lines().get(0).unitPrice()).isNull();
        assertThat(order.lines().get(0).quantity()).isEqualTo(2);
    }

    @Test
    void orderThatAmazonFulfilsIsReadOnlyForUs() {
        at("/fulfillment").put("fulfilledBy", "AMAZON");

        assertThat(read().fulfilledByChannel()).isTrue();
    }

    @Test
    void wishToCancelIsNotACancellation() {
        at("/orderItems/0")
                .putObject("cancellation")
                .putObject("cancellationRequest")
                .put("requester", "BUYER");

        ChannelOrder.Line line = read().lines().get(0);

        assertThat(line.buyerCancelRequested()).isTrue();
        assertThat(line.cancelledQuantity()).isZero();
    }

    @Test
    void executedCancellationOfOnePieceIsCounted() {
        at("/orderItems/0")
                .putObject("cancellation")
                .putObject("cancellationExecution")
                .put("cancelledBy", "BUYER");
        at("/orderItems/0/fulfillment").put("quantityUnfulfilled", 1);

        assertThat(read().lines().get(0).cancelledQuantity()).isEqualTo(1);
    }

    @Test
    void shippedOrderWhoseParcelsAllArrivedIsDelivered() {
        at("/fulfillment").put("fulfillmentStatus", "SHIPPED");
        var packages = json.putArray("packages");
        packages.addObject()
                .put("packageReferenceId", "1")
                .putObject("packageStatus")
                .put("status", "DELIVERED");
        ObjectNode second = packages.addObject().put("packageReferenceId", "2");
        second.putObject("packageStatus").put("status", "IN_TRANSIT");

        assertThat(read().status()).isEqualTo(Status.SHIPPED);
        second.putObject("packageStatus").put("status", "DELIVERED");
        assertThat(read().status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void shippingAndTaxAreTakenApartAndNothingIsCountedTwice() {
        ObjectNode proceeds = at("/orderItems/0/proceeds");
        proceeds.set("proceedsTotal", AmazonOrderJson.money(Money.inr(404_900)));
        var parts = proceeds.putArray("breakdowns");
        parts.addObject().put("type", "ITEM").set("subtotal", AmazonOrderJson.money(Money.inr(399_900)));
        parts.addObject().put("type", "SHIPPING").set("subtotal", AmazonOrderJson.money(Money.inr(5_000)));
        parts.addObject().put("type", "TAX").set("subtotal", AmazonOrderJson.money(Money.inr(19_043)));

        ChannelOrder.Line line = read().lines().get(0);

        assertThat(line.lineTotal()).isEqualTo(Money.inr(399_900));
        assertThat(line.shipping()).isEqualTo(Money.inr(5_000));
        assertThat(line.tax()).isEqualTo(Money.inr(19_043));
    }

    @Test
    void timeWithAnOffsetIsTheSameInstant() {
        json.put("lastUpdatedTime", "2026-11-21T00:15:00+05:30");

        assertThat(read().updatedAt()).isEqualTo(Instant.parse("2026-11-20T18:45:00Z"));
        assertThat(read().version())
                .isEqualTo(Instant.parse("2026-11-20T18:45:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"West Bengal", "WEST BENGAL", " west bengal ", "WB", "wb"})
    void stateIsReadFromItsNameOrItsCode(String name) {
        at("/recipient/deliveryAddress").put("stateOrRegion", name);

        assertThat(read().deliveryState()).isEqualTo("WB");
    }

    @Test
    void strangeStateIsLeftOpenNotGuessed() {
        at("/recipient/deliveryAddress").put("stateOrRegion", "Bengal, W.");

        assertThat(read().deliveryState()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2499.001", "two", "", "1e400", "99999999999999999999"})
    void amountThatIsNotExactIsProtocol(String amount) {
        at("/proceeds/grandTotal").put("amount", amount);

        assertThat(catchThrowableOfType(ChannelException.class, this::read).kind())
                .isEqualTo(FailureKind.PROTOCOL);
    }

    @Test
    void currencyWithoutDecimalsIsExact() {
        at("/proceeds/grandTotal").put("amount", "1500").put("currencyCode", "JPY");

        assertThat(read().total()).isEqualTo(new Money(1_500, "JPY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orderId", "/createdTime", "/lastUpdatedTime", "/orderItems", "/fulfillment"})
    void missingRequiredFieldIsNamed(String pointer) {
        json.remove(pointer.substring(1));

        ChannelException missing = catchThrowableOfType(ChannelException.class, this::read);

        assertThat(missing.kind()).isEqualTo(FailureKind.PROTOCOL);
        assertThat(missing).hasMessageContaining(pointer.substring(1));
    }

    @Test
    void lineWithoutASkuCannotBeReservedAndIsProtocol() {
        at("/orderItems/0/product").remove("sellerSku");

        assertThat(catchThrowableOfType(ChannelException.class, this::read)).hasMessageContaining("sellerSku");
    }
}
