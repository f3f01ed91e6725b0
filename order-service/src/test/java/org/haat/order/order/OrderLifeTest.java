package org.haat.order.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.OrderLineMovement;
import org.haat.event.OrderLineMovement.Kind;
import org.haat.order.OrderFixture;
import org.junit.jupiter.api.Test;

/** Whatever happens to an order, in whatever order: it keeps to its life, and what it does to stock adds up. */
class OrderLifeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    /** A catalogue with few goods that applies each movement once and answers later, as the real one does. */
    private static final class Ledger {
        private static final int MOST_HELD = 4;
        final Map<String, Integer> held = new HashMap<>();
        final List<OrderLineMovement> unanswered = new ArrayList<>();
        final Map<String, Boolean> granted = new HashMap<>();

        void apply(List<OrderLineMovement> movements) {
            for (OrderLineMovement movement : movements) {
                assertThat(movement.quantity()).isPositive();
                int now = held(movement.lineId());
                if (movement.kind() == Kind.RESERVED) {
                    boolean enough = now + movement.quantity() <= MOST_HELD;
                    assertThat(granted.put(movement.movementId(), enough))
                            .as("a movement id is used once")
                            .isNull();
                    unanswered.add(movement);
                    held.put(movement.lineId(), now + (enough ? movement.quantity() : 0));
                } else {
                    held.put(movement.lineId(), now - Math.min(now, movement.quantity()));
                }
            }
        }

        int held(String lineId) {
            return held.getOrDefault(lineId, 0);
        }

        void answerOne(Order order) {
            if (!unanswered.isEmpty()) {
                OrderLineMovement asked = unanswered.remove(0);
                OrderLine line = order.line(UUID.fromString(asked.lineId())).orElseThrow();
                boolean wasGranted = granted.getOrDefault(asked.movementId(), false);
                line.answered(asked.quantity(), wasGranted);
                apply(line.settleAfterAnswer(wasGranted).stream().toList());
                order.allocateIfHeld(NOW);
                order.reviewAttention();
            }
        }
    }

    /** @param quantity of its one line; also decides how many pieces a SHIP takes */
    private record Happening(String what, Status status, int quantity, int cancelled) {}

    @Provide
    Arbitrary<List<Happening>> lives() {
        Arbitrary<String> what = Arbitraries.of(
                "VERSION",
                "VERSION",
                "ANSWER",
                "ANSWER",
                "ASK_AGAIN",
                "ACCEPT",
                "PACK",
                "READY",
                "SHIP",
                "SHIP",
                "CANCEL",
                "CLOSE");
        Arbitrary<Status> status = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(6, Status.UNSHIPPED),
                net.jqwik.api.Tuple.of(2, Status.PENDING),
                net.jqwik.api.Tuple.of(1, Status.SHIPPED),
                net.jqwik.api.Tuple.of(1, Status.DELIVERED),
                net.jqwik.api.Tuple.of(1, Status.CANCELLED),
                net.jqwik.api.Tuple.of(1, Status.RETURNED));
        Arbitrary<Integer> quantity = Arbitraries.integers().between(1, 5);
        Arbitrary<Integer> cancelled = Arbitraries.integers().between(0, 5);
        return Combinators.combine(what, status, quantity, cancelled)
                .as((w, s, q, c) -> new Happening(w, s, q, Math.min(q, c)))
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 2_000)
    void lifeIsKeptAndStockAddsUp(@ForAll("lives") List<Happening> happenings) {
        Ledger ledger = new Ledger();
        OrderFixture fixture = OrderFixture.anOrder().line("A", 2).line("B", 1);
        Order order = new Order(fixture.build(), NOW, "test");
        long version = 1;
        ledger.apply(revise(order, fixture.build()));
        for (Happening happening : happenings) {
            OrderState before = order.state;
            ledger.apply(happen(order, happening, fixture, ++version, ledger));
            assertThat(order.state == before || isReachable(before, order.state))
                    .as("%s became %s", before, order.state)
                    .isTrue();
            addsUp(order, ledger);
        }
        while (!ledger.unanswered.isEmpty()) {
            ledger.answerOne(order);
            addsUp(order, ledger);
        }
        order.lines.stream()
                .filter(line -> line.reservation == Reservation.GRANTED)
                .forEach(line -> assertThat(ledger.held(line.id.toString()))
                        .as("what is granted is held, to the piece")
                        .isEqualTo(line.openQuantity()));
        assertThat(order.lines).as("every question was answered").noneMatch(l -> l.reservation == Reservation.ASKED);
    }

    private static List<OrderLineMovement> happen(
            Order order, Happening happening, OrderFixture fixture, long version, Ledger ledger) {
        return switch (happening.what()) {
            case "VERSION" ->
                revise(
                        order,
                        fixture.withoutLines()
                                .version(version)
                                .status(happening.status())
                                .line("1", "A", happening.quantity(), happening.cancelled(), false)
                                .line("2", "B", 1, 0, false)
                                .build());
            case "ANSWER" -> answer(order, ledger);
            case "ASK_AGAIN" -> movements(order.reserveAgain(NOW, "test"));
            case "ACCEPT" -> movements(order.accept(NOW, "test"));
            case "PACK" -> movements(order.advance(OrderStep.PACK, NOW, "test"));
            case "READY" -> movements(order.advance(OrderStep.MAKE_READY, NOW, "test"));
            case "SHIP" -> movements(order.ship(pieces(order, happening.quantity()), NOW, "test"));
            case "CANCEL" -> movements(order.cancel(CancelledBy.SELLER, "test", NOW, "test"));
            default -> movements(order.close(NOW, "test"));
        };
    }

    private static List<OrderLineMovement> answer(Order order, Ledger ledger) {
        ledger.answerOne(order);
        return List.of();
    }

    /** As many pieces of the first line as the happening says, whether the order has them or not. */
    private static Map<UUID, Integer> pieces(Order order, int quantity) {
        return Map.of(order.lines.get(0).id, quantity);
    }

    private static List<OrderLineMovement> movements(Decision decision) {
        return decision instanceof Decision.Done done ? done.movements() : List.of();
    }

    private static List<OrderLineMovement> revise(Order order, ChannelOrder in) {
        return new OrderRevision(order, in, sku -> Optional.empty(), NOW, "test").apply();
    }

    private static boolean isReachable(OrderState from, OrderState to) {
        Set<OrderState> reached = new HashSet<>(Set.of(from));
        boolean grows = true;
        while (grows) {
            grows = false;
            for (OrderStep step : OrderStep.values()) {
                if (reached.stream().anyMatch(step::isAllowedFrom)) {
                    grows |= reached.add(step.to());
                }
            }
        }
        return reached.contains(to);
    }

    private static void addsUp(Order order, Ledger ledger) {
        for (OrderLine line : order.lines) {
            int held = ledger.held(line.id.toString());
            assertThat(line.openQuantity()).isNotNegative();
            assertThat(line.shippableQuantity())
                    .as("nothing leaves that the catalogue does not hold")
                    .isLessThanOrEqualTo(held);
            if (!order.state.isOpen()) {
                assertThat(held)
                        .as("nothing stays held for an order that has ended")
                        .isZero();
            }
        }
        assertThat(order.state == OrderState.CANCELLED).isEqualTo(order.cancelledBy != null);
        if (order.state == OrderState.SHIPPED) {
            boolean allLeft = order.lines.stream().allMatch(line -> line.openQuantity() == 0);
            assertThat(allLeft || order.flags().contains(Attention.CHANNEL_DISAGREES))
                    .as("all left, or a person is asked")
                    .isTrue();
        }
    }

    @Property
    void totalIsTheSumOfTheLinesOrFlagged(
            @ForAll @net.jqwik.api.constraints.IntRange(min = 1, max = 50) int first,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 1, max = 50) int second,
            @ForAll @net.jqwik.api.constraints.LongRange(min = 0, max = 3) long extra) {
        ChannelOrder in = OrderFixture.anOrder()
                .totalTooHighBy(extra)
                .line("A", first)
                .line("B", second)
                .build();
        Order order = new Order(in, NOW, "test");
        revise(order, in);

        assertThat(order.flags().contains(Attention.TOTAL_DIFFERS)).isEqualTo(extra != 0);
    }

    @Test
    void everyStateButTheLastHasAWayOn() {
        for (OrderState state : OrderState.values()) {
            boolean last = state == OrderState.CLOSED || state == OrderState.CANCELLED;
            boolean goesOn = java.util.Arrays.stream(OrderStep.values()).anyMatch(step -> step.isAllowedFrom(state));
            assertThat(goesOn).as("%s goes on", state).isEqualTo(!last);
        }
    }
}
