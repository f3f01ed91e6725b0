package org.haat.order.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.haat.edge.Problem;
import org.haat.event.ChannelOrder;
import org.haat.event.OrderLineMovement;
import org.haat.order.sku.KnownSku;
import org.haat.order.sku.KnownSkus;

/** The one way in for orders of every channel and partner. The highest version wins; others change nothing. */
@ApplicationScoped
public class TakeOrder {
    private final Orders orders;
    private final KnownSkus skus;
    private final LineMovements movements;
    private final Event<CancelledUnderWay> underWay;
    private final Clock clock;
    private final MeterRegistry meters;

    public TakeOrder(
            Orders orders,
            KnownSkus skus,
            LineMovements movements,
            Event<CancelledUnderWay> underWay,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.skus = skus;
        this.movements = movements;
        this.underWay = underWay;
        this.clock = clock;
        this.meters = meters;
    }

    /** What became of it. */
    public enum Outcome {
        CREATED,
        CHANGED,
        /** We have this version already. */
        SAME,
        /** We have this version with other lines or another total; ours stays. */
        CLASH,
        /** We have a newer one. */
        STALE
    }

    public record Taken(UUID orderId, Outcome outcome) {}

    /**
     * @param actor who brought it, for the history
     * @throws org.haat.event.UnreadableEventException if it is not an order that can be kept
     * @throws Problem 409 if a partner changes an order that has ended
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Taken take(ChannelOrder in, String actor) {
        IncomingOrder.check(in);
        Taken taken = createOrRevise(in, actor);
        String channel = in.channel().startsWith("partner:") ? "partner" : in.channel();
        meters.counter(
                        "haat.orders.taken",
                        "channel",
                        channel,
                        "outcome",
                        taken.outcome().name())
                .increment();
        return taken;
    }

    private Taken createOrRevise(ChannelOrder in, String actor) {
        Optional<Order> known = orders.lockByRemote(in.account(), in.remoteOrderId());
        if (known.isEmpty()) {
            return create(in, actor);
        }
        Order order = known.get();
        IncomingOrder.checkSameOwner(order, in);
        if (in.version() <= order.version) {
            return new Taken(order.id, unchanged(order, in));
        }
        if (order.isFromPartner() && !order.state.isOpen()) {
            throw Problem.conflict(
                    "order-ended", "data.orderId: the order is " + order.state + " and cannot change any more.");
        }
        Instant now = clock.instant();
        order.note(OrderRevision.versionSeen(in, now, actor));
        revise(order, in, now, actor);
        return new Taken(order.id, Outcome.CHANGED);
    }

    /**
     * A partner takes back what it posted.
     *
     * @throws org.haat.edge.Problem 409 if the order is unknown or cannot be cancelled any more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID cancelByPartner(String account, String remoteOrderId, String reason) {
        Order order = orders.lockByRemote(account, remoteOrderId)
                .orElseThrow(() -> Problem.conflict(
                        "order-unknown",
                        "data.orderId: we have no order " + remoteOrderId + ". Post it first, then cancel it."));
        if (order.state != OrderState.CANCELLED) {
            movements.publish(
                    order,
                    new OrderDecisions(order, clock.instant(), account)
                            .cancel(CancelledBy.PARTNER, reason)
                            .orThrow());
        }
        return order.id;
    }

    /** For partners whose orders need no person to accept them. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void acceptBySetting(UUID orderId) {
        Order order = orders.lock(orderId);
        movements.publish(
                order,
                new OrderDecisions(order, clock.instant(), "partner's setting")
                        .accept()
                        .orThrow());
    }

    private static Outcome unchanged(Order order, ChannelOrder in) {
        if (in.version() < order.version) {
            return Outcome.STALE;
        }
        return new ChannelVersion(order, in).isWhatWeHave() ? Outcome.SAME : Outcome.CLASH;
    }

    private Taken create(ChannelOrder in, String actor) {
        Instant now = clock.instant();
        Order order = new Order(in, now, actor);
        revise(order, in, now, actor);
        orders.persist(order);
        Log.infof(
                "Order received agency=%s channel=%s orderId=%s remoteOrderId=%s lines=%d",
                order.agency(), order.channel, order.id, order.remoteOrderId, order.lines.size());
        return new Taken(order.id, Outcome.CREATED);
    }

    private void revise(Order order, ChannelOrder in, Instant now, String actor) {
        Stream<String> all = Stream.concat(
                in.lines().stream().map(ChannelOrder.Line::sku),
                order.lines.stream().map(OrderLine::sku));
        Function<String, Optional<KnownSku>> known = skus.among(order.agency(), all.toList());
        boolean before = order.cancelledUnderWay;
        List<OrderLineMovement> done = new OrderRevision(order, in, known, now, actor).apply();
        movements.publish(order, done);
        if (order.cancelledUnderWay && !before) {
            underWay.fire(new CancelledUnderWay(order));
        }
    }
}
