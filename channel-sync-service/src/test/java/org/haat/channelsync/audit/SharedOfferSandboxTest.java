package org.haat.channelsync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.haat.channelsync.SyncBench.Wish;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.Outcome.Status;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.SandboxedPartners;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.flipkart.FlipkartChannel;
import org.haat.channelsync.channel.flipkart.FlipkartConfig;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.TakenListing;
import org.haat.channelsync.listing.Urgency;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two accounts with a place each share one Flipkart seller and one SKU: what each does there, and what its audit says of it. */
class SharedOfferSandboxTest {
    private static final String SKU = "SHG-STOLE";
    private static final String FSN = "SARHANDLOOM00001";
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final AtomicReference<Runnable> afterDetails = new AtomicReference<>(() -> {});
    private SandboxedPartners sandbox;
    private FlipkartChannel channel;
    private Account weavers;
    private Account neighbours;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        sandbox = new SandboxedPartners(data, clock);
        channel = new FlipkartChannel(
                FlipkartConfig.at(sandbox.origin() + "/flipkart", LocalDate.of(2026, 11, 21)),
                HttpParts.inProcess(clock).withPause(clock.pause()).withTranscript(entry -> {
                    if (entry.operation().equals("getListingDetails")) {
                        afterDetails.getAndSet(() -> {}).run();
                    }
                }));
        Map<String, String> given = new HashMap<>();
        sandbox.post("/sandbox/api/accounts", """
                        {"partner":"flipkart","name":"federation","locationId":"LOC-A","otherLocationIds":["LOC-B"]}""")
                .properties()
                .forEach(one -> given.put(one.getKey(), one.getValue().asText()));
        weavers = account("weavers", "LOC-A", given);
        neighbours = account("neighbours", "LOC-B", given);
        sandbox.post("/sandbox/api/flipkart/catalogue", "{\"fsn\":\"" + FSN + "\",\"title\":\"A stole\"}");
        accepted(channel.put(weavers, List.of(line(ListingSnapshot.State.ON_SALE, 6))));
        clock.advance(Duration.ofMinutes(5));
        accepted(channel.put(neighbours, List.of(line(ListingSnapshot.State.ON_SALE, 4))));
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void eachAccountSetsAndSeesOnlyTheStockOfItsOwnPlace() {
        assertThat(stockAt(weavers)).isEqualTo(6);
        assertThat(stockAt(neighbours)).isEqualTo(4);

        stock(weavers, 2);
        accepted(channel.put(weavers, List.of(line(ListingSnapshot.State.ON_SALE, 1))));

        assertThat(stockAt(weavers)).isEqualTo(1);
        assertThat(stockAt(neighbours)).isEqualTo(4);
        assertThat(audit(weavers, State.LIVE, Wanted.ON_SALE, "content", 1).differences())
                .isEmpty();
        assertThat(audit(neighbours, State.LIVE, Wanted.ON_SALE, "content", 4).differences())
                .isEmpty();
    }

    @Test
    void whoRetiresLeavesTheNeighboursOnSaleAndItsAuditIsContent() {
        retire(weavers);

        assertThat(read(neighbours).live()).isTrue();
        assertThat(stockAt(neighbours)).isEqualTo(4);
        assertThat(stockAt(weavers)).isZero();
        assertThat(auditOfRetired(weavers)).isEmpty();
        stock(neighbours, 0);
        assertThat(auditOfRetired(weavers)).as("the neighbours sold out").isEmpty();
        assertThat(audit(neighbours, State.LIVE, Wanted.ON_SALE, "content", 0).differences())
                .isEmpty();

        retire(neighbours);
        assertThat(read(neighbours).live()).as("nobody sells it any more").isFalse();
        assertThat(auditOfRetired(neighbours)).isEmpty();
        assertThat(auditOfRetired(weavers)).isEmpty();
    }

    @Test
    void whoComesBackOpensItsPlaceAgain() {
        retire(weavers);

        accepted(channel.put(weavers, List.of(line(ListingSnapshot.State.ON_SALE, 3))));

        assertThat(stockAt(weavers)).isEqualTo(3);
        assertThat(stockAt(neighbours)).isEqualTo(4);
    }

    @Test
    void twoWhoLeaveAtOneMomentAreArchivedByTheFirstAudit() {
        afterDetails.set(() -> retire(neighbours));
        retire(weavers);
        assertThat(read(weavers).live()).as("each left it to the other").isTrue();
        assertThat(stockAt(weavers) + stockAt(neighbours)).isZero();

        assertThat(auditOfRetired(weavers)).containsExactly(new Difference(DriftKind.STATUS, "RETIRED", "LIVE"));
        retire(weavers);

        assertThat(read(weavers).live()).isFalse();
        assertThat(auditOfRetired(neighbours)).isEmpty();
    }

    @Test
    void whoPausesTakesNothingOffSaleForTheNeighbours() {
        accepted(channel.put(weavers, List.of(line(ListingSnapshot.State.PAUSED, 0))));

        assertThat(stockAt(weavers)).isZero();
        assertThat(read(neighbours).live()).isTrue();
        assertThat(audit(weavers, State.PAUSED, Wanted.PAUSED, "content", 0).differences())
                .isEmpty();
    }

    /** The window that an update leaves open, and that it does not stay open. */
    @Test
    void countThatAnUpdateOfTheNeighboursUndidIsFoundAndSentAgainByTheAudit() {
        afterDetails.set(() -> stock(neighbours, 1));
        accepted(channel.put(weavers, List.of(line(ListingSnapshot.State.ON_SALE, 6))));
        assertThat(stockAt(neighbours)).as("as it was read before it was set").isEqualTo(4);

        Ours books = ours(neighbours, State.LIVE, Wanted.ON_SALE, "content", 1);
        RemoteListing shown = read(neighbours);
        assertThat(compare(books, shown)).containsExactly(new Difference(DriftKind.STOCK, "1", "4"));
        Repair repair = new Repair(books, clock.instant());
        assertThat(repair.mend(DriftKind.STOCK, shown)).isTrue();
        FacetRow due = Objects.requireNonNull(repair.facets().get(Facet.STOCK));
        assertThat(due.work()).isEqualTo(Work.SEND);
        assertThat(due.urgency()).isEqualTo(Urgency.STOCK_DOWN);

        stock(
                neighbours,
                Objects.requireNonNull(StoredJson.read(due.desired(), FacetValues.Stock.class))
                        .quantity());
        assertThat(compare(books, read(neighbours))).isEmpty();
    }

    /** The same for a place that was closed meanwhile. */
    @Test
    void placeThatAnUpdateOfTheNeighboursOpenedAgainIsClosedByTheAudit() {
        afterDetails.set(() -> retire(neighbours));
        accepted(channel.put(weavers, List.of(line(ListingSnapshot.State.ON_SALE, 6))));
        assertThat(stockAt(neighbours)).isEqualTo(4);

        assertThat(auditOfRetired(neighbours)).containsExactly(new Difference(DriftKind.STATUS, "RETIRED", "LIVE"));
        retire(neighbours);

        assertThat(stockAt(neighbours)).isZero();
        assertThat(auditOfRetired(neighbours)).isEmpty();
        assertThat(stockAt(weavers)).isEqualTo(6);
    }

    private List<Difference> auditOfRetired(Account account) {
        return audit(account, State.RETIRED, Wanted.RETIRED, FacetValues.RETIRED, 0)
                .differences();
    }

    private Comparison audit(Account account, State state, Wanted wanted, String content, int stock) {
        return Comparison.of(ours(account, state, wanted, content, stock), read(account), clock.instant());
    }

    private List<Difference> compare(Ours ours, RemoteListing shown) {
        return Comparison.of(ours, shown, clock.instant()).differences();
    }

    /** What the books of an account say that Flipkart took. */
    private Ours ours(Account account, State state, Wanted wanted, String content, int stock) {
        TakenListing stole = new TakenListing(
                account.agency(),
                account.id(),
                "flipkart",
                SKU,
                FSN,
                clock.instant().minus(Duration.ofHours(1)));
        Map<Facet, FacetRow> facets = new EnumMap<>(Facet.class);
        facets.put(Facet.CONTENT, stole.content(content));
        facets.put(Facet.PRICE, stole.facet(Facet.PRICE, new FacetValues.Price(249_900, 199_900, "INR")));
        facets.put(Facet.STOCK, stole.facet(Facet.STOCK, new FacetValues.Stock(stock, 4)));
        return new Ours(stole.row(state, wanted), facets, null);
    }

    private RemoteListing read(Account account) {
        return channel.read(account, List.of(SKU)).get(0);
    }

    private int stockAt(Account account) {
        return Objects.requireNonNull(read(account).quantity());
    }

    private void stock(Account account, int pieces) {
        accepted(channel.setStock(account, List.of(new StockLine(SKU, 1, pieces, 4, FSN))));
    }

    private void retire(Account account) {
        accepted(channel.retire(account, List.of(line(ListingSnapshot.State.RETIRED, 0))));
    }

    private static void accepted(List<Outcome> outcomes) {
        assertThat(outcomes).extracting(Outcome::status).containsOnly(Status.ACCEPTED);
    }

    private static ListingLine line(ListingSnapshot.State state, int pieces) {
        ListingSnapshot snapshot =
                new Wish("a-federation", SKU, 1).state(state).price(199_900).snapshot();
        return new ListingLine(snapshot, pieces, FSN);
    }

    private static Account account(String agency, String place, Map<String, String> given) {
        return new Account(
                UUID.randomUUID(),
                agency,
                Map.of("seller_id", given.get("sellerId"), "location_id", place),
                Map.of("app_id", given.get("appId"), "app_secret", given.get("appSecret")));
    }
}
