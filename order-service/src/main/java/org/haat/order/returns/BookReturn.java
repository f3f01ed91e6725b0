package org.haat.order.returns;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.order.order.LineMovements;
import org.haat.order.order.Order;
import org.haat.order.order.OrderLine;
import org.haat.order.order.Orders;
import org.haat.order.security.Person;

/** Goods came back that no channel tells of (Amazon, partners, files): a person books what is in the parcel, once per key. */
@ApplicationScoped
public class BookReturn {
    /** Channels that announce each return: theirs is received, none is booked beside it. */
    private static final Set<String> ANNOUNCING = Set.of("flipkart");

    private final Orders orders;
    private final Returns returns;
    private final LineMovements movements;
    private final Person person;
    private final Clock clock;

    public BookReturn(Orders orders, Returns returns, LineMovements movements, Person person, Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.movements = movements;
        this.person = person;
        this.clock = clock;
    }

    /** Whether goods of this channel's orders may be booked so. */
    public static boolean isOpenTo(String channel) {
        return !ANNOUNCING.contains(channel);
    }

    /**
     * @throws Problem 404 unknown order, 409 the channel announces returns itself, one of the line waits to be received, or more
     *     than left, 422 an input is wrong or the key was used for other goods
     */
    @Transactional
    public ReturnView book(UUID orderId, GoodsBack found) {
        Order order = orders.lock(orderId);
        Optional<OrderReturn> known = returns.lockByRemote(order.account(), OrderReturn.idByHand(found.key()));
        if (known.isPresent()) {
            return again(known.get(), order, found);
        }
        OrderLine line = line(order, found);
        Instant now = clock.instant();
        boolean othersWait = returns.ofOrder(order).stream().anyMatch(OrderReturn::waitsForAPerson);
        movements.publish(
                order,
                order.takeBack(line.remoteLineId(), found.sellable(), found.damaged(), othersWait, now, person.name())
                        .orThrow());
        OrderReturn goods = new OrderReturn(order, line, found, now, person.name());
        returns.persistAndFlush(goods);
        Log.infof(
                "Goods booked back agency=%s orderId=%s sellable=%d damaged=%d",
                order.agency(), order.id(), found.sellable(), found.damaged());
        return ReturnView.of(goods);
    }

    private OrderLine line(Order order, GoodsBack found) {
        if (!isOpenTo(order.channel())) {
            throw Problem.conflict(
                    "channel-announces",
                    "This marketplace announces returns by itself; receive the one that it shows.");
        }
        if (found.sellable() < 0 || found.damaged() < 0 || (long) found.sellable() + found.damaged() < 1) {
            throw Problem.invalid("sellable", "nothing-came", "and damaged together are at least one piece");
        }
        OrderLine line = order.lines().stream()
                .filter(one -> one.id().equals(found.lineId()))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("lineId", "unknown-line", "is no line of this order"));
        if (returns.ofOrder(order).stream().anyMatch(one -> one.isOpenFor(line.remoteLineId()))) {
            throw Problem.conflict("return-open", "A return of this line waits to be received; receive that one.");
        }
        return line;
    }

    private static ReturnView again(OrderReturn known, Order order, GoodsBack found) {
        if (!known.isBookingOf(order, found)) {
            throw Problem.invalid("Idempotency-Key", "key-reused", "was used for other goods; take a new key");
        }
        return ReturnView.of(known);
    }
}
