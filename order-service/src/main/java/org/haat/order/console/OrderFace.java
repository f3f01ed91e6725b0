package org.haat.order.console;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.haat.event.ChannelOrder;
import org.haat.order.fulfilment.Shipment;
import org.haat.order.fulfilment.ShipmentView;
import org.haat.order.order.OrderExplanation;
import org.haat.order.order.OrderView;
import org.haat.order.returns.BookReturn;

/**
 * How an order's page looks.
 *
 * @param meaning names the sentence that says what the order waits for
 * @param steps what may be done now, as the order itself says
 * @param mayBookReturn goods of it that came back may be booked here: they left, and its channel announces no returns
 */
record OrderFace(
        String channel,
        String tone,
        String deadline,
        String meaning,
        Set<String> steps,
        boolean labelComesFromChannel,
        boolean mayBookReturn) {
    private static final Set<Shipment.Confirmation> AWAITED =
            Set.of(Shipment.Confirmation.WAITING, Shipment.Confirmation.REFUSED);
    /** Marketplaces that make label and invoice themselves: they choose the courier too. */
    private static final Set<String> LABEL_MAKERS = Set.of("flipkart");

    static OrderFace of(OrderView order, OrderExplanation explanation, List<ShipmentView> parcels, Instant now) {
        boolean unanswered = parcels.stream().anyMatch(parcel -> AWAITED.contains(parcel.confirmation()));
        return new OrderFace(
                OrderRow.channel(order.channel()),
                OrderRow.tone(order.state()),
                order.state().isOpen() || unanswered ? OrderRow.deadline(order.shipBy(), now) : "",
                meaning(order, explanation),
                Set.copyOf(explanation.next()),
                LABEL_MAKERS.contains(order.channel()),
                mayBookReturn(order));
    }

    private static boolean mayBookReturn(OrderView order) {
        return !order.fulfilledByChannel()
                && BookReturn.isOpenTo(order.channel())
                && order.lines().stream().anyMatch(line -> line.shippedQuantity() > line.returnedQuantity());
    }

    public boolean may(String step) {
        return steps.contains(step);
    }

    private static String meaning(OrderView order, OrderExplanation explanation) {
        if (order.onHold()) {
            return "ON_HOLD";
        }
        return switch (order.state()) {
            case RECEIVED -> order.channelStatus() == ChannelOrder.Status.PENDING ? "UNPAID" : "RECEIVED";
            case ACCEPTED -> order.fulfilledByChannel() ? "SENT_BY_CHANNEL" : "ACCEPTED";
            case ALLOCATED, PACKED, READY_TO_SHIP ->
                explanation.next().contains("ship") ? "MAY_LEAVE" : "MAY_NOT_LEAVE";
            default -> order.state().name();
        };
    }
}
