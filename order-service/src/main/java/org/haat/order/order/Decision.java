package org.haat.order.order;

import java.util.List;
import org.haat.event.OrderLineMovement;

/** What an order answers to a request: done, with what that does to stock, or refused. */
public sealed interface Decision {
    /** @param movements to be published in the same transaction; may be empty */
    record Done(List<OrderLineMovement> movements) implements Decision {}

    record Refused(OrderRefusal refusal) implements Decision {}

    static Decision done(List<OrderLineMovement> movements) {
        return new Done(List.copyOf(movements));
    }

    static Decision refused(String code, String message) {
        return new Refused(OrderRefusal.of(code, message));
    }

    /** @throws org.haat.edge.Problem if it was refused */
    default List<OrderLineMovement> orThrow() {
        if (this instanceof Refused refused) {
            throw refused.refusal().toProblem();
        }
        return ((Done) this).movements();
    }
}
