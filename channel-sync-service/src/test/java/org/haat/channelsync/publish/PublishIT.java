package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SlowStock;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.Event;
import org.haat.event.ListingSnapshot;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.Test;

/** What is sent, in which order and how often, while the marketplace takes it. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class PublishIT extends ListingsOfAnAccount {
    @Inject
    SlowStock slow;

    @Test
    void productOfTheCatalogueGoesLiveAndEachStateIsTold() {
        bench.live(account, 1);

        assertThat(market.listings(account.id())).containsOnlyKeys("SKU-1");
        assertThat(stock("SKU-1")).isEqualTo(5);
        assertThat(history("SKU-1")).containsExactly("DRAFT", "SUBMITTED", "ACCEPTED", "LIVE");
    }

    @Test
    void touchedButUnchangedProductMakesNoCall() {
        bench.live(account, 3);
        bench.awaitQuiet(account);
        long before = allCalls();

        for (int version = 2; version <= 4; version++) {
            for (String sku : List.of("SKU-1", "SKU-2", "SKU-3")) {
                bench.tell(SyncBench.snapshot(account.agency(), sku, version));
                bench.tell(new StockLevel(account.agency(), sku, version, 5));
            }
        }

        bench.awaitQuiet(account);
        assertThat(allCalls()).isEqualTo(before);
        assertThat(versionShown("SKU-1")).isEqualTo(4);
    }

    @Test
    void priceAndStockGoOutByThemselves() {
        bench.live(account, 1);

        bench.tell(
                new SyncBench.Wish(account.agency(), "SKU-1", 2).price(150_000).snapshot());
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 2));

        await(() -> stock("SKU-1") == 2
                && market.listings(account.id()).get("SKU-1").price().minor() == 150_000);
        assertThat(bench.calls(account, "PUT")).isEqualTo(1);
        assertThat(bench.calls(account, "SET_PRICE")).isEqualTo(1);
        assertThat(bench.calls(account, "SET_STOCK")).isEqualTo(1);
    }

    @Test
    void changesThatWaitLeaveInTheFewestCallsThatTheBatchAllows() {
        List<String> skus = bench.live(account, 24);
        bench.awaitQuiet(account);
        bench.pause(account);

        bench.tell(skus.stream()
                .map(sku -> SyncBench.event(new StockLevel(account.agency(), sku, 2, 9)))
                .toList());
        bench.activate(account);

        await(() -> skus.stream().allMatch(sku -> stock(sku) == 9));
        bench.awaitQuiet(account);
        assertThat(bench.calls(account, "SET_STOCK")).as("24 by ten a call").isEqualTo(3);
    }

    @Test
    void versionThatTheChannelShowsFollowsPriceAndContentAndIsTold() {
        bench.live(account, 1);
        bench.awaitQuiet(account);
        assertThat(versionShown("SKU-1")).isEqualTo(1);
        SyncBench.Wish wish = new SyncBench.Wish(account.agency(), "SKU-1", 2).price(150_000);

        bench.tell(wish.snapshot());
        await(() -> versionShown("SKU-1") == 2);
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 3)
                .price(150_000)
                .title("A finer saree")
                .snapshot());
        await(() -> versionShown("SKU-1") == 3);

        assertThat(history("SKU-1")).containsExactly("DRAFT", "SUBMITTED", "ACCEPTED", "LIVE", "LIVE", "LIVE");
    }

    @Test
    void hundredChangesWhileThrottledAreOneCallWithTheLastValue() {
        bench.live(account, 1);
        market.fail(MemoryOperation.SET_STOCK, throttled(Duration.ofSeconds(4)), 1, false);
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 50));
        await(() -> bench.calls(account, "SET_STOCK") == 1);

        for (int version = 3; version <= 102; version += 10) {
            int first = version;
            bench.tell(IntStream.range(first, first + 10)
                    .mapToObj(v -> SyncBench.event(new StockLevel(account.agency(), "SKU-1", v, v)))
                    .toList());
        }

        await(() -> stock("SKU-1") == 102);
        bench.awaitQuiet(account);
        assertThat(bench.count(
                        "SELECT count(DISTINCT l.call) FROM channel_call_line l JOIN channel_call c ON c.id = l.call"
                                + " WHERE c.account = ? AND c.operation = 'SET_STOCK'"
                                + " AND coalesce(l.message, '') NOT LIKE '%waits for its quota'",
                        account.id()))
                .as("the throttled one and one more reached the marketplace")
                .isEqualTo(2);
    }

    @Test
    void stockToZeroOvertakesStockThatRises() {
        bench.live(account, 30);
        bench.awaitQuiet(account);
        market.fail(MemoryOperation.SET_STOCK, throttled(Duration.ofMillis(100)), 1, false);
        CompletableFuture<Void> changed = new CompletableFuture<>();
        slow.hold(account.id(), skus -> changed.join());
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 6));
        await(() -> bench.calls(account, "SET_STOCK") == 1);

        List<Event> changes = new ArrayList<>();
        for (int i = 2; i <= 29; i++) {
            changes.add(SyncBench.event(new StockLevel(account.agency(), "SKU-" + i, 2, 9)));
        }
        changes.add(SyncBench.event(new StockLevel(account.agency(), "SKU-30", 2, 0)));
        bench.tell(changes);
        changed.complete(null);

        await(() -> stock("SKU-29") == 9);
        bench.awaitQuiet(account);
        List<String> order = bench.texts(
                "SELECT l.sku FROM channel_call_line l JOIN channel_call c ON c.id = l.call WHERE c.account = ?"
                        + " AND c.operation = 'SET_STOCK' AND c.failure IS NULL AND l.status = 'ACCEPTED'"
                        + " AND c.id = (SELECT min(id) FROM channel_call o WHERE o.account = c.account"
                        + " AND o.operation = 'SET_STOCK' AND EXISTS (SELECT 1 FROM channel_call_line p"
                        + " WHERE p.call = o.id AND p.status = 'ACCEPTED'))",
                account.id());
        assertThat(order).contains("SKU-30");
    }

    @Test
    void olderVersionAfterANewerOneChangesNothing() {
        tellOlderAfterNewer(() -> {});
    }

    /** The broken twin: where the fence forgets which version it let through, the same check sees the old figure go out. */
    @Test
    void forgetfulFenceIsSeenByTheCheckOfOlderVersions() {
        assertThatThrownBy(() -> tellOlderAfterNewer(() -> bench.update(
                        "UPDATE product SET stock_version = 0, snapshot_version = 0 WHERE agency = ?",
                        account.agency())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("calls after the older version");
    }

    private void tellOlderAfterNewer(Runnable between) {
        bench.live(account, 1);
        bench.tell(new StockLevel(account.agency(), "SKU-1", 9, 7));
        await(() -> stock("SKU-1") == 7);
        bench.awaitQuiet(account);
        long before = allCalls();
        between.run();

        bench.tell(new StockLevel(account.agency(), "SKU-1", 8, 1));
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 1).price(1_000).snapshot());

        bench.awaitQuiet(account);
        assertThat(allCalls()).as("calls after the older version").isEqualTo(before);
        assertThat(stock("SKU-1")).isEqualTo(7);
    }

    @Test
    void pausedProductShowsNoStockAndRetiredOneIsTakenDown() {
        bench.live(account, 2);

        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 2)
                .state(ListingSnapshot.State.PAUSED)
                .snapshot());
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-2", 2)
                .state(ListingSnapshot.State.RETIRED)
                .snapshot());

        bench.awaitState(account, "SKU-1", "PAUSED");
        bench.awaitState(account, "SKU-2", "RETIRED");
        assertThat(stock("SKU-1")).isZero();
        assertThat(market.listings(account.id())).doesNotContainKey("SKU-2");

        bench.tell(SyncBench.snapshot(account.agency(), "SKU-1", 3));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-2", 3));

        bench.awaitState(account, "SKU-1", "LIVE");
        bench.awaitState(account, "SKU-2", "LIVE");
        assertThat(stock("SKU-1")).isEqualTo(5);
    }

    @Test
    void productThatTheGateNoLongerLetsThroughIsTakenDown() {
        bench.live(account, 1);

        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 2)
                .channels(List.of("flipkart"))
                .snapshot());

        bench.awaitState(account, "SKU-1", "RETIRED");
        assertThat(market.listings(account.id())).isEmpty();
    }

    @Test
    void productKnownBeforeTheAccountWasMadeIsOfferedThere() {
        bench.live(account, 3);

        ChannelAccount second = bench.account(account.agency());

        bench.awaitState(second, "SKU-3", "LIVE");
        assertThat(market.listings(second.id())).hasSize(3);
    }

    @Test
    void everyRequestIsCountedAndKept() {
        bench.live(account, 1);

        await(() -> bench.count(
                        "SELECT coalesce(sum(calls), 0) FROM account_usage WHERE account = ? AND operation = 'PUT_LISTING'",
                        account.id())
                == 1);
        assertThat(bench.texts(
                        "SELECT coalesce(request_body, '') || request_headers::text FROM channel_transcript WHERE account = ?",
                        account.id()))
                .isNotEmpty()
                .noneMatch(text -> text.contains("only-for-tests"));
    }

    private long versionShown(String sku) {
        return bench.count("SELECT listing_version FROM listing WHERE account = ? AND sku = ?", account.id(), sku);
    }

    private long allCalls() {
        return bench.count("SELECT count(*) FROM channel_call WHERE account = ?", account.id());
    }

    private static ChannelException throttled(Duration wait) {
        return new ChannelException(FailureKind.THROTTLED, "Too many", "429", wait, null);
    }
}
