package org.haat.channelsync.publish;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.stream.IntStream;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.Test;

/** What becomes of lines that the marketplace refuses, forbids or leaves without an answer. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class FailedCallsIT extends ListingsOfAnAccount {
    @Test
    void refusedLineWaitsForAChangeAndTheOthersGoThrough() {
        market.refuse("SKU-2", ChannelIssue.error("18027", "The picture has text on it", "main_image"));
        offer("SKU-1", "SKU-2", "SKU-3");

        bench.awaitState(account, "SKU-1", "LIVE");
        bench.awaitState(account, "SKU-3", "LIVE");
        bench.awaitState(account, "SKU-2", "ISSUES");
        bench.awaitQuiet(account);
        long calls = bench.calls(account, "PUT");
        assertThat(bench.texts("SELECT message FROM listing_issue WHERE account = ?", account.id()))
                .containsExactly("The picture has text on it");

        market.calm();
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-2", 2));
        bench.awaitQuiet(account);
        assertThat(bench.calls(account, "PUT"))
                .as("unchanged, so not tried again")
                .isEqualTo(calls);

        bench.tell(new SyncBench.Wish(account.agency(), "SKU-2", 3)
                .title("A better saree")
                .snapshot());
        bench.awaitState(account, "SKU-2", "LIVE");
        assertThat(bench.texts("SELECT message FROM listing_issue WHERE account = ?", account.id()))
                .isEmpty();
    }

    @Test
    void issueWithAnEndlessCodeAndMessageIsKeptAndHoldsUpNoOther() {
        String endless = IntStream.range(0, 2_000).mapToObj(Integer::toString).collect(joining(" "));
        market.refuse("SKU-2", ChannelIssue.error(endless, endless, endless));
        offer("SKU-1", "SKU-2");

        bench.awaitState(account, "SKU-1", "LIVE");
        bench.awaitState(account, "SKU-2", "ISSUES");
        assertThat(bench.texts("SELECT code FROM listing_issue WHERE account = ?", account.id()))
                .singleElement()
                .satisfies(code -> assertThat(code).startsWith("0 1 2 ").hasSize(100));
    }

    @Test
    void unknownOutcomeIsReadBackAndNotSentAgain() {
        bench.live(account, 1);
        bench.awaitQuiet(account);
        market.fail(MemoryOperation.SET_STOCK, fault(FailureKind.UNKNOWN), 1, true);

        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));

        await(() -> bench.count(
                        "SELECT count(*) FROM listing_facet WHERE account = ? AND facet = 'STOCK'"
                                + " AND applied_version = 3 AND work = 'NONE'",
                        account.id())
                == 1);
        assertThat(stock("SKU-1")).isEqualTo(3);
        assertThat(bench.calls(account, "SET_STOCK")).isEqualTo(1);
    }

    @Test
    void unknownOutcomeThatWasNotAppliedIsSentOnceMoreAfterReading() {
        bench.live(account, 1);
        bench.awaitQuiet(account);
        long reads = bench.calls(account, "READ");
        market.fail(MemoryOperation.SET_STOCK, fault(FailureKind.UNKNOWN), 1, false);

        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));

        await(() -> stock("SKU-1") == 3);
        bench.awaitQuiet(account);
        assertThat(bench.calls(account, "SET_STOCK")).isEqualTo(2);
        assertThat(bench.calls(account, "READ")).isGreaterThan(reads);
    }

    @Test
    void newListingOfUnknownOutcomeIsNotMadeTwice() {
        market.fail(MemoryOperation.PUT_LISTING, fault(FailureKind.UNKNOWN), 1, true);

        offer("SKU-1");

        bench.awaitState(account, "SKU-1", "LIVE");
        assertThat(bench.calls(account, "PUT")).isEqualTo(1);
    }

    @Test
    void newListingThatDidNotArriveGoesOnceMoreAsAWhole() {
        market.fail(MemoryOperation.PUT_LISTING, fault(FailureKind.UNKNOWN), 1, false);

        offer("SKU-1");

        bench.awaitState(account, "SKU-1", "LIVE");
        bench.awaitQuiet(account);
        assertThat(bench.calls(account, "PUT")).isEqualTo(2);
        assertThat(bench.calls(account, "SET_PRICE") + bench.calls(account, "SET_STOCK"))
                .as("calls for a listing that is not there")
                .isZero();
    }

    @Test
    void temporaryFaultIsTriedAgain() {
        market.fail(MemoryOperation.PUT_LISTING, fault(FailureKind.TEMPORARY), 2, false);

        offer("SKU-1");

        bench.awaitState(account, "SKU-1", "LIVE");
        assertThat(bench.calls(account, "PUT")).isEqualTo(3);
    }

    @Test
    void ofABatchOnlyWhatFailedGoesAgain() {
        bench.live(account, 3);
        bench.awaitQuiet(account);
        market.busy(account.id(), "SKU-2", 2);

        bench.tell(IntStream.rangeClosed(1, 3)
                .mapToObj(n -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + n, 2, 3)))
                .toList());

        await(() -> stock("SKU-2") == 3);
        bench.awaitQuiet(account);
        assertThat(bench.texts(
                        "SELECT l.sku FROM channel_call_line l JOIN channel_call c ON c.id = l.call"
                                + " WHERE c.account = ? AND c.operation = 'SET_STOCK' ORDER BY c.id, l.position",
                        account.id()))
                .containsExactlyInAnyOrder("SKU-1", "SKU-2", "SKU-3", "SKU-2", "SKU-2");
    }

    @Test
    void answerThatNobodyCanReadIsNoRefusalUntilItStaysSo() {
        market.fail(MemoryOperation.PUT_LISTING, fault(FailureKind.PROTOCOL), 2, false);

        offer("SKU-1");

        bench.awaitState(account, "SKU-1", "LIVE");
        assertThat(bench.calls(account, "PUT")).isEqualTo(3);
        assertThat(history("SKU-1")).containsExactly("DRAFT", "SUBMITTED", "ACCEPTED", "LIVE");
        assertThat(bench.texts(
                        "SELECT DISTINCT l.failure FROM channel_call_line l JOIN channel_call c ON c.id = l.call"
                                + " WHERE c.account = ? AND l.failure IS NOT NULL",
                        account.id()))
                .as("what came of the call stays what it was")
                .containsExactly("PROTOCOL");
        bench.awaitQuiet(account);

        market.fail(MemoryOperation.SET_STOCK, fault(FailureKind.PROTOCOL), 8, false);
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));

        bench.awaitState(account, "SKU-1", "ISSUES");
        assertThat(bench.calls(account, "SET_STOCK")).isEqualTo(8);
    }

    @Test
    void operationThatIsForbiddenIsToldAndRestsBetweenTries() {
        bench.live(account, 1);
        bench.awaitQuiet(account);
        market.fail(MemoryOperation.SET_STOCK, fault(FailureKind.FORBIDDEN), 1_000, false);

        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));
        await(() -> bench.calls(account, "SET_STOCK") >= 2);

        await(() -> bench.texts("SELECT note FROM account_lane WHERE account = ? AND lane = 'STOCK'", account.id())
                .equals(List.of("FORBIDDEN")));
        market.calm();
        await(() -> stock("SKU-1") == 3);
    }

    @Test
    void listingThatNobodyCanReadHoldsUpNoOtherAndSaysSo() {
        market.garble(account.id(), "SKU-2");
        offer("SKU-1", "SKU-2", "SKU-3");

        bench.awaitState(account, "SKU-1", "LIVE");
        bench.awaitState(account, "SKU-3", "LIVE");
        await(() -> !unreadable().isEmpty());
        assertThat(unreadable()).containsExactly("SKU-2");

        market.calm();
        bench.hurry(account, "READ", "UPDATE listing SET verify_due_at = now() WHERE account = ? AND sku = 'SKU-2'");

        bench.awaitState(account, "SKU-2", "LIVE");
        assertThat(unreadable()).isEmpty();
    }

    @Test
    void refusedCredentialsStopTheAccountAndLoseNothing() {
        bench.live(account, 1);
        market.fail(MemoryOperation.SET_STOCK, fault(FailureKind.AUTH), 1, false);

        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 1));

        await(() -> bench.texts("SELECT state FROM channel_account WHERE id = ?", account.id())
                .contains("NEEDS_REAUTH"));
        assertThat(bench.count("SELECT count(*) FROM listing_facet WHERE account = ? AND work = 'SEND'", account.id()))
                .isEqualTo(1);
        bench.activate(account);
        await(() -> stock("SKU-1") == 1);
    }

    private List<String> unreadable() {
        return bench.texts(
                "SELECT l.sku FROM listing_issue i JOIN listing l ON l.id = i.listing WHERE i.account = ?"
                        + " AND i.source = 'READ' AND i.code = 'PROTOCOL'",
                account.id());
    }

    private static ChannelException fault(FailureKind kind) {
        return new ChannelException(kind, "Asked for by the test");
    }
}
