package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.flipkart.wire.ShipmentView;
import org.haat.channelsync.channel.flipkart.wire.ShippingView;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.Money;
import org.junit.jupiter.api.Test;

class OrderReadingTest {
    private final ObjectNode shipment =
            (ObjectNode) FlipkartStub.tree(FlipkartStub.fixture("page.json")).at("/shipments/0");
    private final ObjectNode item = (ObjectNode) shipment.at("/orderItems/0");

    @Test
    void shipmentBecomesAnOrder() throws Exception {
        RemoteOrder order = order();

        assertThat(order.remoteOrderId()).isEqualTo("5b0f7c1e-3f0d-4f7a-9a43-0c3e5d1b7a22");
        assertThat(order.remoteGroupId()).isEqualTo("OD433190000000000000");
        assertThat(order.status()).isEqualTo(Status.UNSHIPPED);
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2026-11-21T08:25:02Z"));
        assertThat(order.updatedAt()).isEqualTo(Instant.parse("2026-11-21T08:28:11.250Z"));
        assertThat(order.version())
                .isEqualTo(Instant.parse("2026-11-21T08:28:11.250Z").toEpochMilli());
        assertThat(order.shipAfter()).isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
        assertThat(order.shipBy()).isEqualTo(Instant.parse("2026-11-23T08:30:00Z"));
        assertThat(order.onHold()).isFalse();
        assertThat(order.fulfilledByChannel()).isFalse();
        assertThat(order.deliveryState()).isEqualTo("MH");
        assertThat(order.deliveryPin()).isEqualTo("411001");
        assertThat(order.buyer())
                .isEqualTo(new RemoteOrder.Buyer(
                        "Sample Buyer", "12 Example Road", "Flat 3, Opposite the pond", "Pune", null, null));
    }

    @Test
    void shippingIsInsideWhatWasChargedAndNotAddedAgain() throws Exception {
        ChannelOrder.Line line = order().lines().get(0);

        assertThat(line.sku()).isEqualTo("SHG-STOLE-IND");
        assertThat(line.lineTotal()).isEqualTo(Money.inr(15_600));
        assertThat(line.shipping()).isEqualTo(Money.inr(300));
        assertThat(line.unitPrice()).isEqualTo(Money.inr(15_600));
        assertThat(order().total()).isEqualTo(Money.inr(15_900));
    }

    @Test
    void addressWithheldIsPendingAndGivesWayToTheSameStateWithAnAddress() throws Exception {
        RemoteOrder without = OrderReading.order(view(), null, null);

        assertThat(without.status()).isEqualTo(Status.PENDING);
        assertThat(without.buyer()).isNull();
        assertThat(without.version()).isEqualTo(order().version() - 1);
    }

    @Test
    void heldShipmentSaysSo() throws Exception {
        shipment.put("hold", true);

        assertThat(order().onHold()).isTrue();
    }

    @Test
    void cancelledItemIsOnTheLineAndTheRestGoesOn() throws Exception {
        ObjectNode other = item.deepCopy()
                .put("orderItemId", "2")
                .put("status", "CANCELLED")
                .put("quantity", 2);
        ((ArrayNode) shipment.get("orderItems")).add(other);

        RemoteOrder order = order();

        assertThat(order.status()).isEqualTo(Status.UNSHIPPED);
        assertThat(order.lines())
                .extracting(ChannelOrder.Line::cancelledQuantity)
                .containsExactly(0, 2);
        assertThat(order.total()).isEqualTo(Money.inr(31_800));
    }

    @Test
    void itemThatComesInTwoPartsIsOneLine() throws Exception {
        ((ArrayNode) shipment.get("orderItems"))
                .add(item.deepCopy().put("status", "CANCELLED").put("quantity", 2));

        ChannelOrder.Line line = order().lines().get(0);

        assertThat(order().lines()).hasSize(1);
        assertThat(line.quantity()).isEqualTo(3);
        assertThat(line.cancelledQuantity()).isEqualTo(2);
        assertThat(line.lineTotal()).isEqualTo(Money.inr(31_200));
    }

    @Test
    void statusIsThatOfTheSlowestItem() throws Exception {
        ((ArrayNode) shipment.get("orderItems"))
                .add(item.deepCopy().put("orderItemId", "2").put("status", "SHIPPED"));
        assertThat(order().status()).isEqualTo(Status.PARTIALLY_SHIPPED);

        item.put("status", "DELIVERED");
        assertThat(order().status()).isEqualTo(Status.SHIPPED);

        item.put("status", "CANCELLED");
        ((ObjectNode) shipment.at("/orderItems/1")).put("status", "CANCELLED");
        assertThat(order().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void cancelledShipmentWithoutItsOwnDateTakesTheCancellations() throws Exception {
        shipment.remove("updatedAt");
        item.put("status", "CANCELLED").put("cancellationDate", "2026-11-21T15:00:00+05:30");

        assertThat(order().updatedAt()).isEqualTo(Instant.parse("2026-11-21T09:30:00Z"));
    }

    @Test
    void noiseOfABinaryFractionIsTakenOffAndAPartOfAPaisaIsNot() throws Exception {
        prices().put("totalPrice", 158.99999999999997).put("shippingCharge", 0);
        assertThat(order().total()).isEqualTo(Money.inr(15_900));

        prices().put("totalPrice", 158.995);
        assertUnreadable("an amount is not rupees and paise");
    }

    @Test
    void emptyItemIsNoItem() throws Exception {
        ((ArrayNode) shipment.get("orderItems")).addNull();

        assertUnreadable("one of its orderItems is empty");
    }

    @Test
    void unevenLineHasNoUnitPrice() throws Exception {
        item.put("quantity", 7);

        assertThat(order().lines().get(0).unitPrice()).isNull();
        assertThat(order().lines().get(0).lineTotal()).isEqualTo(Money.inr(15_600));
    }

    @Test
    void unknownStatusIsNamedRaw() {
        item.put("status", "TELEPORTED");

        assertUnreadable("unknown status TELEPORTED");
    }

    @Test
    void whatIsMissingIsNamed() {
        for (String field : new String[] {"orderItemId", "sku", "status", "quantity", "priceComponents"}) {
            JsonNode kept = item.remove(field);
            assertUnreadable("it has no orderItems." + field);
            item.set(field, kept);
        }
        prices().remove("totalPrice");
        assertUnreadable("it has no priceComponents.totalPrice");
    }

    @Test
    void impossibleFiguresAreRefused() {
        item.put("quantity", 0);
        assertUnreadable("an item has the quantity 0");
        item.put("quantity", 1);
        prices().put("totalPrice", -1);
        assertUnreadable("an amount is not rupees and paise");
        prices().put("totalPrice", 1).put("shippingCharge", 2);
        assertUnreadable("its shippingCharge is above its totalPrice");
    }

    @Test
    void idThatCouldLeadElsewhereIsRefused() {
        shipment.put("shipmentId", "../../oauth");

        assertUnreadable("its shipmentId has characters that no id has");
    }

    @Test
    void timesAreReadInEverySpelling() {
        Instant noon = Instant.parse("2026-11-21T06:30:00Z");

        assertThat(IndiaTime.instant("2026-11-21T12:00:00.000+05:30")).contains(noon);
        assertThat(IndiaTime.instant("2026-11-21T12:00:00+0530")).contains(noon);
        assertThat(IndiaTime.instant("2026-11-21T06:30:00Z")).contains(noon);
        assertThat(IndiaTime.instant("2026-11-21T12:00:00")).contains(noon);
        assertThat(IndiaTime.instant("tomorrow")).isEmpty();
        assertThat(IndiaTime.text(noon)).isEqualTo("2026-11-21T12:00:00.000+05:30");
    }

    private ObjectNode prices() {
        return (ObjectNode) item.get("priceComponents");
    }

    private void assertUnreadable(String reason) {
        assertThatThrownBy(this::order).isInstanceOf(UnreadableShipment.class).hasMessage(reason);
    }

    private RemoteOrder order() throws UnreadableShipment, JsonProcessingException {
        JsonNode destination =
                FlipkartStub.tree(FlipkartStub.fixture("shipping.json")).at("/shipments/0");
        return OrderReading.order(
                view(), ChannelJson.mapper().treeToValue(destination, ShippingView.Shipment.class), null);
    }

    private ShipmentView view() throws JsonProcessingException {
        return ChannelJson.mapper().treeToValue(shipment, ShipmentView.class);
    }
}
