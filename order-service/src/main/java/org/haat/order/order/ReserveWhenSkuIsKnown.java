package org.haat.order.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import org.haat.order.sku.KnownSku;
import org.haat.order.sku.SkuLearned;

/** An order that came before its SKU was published goes on by itself once it is. */
@ApplicationScoped
public class ReserveWhenSkuIsKnown {
    private final Orders orders;
    private final LineMovements movements;
    private final Clock clock;

    public ReserveWhenSkuIsKnown(Orders orders, LineMovements movements, Clock clock) {
        this.orders = orders;
        this.movements = movements;
        this.clock = clock;
    }

    void learned(@Observes SkuLearned learned) {
        KnownSku sku = learned.sku();
        for (Order order : orders.waitingForSku(sku.agency(), sku.sku())) {
            resume(order, sku);
        }
    }

    private void resume(Order order, KnownSku sku) {
        Instant now = clock.instant();
        order.lines.stream()
                .filter(line -> line.sku.equalsIgnoreCase(sku.sku()))
                .forEach(line -> line.learn(sku));
        if (order.state.isOpen() && order.lines.stream().anyMatch(OrderLine::isShort)) {
            order.note(new OrderMoment.Happening("SKU_KNOWN", now, "catalogue", sku.sku()));
            movements.publish(order, OrderLine.settleAll(order.lines));
        }
        order.changedAt = now;
        order.reviewAttention();
    }
}
