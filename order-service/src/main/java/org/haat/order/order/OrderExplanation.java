package org.haat.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.haat.event.ChannelOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands, in words that name what it waits for and who acts.
 *
 * @param summary one sentence
 * @param waitingFor {@code nobody}, {@code channel}, {@code catalogue}, {@code agency}, {@code producer}, {@code operations}
 * @param since when it came to this state
 * @param late the channel's latest hand-over has passed
 * @param problems what a person must mend
 * @param next steps that would be taken now if asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderExplanation(
        UUID orderId,
        OrderState state,
        String summary,
        String waitingFor,
        Instant since,
        @Nullable Instant shipBy,
        boolean late,
        List<Trouble> problems,
        List<String> next) {

    /** @param skus the lines it is about; empty for the whole order */
    public record Trouble(Attention code, String message, String remedy, String owner, List<String> skus) {}

    static OrderExplanation of(Order order, Instant now) {
        List<Trouble> problems =
                order.flags().stream().map(flag -> trouble(order, flag)).toList();
        Waiting waiting = waiting(order, now);
        String waitingFor = problems.isEmpty() ? waiting.who() : problems.get(0).owner();
        return new OrderExplanation(
                order.id,
                order.state,
                waiting.why(),
                waitingFor,
                since(order),
                order.shipBy,
                order.state.isOpen() && order.shipBy != null && now.isAfter(order.shipBy),
                problems,
                next(order, now));
    }

    private static Trouble trouble(Order order, Attention flag) {
        List<String> skus =
                switch (flag) {
                    case UNKNOWN_SKU ->
                        order.lines.stream()
                                .filter(line -> !line.skuKnown)
                                .map(line -> line.sku)
                                .toList();
                    case SHORT_STOCK ->
                        order.lines.stream()
                                .filter(OrderLine::isShort)
                                .map(line -> line.sku)
                                .toList();
                    case BUYER_WANTS_TO_CANCEL ->
                        order.lines.stream()
                                .filter(line -> line.buyerCancelRequested)
                                .map(line -> line.sku)
                                .toList();
                    default -> List.of();
                };
        return new Trouble(flag, flag.message(), flag.remedy(), flag.owner(), skus);
    }

    private record Waiting(String who, String why) {}

    private static Waiting waiting(Order order, Instant now) {
        return switch (order.state) {
            case RECEIVED ->
                order.channelStatus == ChannelOrder.Status.PENDING
                        ? new Waiting(
                                "channel", "The channel has not confirmed the payment; stock is reserved meanwhile.")
                        : new Waiting("agency", "The order waits to be accepted.");
            case ACCEPTED ->
                order.fulfilledByChannel
                        ? new Waiting("channel", "The channel itself sends this order.")
                        : new Waiting("catalogue", "The catalogue has not yet granted stock for every line.");
            case ALLOCATED, PACKED, READY_TO_SHIP -> toLeave(order, now);
            case SHIPPED -> new Waiting("channel", "Everything has left; the delivery is awaited.");
            case DELIVERED -> new Waiting("nobody", "Delivered.");
            case CLOSED -> new Waiting("nobody", "Closed.");
            case CANCELLED -> new Waiting("nobody", "Cancelled by " + order.cancelledBy + "; nothing is held for it.");
            case RTO -> new Waiting("agency", "Not delivered; it is coming back.");
            case RETURNED -> new Waiting("agency", "It came back.");
        };
    }

    private static Waiting toLeave(Order order, Instant now) {
        return new Departure(order, now)
                .refusal()
                .map(refusal -> new Waiting(order.channelHold ? "channel" : "agency", refusal.message()))
                .orElseGet(() -> new Waiting("agency", "Stock is held; pack it and hand it to a carrier."));
    }

    private static Instant since(Order order) {
        return order.history.stream()
                .filter(moment -> moment.toState == order.state && moment.fromState != order.state)
                .map(moment -> moment.at)
                .reduce((first, second) -> second)
                .orElse(order.receivedAt);
    }

    private static List<String> next(Order order, Instant now) {
        List<String> next = new ArrayList<>();
        boolean pending = order.channelStatus == ChannelOrder.Status.PENDING;
        boolean mayLeave = new Departure(order, now).refusal().isEmpty();
        addIf(next, "accept", !pending && OrderStep.ACCEPT.isAllowedFrom(order.state));
        addIf(next, "pack", mayLeave && OrderStep.PACK.isAllowedFrom(order.state));
        addIf(next, "ready", mayLeave && OrderStep.MAKE_READY.isAllowedFrom(order.state));
        addIf(next, "ship", mayLeave && order.lines.stream().anyMatch(line -> line.shippableQuantity() > 0));
        addIf(next, "reserve", order.flags().contains(Attention.SHORT_STOCK));
        boolean mayStop = order.state.isOpen() && !order.fulfilledByChannel;
        addIf(next, "cancel", mayStop && order.shippedPieces() == 0);
        addIf(next, "cancel-line", mayStop && (order.shippedPieces() > 0 || openLines(order) > 1));
        addIf(next, "hold", order.state.isOpen() && order.holdReason == null);
        addIf(next, "lift-hold", order.state.isOpen() && order.holdReason != null);
        addIf(next, "close", OrderStep.CLOSE.isAllowedFrom(order.state));
        return next;
    }

    private static long openLines(Order order) {
        return order.lines.stream().filter(line -> line.openQuantity() > 0).count();
    }

    private static void addIf(List<String> next, String step, boolean allowed) {
        if (allowed) {
            next.add(step);
        }
    }
}
