package org.haat.order.order;

import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Why an order does not do what it was asked.
 *
 * @param code stable, for programs
 * @param message for people: what is so, and what to do
 * @param field the input at fault, or null when it is the order's condition
 */
public record OrderRefusal(
        String code, String message, @Nullable String field) {
    static OrderRefusal of(String code, String message) {
        return new OrderRefusal(code, message, null);
    }

    /** 409 for the order's condition, 422 for an input. */
    public Problem toProblem() {
        return field == null ? Problem.conflict(code, message) : Problem.invalid(field, code, message);
    }
}
