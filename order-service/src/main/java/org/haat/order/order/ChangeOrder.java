package org.haat.order.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.order.security.Person;
import org.jspecify.annotations.Nullable;

/** What a person does to an order. Each locks the row, checks the revision the person saw, and publishes what follows. */
@ApplicationScoped
public class ChangeOrder {
    private final Orders orders;
    private final LineMovements movements;
    private final ChannelCancellations cancellations;
    private final Person person;
    private final Clock clock;

    public ChangeOrder(
            Orders orders, LineMovements movements, ChannelCancellations cancellations, Person person, Clock clock) {
        this.orders = orders;
        this.movements = movements;
        this.cancellations = cancellations;
        this.person = person;
        this.clock = clock;
    }

    /** The change itself. */
    @FunctionalInterface
    interface Change {
        Decision on(Order order, Instant now, String actor);
    }

    /** @param revision that the person saw, or null to change whatever stands there */
    @Transactional
    public Order accept(UUID id, @Nullable Long revision) {
        return change(id, revision, Order::accept);
    }

    @Transactional
    public Order pack(UUID id, @Nullable Long revision) {
        return change(id, revision, (order, now, actor) -> order.advance(OrderStep.PACK, now, actor));
    }

    @Transactional
    public Order makeReady(UUID id, @Nullable Long revision) {
        return change(id, revision, (order, now, actor) -> order.advance(OrderStep.MAKE_READY, now, actor));
    }

    @Transactional
    public Order cancel(UUID id, @Nullable Long revision, String reason) {
        return change(id, revision, (order, now, actor) -> order.cancel(CancelledBy.SELLER, reason, now, actor));
    }

    @Transactional
    public Order cancelLine(UUID id, @Nullable Long revision, UUID lineId, String reason) {
        return change(id, revision, (order, now, actor) -> order.cancelLine(lineId, reason, now, actor));
    }

    @Transactional
    public Order reserveAgain(UUID id, @Nullable Long revision) {
        return change(id, revision, Order::reserveAgain);
    }

    /** @param reason null lifts the hold */
    @Transactional
    public Order hold(UUID id, @Nullable Long revision, @Nullable String reason) {
        return change(id, revision, (order, now, actor) -> order.hold(reason, now, actor));
    }

    @Transactional
    public Order close(UUID id, @Nullable Long revision) {
        return change(id, revision, Order::close);
    }

    private Order change(UUID id, @Nullable Long revision, Change change) {
        Order order = orders.lock(id);
        if (revision != null && revision != order.revision) {
            throw Problem.stale("order");
        }
        Instant now = clock.instant();
        ChannelCancellations.Before before = ChannelCancellations.Before.of(order);
        movements.publish(order, change.on(order, now, person.name()).orThrow());
        cancellations.publish(order, before, now);
        orders.flush();
        return order;
    }
}
