package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haat.channelsync.channel.OrderSource.OrderPage;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.junit.jupiter.api.Test;

/** Rule 9. */
interface OrderRules extends Bench {
    Instant SINCE = Instant.parse("2026-11-20T00:00:00Z");

    @Test
    @Rule(9)
    default void emptyListIsOneEmptyPage() {
        facet(OrderSource.class).ifPresent(source -> {
            harness().orders(account(), List.of(List.of()));

            OrderPage page = source.ordersChangedSince(account(), SINCE, null);

            assertThat(page.orders()).isEmpty();
            assertThat(page.unreadable()).isEmpty();
            assertThat(page.next()).isNull();
        });
    }

    @Test
    @Rule(9)
    default void lastPageHasNoCursorAndNoOrderIsLost() {
        facet(OrderSource.class).ifPresent(source -> {
            harness().orders(account(), threePages());

            List<OrderPage> pages = walk(source);

            assertThat(pages.get(pages.size() - 1).next()).isNull();
            assertThat(pages)
                    .flatExtracting(OrderPage::orders)
                    .extracting(RemoteOrder::remoteOrderId)
                    .containsExactly("O-1", "O-2", "O-3", "O-4", "O-5", "O-6", "O-7");
        });
    }

    @Test
    @Rule(9)
    default void cursorGoesOnAfterAFailure() {
        facet(OrderSource.class).ifPresent(source -> {
            harness().orders(account(), threePages());
            String cursor = source.ordersChangedSince(account(), SINCE, null).next();
            harness().answer(Operation.LIST_ORDERS, Fault.UNAVAILABLE);
            ChannelException failed = catchThrowableOfType(
                    ChannelException.class, () -> source.ordersChangedSince(account(), SINCE, cursor));
            harness().calm();
            assertThat(failed).isNotNull();

            OrderPage second = source.ordersChangedSince(account(), SINCE, cursor);

            assertThat(second.orders()).extracting(RemoteOrder::remoteOrderId).containsExactly("O-4", "O-5", "O-6");
        });
    }

    @Test
    @Rule(9)
    default void sameOrderOnTwoPagesHasTheSameVersion() {
        facet(OrderSource.class).ifPresent(source -> {
            List<OrderSeed> first = List.of(OrderSeed.of("O-1"), OrderSeed.of("O-2"), OrderSeed.of("O-3"));
            harness().orders(account(), List.of(first, List.of(OrderSeed.of("O-3"))));

            List<RemoteOrder> all = walk(source).stream()
                    .flatMap(page -> page.orders().stream())
                    .filter(order -> order.remoteOrderId().equals("O-3"))
                    .toList();

            assertThat(all).isNotEmpty();
            assertThat(all)
                    .extracting(RemoteOrder::version)
                    .containsOnly(all.get(0).version());
        });
    }

    @Test
    @Rule(9)
    default void unknownStatusIsUnreadableByItsRawCodeAndHoldsUpNoOther() {
        facet(OrderSource.class).ifPresent(source -> {
            harness()
                    .orders(account(), List.of(List.of(OrderSeed.of("O-1").saying("TELEPORTED"), OrderSeed.of("O-2"))));

            List<OrderPage> pages = walk(source);

            assertThat(pages)
                    .flatExtracting(OrderPage::orders)
                    .extracting(RemoteOrder::remoteOrderId)
                    .containsExactly("O-2");
            assertThat(pages)
                    .flatExtracting(OrderPage::unreadable)
                    .singleElement()
                    .satisfies(unreadable -> {
                        assertThat(unreadable.remoteOrderId()).isEqualTo("O-1");
                        assertThat(unreadable.reason()).contains("TELEPORTED");
                        assertThat(unreadable.payload()).contains("O-1", "TELEPORTED");
                        assertThat(unreadable.toString()).doesNotContain(unreadable.payload());
                    });
        });
    }

    @Test
    @Rule(9)
    default void timesAndMoneyAreExact() {
        facet(OrderSource.class).ifPresent(source -> {
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));

            RemoteOrder order =
                    source.ordersChangedSince(account(), SINCE, null).orders().get(0);

            assertThat(order.placedAt()).isEqualTo(Instant.parse("2026-11-20T18:29:59Z"));
            assertThat(order.updatedAt()).isEqualTo(Instant.parse("2026-11-20T18:45:00Z"));
            ChannelOrder.Line line = order.lines().get(0);
            assertThat(line.sku()).isEqualTo("HAAT-1");
            assertThat(line.quantity()).isEqualTo(2);
            assertThat(line.unitPrice()).isEqualTo(Money.inr(199_950));
            assertThat(line.lineTotal()).isEqualTo(Money.inr(399_900));
            assertThat(order.total()).isEqualTo(Money.inr(399_900));
            assertThat(order.status()).isEqualTo(ChannelOrder.Status.UNSHIPPED);
        });
    }

    @Test
    @Rule(9)
    default void everyStatusTheSeedsKnowIsRead() {
        facet(OrderSource.class).ifPresent(source -> {
            harness()
                    .orders(
                            account(),
                            List.of(List.of(
                                    OrderSeed.of("O-1").with(ChannelOrder.Status.UNSHIPPED),
                                    OrderSeed.of("O-2").with(ChannelOrder.Status.SHIPPED),
                                    OrderSeed.of("O-3").with(ChannelOrder.Status.CANCELLED))));

            List<OrderPage> pages = walk(source);

            assertThat(pages)
                    .flatExtracting(OrderPage::orders)
                    .extracting(RemoteOrder::status)
                    .containsExactlyInAnyOrder(
                            ChannelOrder.Status.UNSHIPPED, ChannelOrder.Status.SHIPPED, ChannelOrder.Status.CANCELLED);
        });
    }

    @Test
    @Rule(9)
    default void oneOrderIsFoundByItsIdAndAStrangeIdIsEmpty() {
        facet(OrderSource.class).ifPresent(source -> {
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));

            assertThat(source.order(account(), "O-1")).hasValueSatisfying(order -> assertThat(order.remoteOrderId())
                    .isEqualTo("O-1"));
            assertThat(source.order(account(), "O-404")).isEmpty();
        });
    }

    @Test
    @Rule(9)
    default void buyerIsReadAndNeverPrinted() {
        facet(OrderSource.class).ifPresent(source -> {
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));

            RemoteOrder order = source.order(account(), "O-1").orElseThrow();

            if (order.buyer() != null && order.buyer().name() != null) {
                assertThat(order.buyer().name()).isEqualTo(OrderSeed.BUYER);
            }
            assertThat(order.deliveryPin()).isEqualTo(OrderSeed.PIN);
            assertThat(order.deliveryState()).isEqualTo(OrderSeed.STATE);
            assertThat(order.toString() + harness().transcript())
                    .doesNotContain(OrderSeed.BUYER)
                    .doesNotContain(OrderSeed.PHONE)
                    .doesNotContain(OrderSeed.EMAIL)
                    .doesNotContain(OrderSeed.STREET);
        });
    }

    private List<OrderPage> walk(OrderSource source) {
        List<OrderPage> pages = new ArrayList<>();
        String cursor = null;
        do {
            OrderPage page = source.ordersChangedSince(account(), SINCE, cursor);
            pages.add(page);
            cursor = page.next();
        } while (cursor != null && pages.size() < 20);
        return pages;
    }

    private static List<List<OrderSeed>> threePages() {
        return List.of(
                List.of(OrderSeed.of("O-1"), OrderSeed.of("O-2"), OrderSeed.of("O-3")),
                List.of(OrderSeed.of("O-4"), OrderSeed.of("O-5"), OrderSeed.of("O-6")),
                List.of(OrderSeed.of("O-7")));
    }
}
