package org.haat.order.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.haat.order.OrderFixture;
import org.junit.jupiter.api.Test;

class MakerShareTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    @Test
    void linesOfOneMakerAreOneShareAndCancelledPiecesAreNotSold() {
        Order order = order(
                OrderFixture.anOrder().line("A", 2).line("B", 3, 1).line("C", 1).line("D", 1, 1));
        makerOf(order, 0, "P04");
        makerOf(order, 1, "P04");
        makerOf(order, 2, "P07");
        makerOf(order, 3, "P09");

        assertThat(MakerShare.of(order))
                .containsExactly(
                        new MakerShare("P04", "Maker P04", 4, Money.inr(4 * 99_900)),
                        new MakerShare("P07", "Maker P07", 1, Money.inr(99_900)),
                        new MakerShare("P09", "Maker P09", 0, Money.inr(0)));
    }

    @Test
    void goodsThatNobodyKnowsHaveAShareOfTheirOwn() {
        assertThat(MakerShare.of(order(OrderFixture.anOrder().line("A", 1).line("B", 1))))
                .isEqualTo(List.of(new MakerShare(null, null, 2, Money.inr(199_800))));
    }

    @Test
    void partOfALineIsRoundedToThePaisa() {
        Order order = order(OrderFixture.anOrder().line("A", 3, 1));
        order.lines.get(0).lineTotalMinor = 100;

        assertThat(MakerShare.of(order).get(0).sold()).isEqualTo(Money.inr(67));
    }

    private static Order order(OrderFixture fixture) {
        ChannelOrder in = fixture.build();
        Order order = new Order(in, NOW, "test");
        new OrderRevision(order, in, sku -> Optional.empty(), NOW, "test").apply();
        return order;
    }

    private static void makerOf(Order order, int line, String code) {
        order.lines.get(line).producerCode = code;
        order.lines.get(line).producerName = "Maker " + code;
    }
}
