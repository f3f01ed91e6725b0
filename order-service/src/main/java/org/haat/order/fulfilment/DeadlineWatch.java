package org.haat.order.fulfilment;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.edge.Scope;
import org.haat.order.order.Order;
import org.haat.order.order.Orders;

/**
 * Tells people of orders that must be handed over soon or should have been: those still here, and those that the channel was told
 * of and does not show as handed over. The flag goes when the goods have left or the channel gives more time.
 */
@Singleton
public class DeadlineWatch {
    private static final int MOST = 500;
    private static final String OPEN = "o.state IN ('RECEIVED', 'ACCEPTED', 'ALLOCATED', 'PACKED', 'READY_TO_SHIP')"
            + " AND o.channel_status <> 'PENDING' AND NOT o.channel_hold AND NOT o.fulfilled_by_channel";
    private static final String UNANSWERED = "s.confirmation IN ('WAITING', 'REFUSED')";
    private static final String NOT_TOLD = " AND o.ship_by < :soon AND NOT (CASE WHEN o.ship_by < :now"
            + " THEN 'DISPATCH_OVERDUE' ELSE 'DISPATCH_SOON' END = ANY (o.attention))";
    private static final String DIFFERENT = "SELECT o.id FROM orders o WHERE " + OPEN + NOT_TOLD
            + " UNION SELECT o.id FROM shipment s JOIN orders o ON o.id = s.order_id WHERE " + UNANSWERED + NOT_TOLD
            + " UNION SELECT o.id FROM orders o WHERE o.attention <> '{}'"
            + " AND ('DISPATCH_OVERDUE' = ANY (o.attention) OR 'DISPATCH_SOON' = ANY (o.attention))"
            + " AND (o.ship_by IS NULL OR o.ship_by >= :soon OR NOT ((" + OPEN + ")"
            + " OR EXISTS (SELECT 1 FROM shipment s WHERE s.order_id = o.id AND " + UNANSWERED + ")))";
    private final EntityManager entities;
    private final Orders orders;
    private final Shipments shipments;
    private final Clock clock;
    private final Duration soon;

    public DeadlineWatch(
            EntityManager entities,
            Orders orders,
            Shipments shipments,
            Clock clock,
            @ConfigProperty(name = "haat.orders.dispatch-soon") Duration soon) {
        this.entities = entities;
        this.orders = orders;
        this.shipments = shipments;
        this.clock = clock;
        this.soon = soon;
    }

    @Scheduled(
            every = "{haat.orders.deadline-check}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Scope.everything().run(() -> {
            List<UUID> different = QuarkusTransaction.requiringNew().call(this::different);
            different.forEach(id -> QuarkusTransaction.requiringNew().run(() -> review(id)));
            if (!different.isEmpty()) {
                Log.infof("Deadlines of %d orders came nearer, passed or were met", different.size());
            }
        });
    }

    @SuppressWarnings("unchecked")
    private List<UUID> different() {
        Instant now = clock.instant();
        return entities.createNativeQuery(DIFFERENT, UUID.class)
                .setParameter("now", now)
                .setParameter("soon", now.plus(soon))
                .setMaxResults(MOST)
                .getResultList();
    }

    private void review(UUID id) {
        Order order = orders.lock(id);
        boolean unanswered = shipments.ofOrder(id).stream().anyMatch(Shipment::isUnanswered);
        order.reviewDeadline(unanswered, soon, clock.instant());
    }
}
