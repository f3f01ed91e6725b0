package org.haat.order.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.haat.order.order.CancelledUnderWay;
import org.haat.order.order.Order;
import org.haat.order.order.OrderLine;

/** Pieces that were under way when their order was cancelled are expected back, also where the channel announces no return. */
@ApplicationScoped
public class ExpectParcelBack {
    private final Returns returns;
    private final Clock clock;

    public ExpectParcelBack(Returns returns, Clock clock) {
        this.returns = returns;
        this.clock = clock;
    }

    void cancelled(@Observes CancelledUnderWay told) {
        Order order = told.order();
        List<OrderReturn> known = returns.ofOrder(order);
        Instant now = clock.instant();
        for (OrderLine line : order.lines()) {
            boolean announced = known.stream().anyMatch(one -> one.isOpenFor(line.remoteLineId()));
            if (line.awayQuantity() > 0 && !announced) {
                returns.persist(new OrderReturn(order, line, now));
            }
        }
    }
}
