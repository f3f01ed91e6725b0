package org.haat.order.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.haat.edge.Scope;
import org.haat.event.ChannelOrder;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** What one thing asks of the database does not grow with the number of lines or orders. */
@QuarkusTest
@RealParts
@SuppressWarnings("NullAway.Init")
class StatementsIT {
    @Inject
    SessionFactory sessions;

    @Inject
    TakeOrder takeOrder;

    @Inject
    Orders orders;

    @Test
    void orderOfManyGoodsAsksNoMoreThanOneOfTwo() {
        List<String> skus = IntStream.range(0, 40)
                .mapToObj(i -> "STAT-" + i + "-" + UUID.randomUUID().toString().substring(0, 6))
                .toList();
        skus.forEach(sku -> Bus.list(OrderFixture.AGENCY, sku, 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> skus.stream().allMatch(Seen::skuIsKnown));

        long ofTwo = statements(() -> takeOrder.take(order(skus.subList(0, 2)), "test"));
        long ofForty = statements(() -> takeOrder.take(order(skus), "test"));

        // Rows are written in batches; the history's own numbers come back one by one, one line of history an order.
        assertThat(ofForty).isEqualTo(ofTwo).isLessThanOrEqualTo(12);
    }

    @Test
    void pageOfTheListAsksAFewTimesHoweverManyOrders() {
        String sku = "LIST-" + UUID.randomUUID().toString().substring(0, 8);
        IntStream.range(0, 30).forEach(i -> statements(() -> takeOrder.take(order(List.of(sku)), "test")));

        long ofOne = statements(() -> summaries(sku, 1));
        long ofThirty = statements(() -> summaries(sku, 30));

        assertThat(ofOne).isEqualTo(2);
        assertThat(ofThirty).isLessThanOrEqualTo(3);
    }

    private void summaries(String sku, int limit) {
        Orders.Search search = new Orders.Search(null, null, null, sku, null, null, null, null, false, null);
        assertThat(orders.search(search, limit).stream().map(OrderSummary::of)).hasSize(limit);
    }

    private static ChannelOrder order(List<String> skus) {
        OrderFixture fixture = OrderFixture.anOrder();
        skus.forEach(sku -> fixture.line(sku, 1));
        return fixture.build();
    }

    private long statements(Runnable work) {
        sessions.getStatistics().setStatisticsEnabled(true);
        sessions.getStatistics().clear();
        Scope.ofAgency(OrderFixture.AGENCY)
                .run(() -> QuarkusTransaction.requiringNew().run(work));
        return sessions.getStatistics().getPrepareStatementCount();
    }
}
