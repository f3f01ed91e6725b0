package org.haat.order.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The life of an order as a table: which step leads where from which state. A change of the life shows here. */
class OrderStepTest {
    private static final String TABLE = """
            RECEIVED      ACCEPT=ACCEPTED SHIPPED_BY_CHANNEL=SHIPPED CANCEL=CANCELLED
            ACCEPTED      ALLOCATE=ALLOCATED SHIPPED_BY_CHANNEL=SHIPPED CANCEL=CANCELLED
            ALLOCATED     REOPEN=ACCEPTED PACK=PACKED SHIP=SHIPPED SHIPPED_BY_CHANNEL=SHIPPED CANCEL=CANCELLED
            PACKED        REOPEN=ACCEPTED MAKE_READY=READY_TO_SHIP SHIP=SHIPPED SHIPPED_BY_CHANNEL=SHIPPED CANCEL=CANCELLED
            READY_TO_SHIP REOPEN=ACCEPTED SHIP=SHIPPED SHIPPED_BY_CHANNEL=SHIPPED CANCEL=CANCELLED
            SHIPPED       DELIVER=DELIVERED RETURN_TO_ORIGIN=RTO RETURN=RETURNED
            DELIVERED     RETURN=RETURNED CLOSE=CLOSED
            CLOSED
            CANCELLED
            RTO           RETURN=RETURNED CLOSE=CLOSED
            RETURNED      CLOSE=CLOSED
            """;

    @Test
    void lifeIsThisTable() {
        String life =
                Arrays.stream(OrderState.values()).map(OrderStepTest::row).collect(Collectors.joining("\n", "", "\n"));

        assertThat(life).isEqualTo(TABLE);
    }

    private static String row(OrderState state) {
        String steps = Arrays.stream(OrderStep.values())
                .filter(step -> step.isAllowedFrom(state))
                .map(step -> step + "=" + step.to())
                .collect(Collectors.joining(" "));
        return "%-13s %s".formatted(state, steps).strip();
    }
}
