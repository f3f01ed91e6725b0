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
        final Map<String, Integer> left = new HashMap<>();

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
                    if (movement.kind() == Kind.SHIPPED) {
                        left.merge(movement.lineId(), movement.quantity(), Integer::sum);
                    }
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
                apply(order.reservationAnswered(line, asked.quantity(), wasGranted, NOW));
            }
        }

        boolean owesAnAnswer(OrderLine line) {
            return unanswered.stream().anyMatch(asked -> asked.lineId().equals(line.id.toString()));
        }
    }

    /** @param quantity of its one line; also decides how many pieces a SHIP takes */
    private record Happening(String what, Status status, int quantity, int cancelled, Lines lines) {}

    /** What a version shows beside the first line. */
    private enum Lines {
        BOTH,
        ONLY_THE_FIRST,
        ONE_MORE
    }

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
                "HOLD",
                "LIFT",
                "CANCEL_LINE",
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
        return Combinators.combine(what, status, quantity, cancelled, Arbitraries.of(Lines.class))
                .as((w, s, q, c, l) -> new Happening(w, s, q, Math.min(q, c), l))
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 3_000)
    void lifeIsKeptAndStockAddsUp(
            @ForAll("lives") List<Happening> happenings, @ForAll boolean fromPartner, @ForAll boolean sentByChannel) {
        Ledger ledger = new Ledger();
        OrderFixture fixture = OrderFixture.anOrder()
                .channel(fromPartner ? "partner:wb-prd.van" : "amazon-in")
                .line("A", 2)
                .line("B", 1);
        if (sentByChannel && !fromPartner) {
            fixture.fulfilledByChannel();
        }
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
        answerAll(order, ledger);
        assertThat(order.lines)
                .as("every question was answered")
                .noneMatch(line -> line.stock.reservation == Reservation.ASKED);
        historyIsUnbroken(order);
    }

    /** Ends: what is refused is not asked for for ever. */
    private static void answerAll(Order order, Ledger ledger) {
        for (int answers = 0; !ledger.unanswered.isEmpty(); answers++) {
            assertThat(answers).as("questions to the catalogue come to an end").isLessThan(100);
            ledger.answerOne(order);
            addsUp(order, ledger);
        }
    }

    private static void historyIsUnbroken(Order order) {
        OrderState state = OrderState.RECEIVED;
        for (OrderMoment moment : order.history) {
            assertThat(moment.fromState).isEqualTo(state);
            state = moment.toState;
        }
        assertThat(state).isEqualTo(order.state);
    }

    private static List<OrderLineMovement> happen(
            Order order, Happening happening, OrderFixture fixture, long version, Ledger ledger) {
        OrderDecisions decide = new OrderDecisions(order, NOW, "test");
        return switch (happening.what()) {
            case "VERSION" -> revise(order, version(happening, fixture, version));
            case "ANSWER" -> answer(order, ledger);
            case "ASK_AGAIN" -> movements(decide.reserveAgain());
            case "ACCEPT" -> movements(decide.accept());
            case "PACK" -> movements(decide.advance(OrderStep.PACK));
            case "READY" -> movements(decide.advance(OrderStep.MAKE_READY));
            case "SHIP" -> movements(new Departure(order, NOW).leave(pieces(order, happening.quantity()), "test"));
            case "HOLD" -> movements(decide.hold("test"));
            case "LIFT" -> movements(decide.hold(null));
            case "CANCEL_LINE" ->
                movements(decide.cancelLine(order.lines.get(happening.quantity() % order.lines.size()).id, "test"));
            case "CANCEL" -> movements(decide.cancel(CancelledBy.SELLER, "test"));
            default -> movements(decide.close());
        };
    }

    private static ChannelOrder version(Happening happening, OrderFixture fixture, long version) {
        fixture.withoutLines()
                .version(version)
                .status(happening.status())
                .line("1", "A", happening.quantity(), happening.cancelled(), false);
        if (happening.lines() != Lines.ONLY_THE_FIRST) {
            fixture.line("2", "B", 1, 0, false);
        }
        if (happening.lines() == Lines.ONE_MORE) {
            fixture.line("3", "C", happening.quantity(), 0, happening.cancelled() > 0);
        }
        return fixture.build();
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
            String id = line.id.toString();
            int held = ledger.held(id);
            assertThat(line.openQuantity()).isNotNegative();
            assertThat(line.shippableQuantity())
                    .as("nothing leaves that the catalogue does not hold")
                    .isLessThanOrEqualTo(held);
            assertThat(ledger.left.getOrDefault(id, 0))
                    .as("every piece that left was told once, except those the channel itself sends")
                    .isEqualTo(order.fulfilledByChannel ? 0 : line.shippedQuantity);
            if (!ledger.owesAnAnswer(line)) {
                isSettled(order, line, held);
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

    private static void isSettled(Order order, OrderLine line, int held) {
        assertThat(held)
                .as("we hold what we believe to hold, to the piece")
                .isEqualTo(Math.max(0, line.stock.held() - line.shippedQuantity));
        assertThat(held).as("nothing is held that nobody wants").isLessThanOrEqualTo(line.openQuantity());
        if (line.stock.reservation == Reservation.GRANTED) {
            assertThat(held).isEqualTo(line.openQuantity());
        }
        if (!order.state.isOpen()) {
            assertThat(!line.leftWithoutStock() || order.flags().contains(Attention.SHIPPED_WITHOUT_STOCK))
                    .as("goods that left without stock are flagged")
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

    /** Found by the property above: the channel shipped while our question was out, then told of more pieces. */
    @Test
    void lateGrantForAnOrderThatEndedGoesBack() {
        Ledger ledger = new Ledger();
        OrderFixture fixture = OrderFixture.anOrder().line("1", "A", 4, 0, false);
        Order order = new Order(fixture.build(), NOW, "test");
        ledger.apply(revise(order, fixture.build()));
        OrderFixture shipped = fixture.withoutLines().version(2).status(Status.SHIPPED);
        ledger.apply(revise(order, shipped.line("1", "A", 4, 3, false).build()));
        OrderFixture more = fixture.withoutLines().version(3).status(Status.UNSHIPPED);
        ledger.apply(revise(order, more.line("1", "A", 6, 3, false).build()));

        answerAll(order, ledger);

        assertThat(order.state).isEqualTo(OrderState.SHIPPED);
        assertThat(ledger.held(order.lines.get(0).id.toString())).isZero();
        assertThat(order.flags()).contains(Attention.CHANNEL_DISAGREES);
    }

    @Test
    void whoCancelledAnOrderUnderWayMayBeNamedLater() {
        OrderFixture fixture = OrderFixture.anOrder().line("A", 2);
        Order order = new Order(fixture.build(), NOW, "test");
        revise(order, fixture.build());
        revise(order, fixture.version(2).status(Status.SHIPPED).build());
        revise(order, fixture.version(3).cancelled(null, NOW, null).build());
        assertThat(order.state).isEqualTo(OrderState.RTO);
        assertThat(order.cancellation.by()).isEqualTo(CancelledBy.CHANNEL);

        revise(
                order,
                fixture.version(4)
                        .cancelled(ChannelOrder.Canceller.BUYER, NOW, "changed_mind")
                        .build());

        assertThat(order.cancellation).isEqualTo(new Cancellation(CancelledBy.BUYER, NOW, "changed_mind"));
        assertThat(order.flags()).contains(Attention.CANCELLED_UNDER_WAY);
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
