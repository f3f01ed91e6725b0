package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.channelsync.CountedDataSource.statements;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.listing.Facet;
import org.haat.event.Event;
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

    @Inject
    SyncBench bench;

    @Inject
    OtherReplica other;

    @Inject
    Sql sql;

    @Inject
    MemoryMarket market;

    private final UUID id = UUID.randomUUID();
    private AccountLeases mine;
    private ChannelAccount account;
    private Publisher publisher;

    @BeforeEach
    void accountThatOnlyThisTestServes() {
        market.calm();
        mine = other.leases();
        mine.take(id);
        account = bench.account("a" + id.toString().substring(0, 8), id);
        bench.update("UPDATE channel_account SET look = 'DONE' WHERE id = ?", id);
        publisher = other.publisher(mine, sql);
    }

    @AfterEach
    void giveBack() {
        bench.pause(account);
        mine.giveBack(id);
    }

    private void offer(int from, int to) {
        List<Event> events = IntStream.rangeClosed(from, to)
                .boxed()
                .flatMap(n -> List.of(
                        SyncBench.event(new StockLevel(account.agency(), "SKU-" + n, 1, 5)),
                        SyncBench.event(SyncBench.snapshot(account.agency(), "SKU-" + n, 1)))
                        .stream())
                .toList();
        bench.tell(events);
    }

    private List<Event> stock(int from, int to, long version) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + n, version, (int) version)))
                .toList();
    }

    /** One batch: claimed, written down, sent, settled. */
    private List<String> publish(Facet facet, int lines) {
        long before = sent();
        List<String> all = statements(() -> publisher.publish(account, facet));
        assertThat(sent() - before).isEqualTo(lines);
        return all.stream()
                .filter(statement -> !statement.contains("throttle_bucket")) // by the second, not by the change
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
        offer(1, 1);
        publish(Facet.CONTENT, 1); // the first call of an account looks whether something is held
        offer(2, 2);
        List<String> putOne = publish(Facet.CONTENT, 1);
        offer(3, BATCH + 2);
        List<String> putMany = publish(Facet.CONTENT, BATCH);
        List<String> applyOne = apply(stock(1, 1, 6));
        List<String> sendOne = publish(Facet.STOCK, 1);
        List<String> applyMany = apply(stock(1, BATCH, 7));
        List<String> sendMany = publish(Facet.STOCK, BATCH);

        assertThat(putMany).as("putting listings").isEqualTo(putOne).hasSizeLessThanOrEqualTo(30);
        assertThat(applyMany).as("applying events").isEqualTo(applyOne).hasSizeLessThanOrEqualTo(6);
        assertThat(sendMany).as("sending stock").isEqualTo(sendOne).hasSizeLessThanOrEqualTo(15);

        offer(1_001, 1_300);
        assertThat(apply(stock(1, BATCH, 8))).as("with 300 listings more").isEqualTo(applyOne);
        assertThat(publish(Facet.STOCK, BATCH)).as("with 300 listings more").isEqualTo(sendOne);
    }
}
