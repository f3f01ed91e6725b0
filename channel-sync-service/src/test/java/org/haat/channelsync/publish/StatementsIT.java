package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.haat.channelsync.CountedDataSource.statements;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.ingest.OrderIntake;
import org.haat.channelsync.listing.Facet;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.event.Money;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that a change costs: so many for a batch, whatever is in it and however much stands beside it. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class StatementsIT {
    private static final int BATCH = 10;
    private static final int FEED = 37;
    private static final int ORDERS = 5;

    @Inject
    SyncBench bench;

    @Inject
    OtherReplica other;

    @Inject
    MemoryMarket market;

    @Inject
    Channels channels;

    @Inject
    Feeds feeds;

    @Inject
    OrderIntake intake;

    @Inject
    Sql sql;

    private final UUID id = UUID.randomUUID();
    private AccountLeases mine;
    private ChannelAccount account;
    private Publisher publisher;

    @BeforeEach
    void accountThatOnlyThisTestServes() {
        market.calm();
        mine = other.leases();
        account = other.account(id, mine);
        publisher = other.publisher(mine, sql);
        bench.offer(account, 1, 1);
        var unused = publisher.publish(account, Facet.CONTENT); // the first call takes a token and looks what is held
    }

    @AfterEach
    void giveBack() {
        bench.pause(account);
        mine.giveBack(id);
    }

    private List<Event> stock(int from, int to, long version) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + n, version, (int) version)))
                .toList();
    }

    /** One batch: claimed, written down, sent, settled. Its permit is a statement more, or none where one was left over. */
    private List<String> publish(Facet facet, int lines) {
        long before = sent();
        List<String> all = statements(() -> publisher.publish(account, facet));
        assertThat(sent() - before).isEqualTo(lines);
        assertThat(permits(all)).as("statements for permits").hasSizeLessThanOrEqualTo(1);
        return withoutPermits(all);
    }

    private static List<String> permits(List<String> all) {
        return all.stream()
                .filter(statement -> statement.contains("throttle_bucket"))
                .toList();
    }

    private static List<String> withoutPermits(List<String> all) {
        return all.stream()
                .filter(statement -> !statement.contains("throttle_bucket"))
                .toList();
    }

    private List<String> apply(List<Event> events) {
        return statements(() -> {
            bench.tell(events);
            return true;
        });
    }

    private long sent() {
        return bench.count("SELECT coalesce(sum(lines), 0) FROM channel_call WHERE account = ?", id);
    }

    @Test
    void aBatchCostsAsManyStatementsAsOneChangeWhateverStandsBesideIt() {
        bench.offer(account, 2, 2);
        List<String> putOne = publish(Facet.CONTENT, 1);
        bench.offer(account, 3, BATCH + 2);
        List<String> putMany = publish(Facet.CONTENT, BATCH);
        List<String> applyOne = apply(stock(1, 1, 6));
        List<String> sendOne = publish(Facet.STOCK, 1);
        List<String> applyMany = apply(stock(1, BATCH, 7));
        List<String> sendMany = publish(Facet.STOCK, BATCH);

        assertThat(putMany).as("putting listings").isEqualTo(putOne).hasSizeLessThanOrEqualTo(28);
        assertThat(applyMany).as("applying events").isEqualTo(applyOne).hasSizeLessThanOrEqualTo(6);
        assertThat(sendMany).as("sending stock").isEqualTo(sendOne).hasSizeLessThanOrEqualTo(12);

        bench.offer(account, 1_001, 1_300);
        assertThat(apply(stock(1, BATCH, 8))).as("with 300 listings more").isEqualTo(applyOne);
        assertThat(publish(Facet.STOCK, BATCH)).as("with 300 listings more").isEqualTo(sendOne);
    }

    @Test
    void whatSaysNothingNewIsComparedAndNoMore() {
        List<Event> known = stock(1, 1, 6);
        assertThat(apply(known)).as("a change").hasSizeGreaterThan(1);

        assertThat(apply(known)).as("told again").hasSize(1);
        assertThat(apply(stock(99, 99, 1)))
                .as("stock of what was never offered")
                .hasSize(1);
    }

    /** As at Amazon, where a replica holds no permit in advance. */
    @Test
    void aCallDrawsItsPermitByOneStatement() {
        market.oneQuota(id, new Quota("seller", 15, 20), EnumSet.allOf(MemoryOperation.class));
        bench.offer(account, 2, 3 * BATCH + 1);

        for (int call = 1; call <= 3; call++) {
            assertThat(permits(statements(() -> publisher.publish(account, Facet.CONTENT))))
                    .as("of call %d", call)
                    .hasSize(1);
        }
    }

    @Test
    void aFeedCostsAsManyStatementsWhateverItCarries() {
        bench.offer(account, 2, 4 * BATCH + 1);
        for (int call = 1; call <= 4; call++) {
            publish(Facet.CONTENT, BATCH);
        }
        bench.tell(stock(1, 4 * BATCH, 6));
        feed(1); // the first of an account takes its quotas' rows
        List<String> one = feed(1);
        List<String> many = feed(3 * BATCH);

        assertThat(permits(one)).hasSizeLessThanOrEqualTo(3);
        assertThat(withoutPermits(many))
                .as("a feed: claimed, handed over, begun, asked about, settled")
                .isEqualTo(withoutPermits(one))
                .hasSizeLessThanOrEqualTo(FEED);
    }

    private List<String> feed(int lines) {
        FeedSink sink = channels.facet("memory", FeedSink.class).orElseThrow();
        OtherReplica.FeedHands hands = other.feedHands(mine);
        List<String> all = statements(() -> {
            assertThat(hands.start().start(account, sink, new FeedRoute.Choice(Facet.STOCK, lines)))
                    .isTrue();
            hands.start().begin(account, sink, open(), Duration.ZERO);
            hands.inquiry().ask(account, sink, open());
            return true;
        });
        assertThat(market.feeds(id)).last().asInstanceOf(list(String.class)).hasSize(lines);
        assertThat(sql.system(() -> feeds.open(id))).as("over").isEmpty();
        return all;
    }

    private FeedRow open() {
        return sql.system(() -> feeds.open(id)).get(0);
    }

    @Test
    void aPageOfOrdersCostsAsManyStatementsAsOneOrder() {
        List<String> one = takeIn(1, 1);
        List<String> many = takeIn(2, BATCH + 1);

        assertThat(many).isEqualTo(one).hasSizeLessThanOrEqualTo(ORDERS);
        assertThat(takeIn(2, BATCH + 1)).as("seen again").hasSizeLessThan(one.size());
    }

    private List<String> takeIn(int from, int to) {
        List<RemoteOrder> orders =
                IntStream.rangeClosed(from, to).mapToObj(StatementsIT::order).toList();
        return statements(() -> sql.system(() -> intake.take(account, orders, List.of())));
    }

    private static RemoteOrder order(int n) {
        Instant at = Instant.parse("2026-11-21T06:00:00Z");
        Money price = Money.inr(199_950);
        ChannelOrder.Line line = new ChannelOrder.Line(
                "O-" + n + "-1", "SKU-" + n, "A saree", 1, 0, price, price, null, Money.inr(0), false);
        return new RemoteOrder(
                "O-" + n,
                null,
                at.toEpochMilli(),
                ChannelOrder.Status.UNSHIPPED,
                at,
                at,
                null,
                null,
                false,
                List.of(line),
                price,
                "WB",
                "700001",
                new RemoteOrder.Buyer("A buyer", "1 Road", null, "Kolkata", null, null),
                false);
    }
}
