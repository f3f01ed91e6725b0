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
        Decision by(OrderDecisions decisions);
    }

    /** @param revision that the person saw, or null to change whatever stands there */
    @Transactional
    public Order accept(UUID id, @Nullable Long revision) {
        return change(id, revision, OrderDecisions::accept);
    }

    @Transactional
    public Order pack(UUID id, @Nullable Long revision) {
        return change(id, revision, decide -> decide.advance(OrderStep.PACK));
    }

    @Transactional
    public Order makeReady(UUID id, @Nullable Long revision) {
        return change(id, revision, decide -> decide.advance(OrderStep.MAKE_READY));
    }

    @Transactional
    public Order cancel(UUID id, @Nullable Long revision, String reason) {
        return change(id, revision, decide -> decide.cancel(CancelledBy.SELLER, reason));
    }

    @Transactional
    public Order cancelLine(UUID id, @Nullable Long revision, UUID lineId, String reason) {
        return change(id, revision, decide -> decide.cancelLine(lineId, reason));
    }

    @Transactional
    public Order reserveAgain(UUID id, @Nullable Long revision) {
        return change(id, revision, OrderDecisions::reserveAgain);
    }

    /** @param reason null lifts the hold */
    @Transactional
    public Order hold(UUID id, @Nullable Long revision, @Nullable String reason) {
        return change(id, revision, decide -> decide.hold(reason));
    }

    @Transactional
    public Order close(UUID id, @Nullable Long revision) {
        return change(id, revision, OrderDecisions::close);
    }

    private Order change(UUID id, @Nullable Long revision, Change change) {
        Order order = orders.lock(id);
        if (revision != null && revision != order.revision) {
            throw Problem.stale("order");
        }
        Instant now = clock.instant();
        ChannelCancellations.Before before = ChannelCancellations.Before.of(order);
        movements.publish(
                order, change.by(new OrderDecisions(order, now, person.name())).orThrow());
        cancellations.publish(order, before, now);
        orders.flush();
        return order;
    }
}
