package org.haat.order.returns;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.event.ChannelReturn;
import org.haat.order.order.LineMovements;
import org.haat.order.order.Order;
import org.haat.order.order.Orders;
import org.haat.order.security.Person;

/** A person opened the parcel and says what of it can be sold again: once, however often it is asked. */
@ApplicationScoped
public class ReceiveReturn {
    private final Orders orders;
    private final Returns returns;
    private final LineMovements movements;
    private final Person person;
    private final Clock clock;

    public ReceiveReturn(Orders orders, Returns returns, LineMovements movements, Person person, Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.movements = movements;
        this.person = person;
        this.clock = clock;
    }

    /**
     * @param sellable pieces that go back on the shelf
     * @param damaged pieces that came and cannot be sold; what is in neither did not come
     * @throws Problem 404 unknown, 409 received with other figures already, cancelled, or more than left, 422 a wrong figure
     */
    @Transactional
    public ReturnView receive(UUID orderId, UUID returnId, int sellable, int damaged) {
        Order order = orders.lock(orderId);
        OrderReturn goods = returns.lock(order, returnId);
        if (sellable < 0 || damaged < 0 || (long) sellable + damaged > goods.quantity) {
            throw Problem.invalid(
                    "sellable",
                    "too-many-pieces",
                    "and damaged together are at most the " + goods.quantity + " announced");
        }
        if (goods.isReceived()) {
            return again(goods, sellable, damaged);
        }
        if (goods.status == ChannelReturn.Status.CANCELLED) {
            throw Problem.conflict(
                    "return-cancelled", "The channel shows this return as cancelled; nothing comes back.");
        }
        Instant now = clock.instant();
        goods.received(sellable, damaged, now, person.name());
        boolean othersWait = returns.ofOrder(order).stream()
                .anyMatch(other -> !other.id.equals(goods.id) && other.waitsForAPerson());
        movements.publish(
                order,
                order.takeBack(goods.remoteLineId, sellable, damaged, othersWait, now, person.name())
                        .orThrow());
        if (returns.ofOrder(order).stream().noneMatch(OrderReturn::isOpen)) {
            order.nothingMoreComesBack();
        }
        goods.orderId = order.id();
        order.lineOf(goods.remoteLineId).ifPresent(line -> goods.lineId = line.id());
        returns.flush();
        Log.infof(
                "Goods came back agency=%s orderId=%s returnId=%s sellable=%d damaged=%d",
                order.agency(), order.id(), goods.id, sellable, damaged);
        return ReturnView.of(goods);
    }

    private static ReturnView again(OrderReturn goods, int sellable, int damaged) {
        if (!Objects.equals(goods.sellable, sellable) || !Objects.equals(goods.damaged, damaged)) {
            throw Problem.conflict(
                    "received-already",
                    "This return was received already: " + goods.sellable + " to be sold again, " + goods.damaged
                            + " damaged. Correct the stock in the catalogue if that was wrong.");
        }
        return ReturnView.of(goods);
    }
}
