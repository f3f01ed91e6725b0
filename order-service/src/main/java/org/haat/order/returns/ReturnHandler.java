package org.haat.order.returns;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haat.event.ChannelReturn;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.Topics;
import org.haat.event.UnreadableEventException;
import org.haat.order.order.Order;
import org.haat.order.order.Orders;
import org.haat.outbox.EventHandler;

/** Takes what channels show of goods on their way back. The highest version wins; no stock moves before a person has looked. */
@Singleton
public class ReturnHandler implements EventHandler {
    private final Returns returns;
    private final Orders orders;
    private final Clock clock;

    public ReturnHandler(Returns returns, Orders orders, Clock clock) {
        this.returns = returns;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "channel-return";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CHANNEL_RETURN);
    }

    @Override
    public boolean remembersEvents() {
        return false;
    }

    @Override
    public void apply(List<Event> events) {
        events.forEach(event -> apply(EventJson.data(event, ChannelReturn.class)));
    }

    /** The order is locked before its return, as where a person receives it. */
    private void apply(ChannelReturn in) {
        Optional<Order> order =
                orders.lockOfReturn(in.account(), in.remoteOrderId(), in.remoteGroupId(), in.remoteLineId());
        Optional<OrderReturn> known =
                returns.lockByRemote(in.account(), in.remoteReturnId()).or(() -> expected(order, in));
        boolean foreign = order.filter(one -> !one.agency().equals(in.agency())).isPresent()
                || known.filter(one -> !one.agency().equals(in.agency())).isPresent();
        if (foreign || in.quantity() < 1) {
            throw new UnreadableEventException(
                    "Return " + in.remoteReturnId() + " is not of this agency's account", null);
        }
        if (known.isPresent() && in.version() <= known.get().version) {
            return;
        }
        OrderReturn goods = known.orElseGet(() -> new OrderReturn(in));
        goods.follow(in);
        order.ifPresent(one -> tell(one, goods, in));
        returns.persist(goods);
    }

    /** What we expect back of a cancelled order already, and no channel had announced. */
    private Optional<OrderReturn> expected(Optional<Order> order, ChannelReturn in) {
        return order.flatMap(one -> one.lineOf(in.remoteLineId()))
                .flatMap(line -> returns.lockByRemote(in.account(), OrderReturn.expectedId(line.id())));
    }

    private void tell(Order order, OrderReturn goods, ChannelReturn in) {
        goods.orderId = order.id();
        order.lineOf(in.remoteLineId()).ifPresent(line -> goods.lineId = line.id());
        boolean othersWait = returns.ofOrder(order).stream()
                .anyMatch(other -> !other.id.equals(goods.id) && other.waitsForAPerson());
        order.comesBack(in.kind(), in.status(), note(in), othersWait || goods.waitsForAPerson(), clock.instant());
    }

    private static String note(ChannelReturn in) {
        String why = in.reason() == null ? "" : ", " + in.reason();
        return in.remoteReturnId() + ": " + in.channelStatus() + " × " + in.quantity() + why;
    }
}
