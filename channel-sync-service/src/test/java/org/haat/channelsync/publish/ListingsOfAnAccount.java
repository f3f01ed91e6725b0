package org.haat.channelsync.publish;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of publishing share: an account on the marketplace in memory, and what it is offered. */
@SuppressWarnings("NullAway.Init")
abstract class ListingsOfAnAccount {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    void offer(String... skus) {
        for (String sku : skus) {
            bench.tell(List.of(
                    SyncBench.event(new StockLevel(account.agency(), sku, 1, 5)),
                    SyncBench.event(SyncBench.snapshot(account.agency(), sku, 1))));
        }
    }

    int stock(String sku) {
        var listing = market.listings(account.id()).get(sku);
        return listing == null ? -1 : listing.quantity();
    }

    List<String> history(String sku) {
        return bench.texts(
                "SELECT to_state FROM listing_history h JOIN listing l ON l.id = h.listing"
                        + " WHERE l.account = ? AND l.sku = ? ORDER BY h.id",
                account.id(),
                sku);
    }

    static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
