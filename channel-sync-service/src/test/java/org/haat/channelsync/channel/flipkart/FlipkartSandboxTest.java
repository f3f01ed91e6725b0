package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ConsentFlow.Given;
import org.haat.channelsync.channel.ConsentFlow.Reason;
import org.haat.channelsync.channel.ConsentFlow.Refused;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.IdentifierSheet.Assigned;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.OrderSource.OrderPage;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.Outcome.Status;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.SandboxedPartners;
import org.haat.channelsync.channel.ShipmentSink.Progress;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Cancellation;
import org.haat.event.ChannelOrder.Canceller;
import org.haat.event.ChannelReturn;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.haat.event.Shipment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channel against the partner sandbox, on one clock, at the marketplace's own pace. */
class FlipkartSandboxTest {
    private static final Duration UNTIL_LIVE = Duration.ofMinutes(5);
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private SandboxedPartners sandbox;
    private Account account;
    private FlipkartChannel channel;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        sandbox = new SandboxedPartners(data, clock);
        account = register("weavers");
        FlipkartConfig config = FlipkartConfig.at(sandbox.origin() + "/flipkart", LocalDate.of(2026, 11, 21));
        channel = new FlipkartChannel(config, HttpParts.inProcess(clock).withPause(clock.pause()));
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void newProductGoesByTheSheetToSaleOrderAndDispatch() throws Exception {
        Listings stole = Listings.stole();
        assertThat(channel.put(account, List.of(stole.line(6, null))))
                .extracting(Outcome::status)
                .containsExactly(Status.AWAITING_IDENTIFIER);
        String fsn = identified(stole).get(0).remoteId();

        List<Outcome> put = channel.put(account, List.of(stole.line(6, fsn)));
        assertThat(put).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
        clock.advance(UNTIL_LIVE);
        RemoteListing live = channel.read(account, List.of(stole.sku())).get(0);
        assertThat(live.content())
                .isEqualTo(channel.sent(account, stole.line(6, fsn)))
                .isNotEmpty();
        assertThat(live.live()).isTrue();
        assertThat(live.remoteId()).isEqualTo(fsn);
        assertThat(live.quantity()).isEqualTo(6);
        assertThat(live.price()).isEqualTo(Money.inr(119_900));

        Instant before = clock.instant();
        buy(stole.sku(), 2);
        RemoteOrder order = walk(before).get(0);
        assertThat(order.status()).isEqualTo(ChannelOrder.Status.UNSHIPPED);
        assertThat(order.total()).isEqualTo(Money.inr(239_800));
        assertThat(order.lines().get(0).unitPrice()).isEqualTo(Money.inr(119_900));
        assertThat(order.deliveryState()).isNotNull();
        assertThat(order.buyer()).isNotNull();

        assertThat(untilDone(order).done()).isTrue();
        assertThat(channel.confirm(account, shipment(order)).done()).isTrue();
        clock.advance(Duration.ofDays(4));
        assertThat(channel.order(account, order.remoteOrderId()).orElseThrow().status())
                .isEqualTo(ChannelOrder.Status.DELIVERED);
        assertThat(walk(before)).extracting(RemoteOrder::status).containsExactly(ChannelOrder.Status.DELIVERED);
    }

    @Test
    void censusNamesWhatStandsThere() throws Exception {
        Listings stole = Listings.stole();
        String fsn = identified(stole).get(0).remoteId();
        channel.put(account, List.of(stole.line(6, fsn)));
        assertThat(channel.census(account, null).found()).isEmpty();
        clock.advance(UNTIL_LIVE);

        assertThat(channel.census(account, null))
                .isEqualTo(new CensusPage(List.of(new Found(stole.sku(), fsn, null)), null, true));
        assertThatThrownBy(() -> channel.census(account, "nowhere"))
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.REJECTED));
    }

    @Test
    void acceptedListingIsAbsentThenLiveThenChangedThenRetired() throws Exception {
        Listings stole = Listings.stole();
        String fsn = identified(stole).get(0).remoteId();
        channel.put(account, List.of(stole.line(6, fsn)));
        assertThat(channel.read(account, List.of(stole.sku()))).containsExactly(RemoteListing.absent(stole.sku()));
        clock.advance(UNTIL_LIVE);

        assertAccepted(channel.setStock(account, List.of(new StockLine(stole.sku(), 8, 0, 2, fsn))));
        assertAccepted(channel.setPrice(
                account, List.of(new PriceLine(stole.sku(), 8, Money.inr(140_000), Money.inr(99_900), fsn))));
        RemoteListing changed = channel.read(account, List.of(stole.sku())).get(0);
        assertThat(changed.quantity()).isZero();
        assertThat(changed.price()).isEqualTo(Money.inr(99_900));
        assertThat(changed.live()).as("sold out, not gone").isTrue();

        assertAccepted(channel.put(
                account, List.of(stole.state(ListingSnapshot.State.PAUSED).line(0, fsn))));
        RemoteListing paused = channel.read(account, List.of(stole.sku())).get(0);
        assertThat(paused.quantity()).isZero();
        assertAccepted(channel.setStock(account, List.of(new StockLine(stole.sku(), 9, 4, 2, fsn))));
        RemoteListing resumed = channel.read(account, List.of(stole.sku())).get(0);
        assertThat(resumed.live())
                .as("a stock call alone puts on sale what changed while it was paused")
                .isTrue();
        assertThat(resumed.quantity()).isEqualTo(4);

        assertAccepted(channel.retire(account, List.of(stole.line(0, fsn))));
        assertThat(channel.read(account, List.of(stole.sku())).get(0).live()).isFalse();
        assertAccepted(channel.retire(
                account, List.of(Listings.stole().sku("NEVER-WAS").line(0, fsn))));
    }

    @Test
    void listingRetiredBeforeItShowsNeverGoesLive() throws Exception {
        Listings stole = Listings.stole();
        String fsn = identified(stole).get(0).remoteId();
        channel.put(account, List.of(stole.line(6, fsn)));

        assertAccepted(channel.retire(account, List.of(stole.line(0, fsn))));
        clock.advance(UNTIL_LIVE);

        assertThat(channel.read(account, List.of(stole.sku())).get(0).live()).isFalse();
    }

    @Test
    void refusedSkuInABatchOfTwelveIsAloneInItsFate() throws Exception {
        List<Listings> twelve = IntStream.rangeClosed(1, 12)
                .mapToObj(n -> Listings.stole().sku("SHG-" + n))
                .toList();
        Map<String, String> fsns = new java.util.HashMap<>();
        identified(twelve.toArray(Listings[]::new)).forEach(one -> fsns.put(one.sku(), one.remoteId()));
        switchOn(
                "{\"fault\":\"partial-failure\",\"partner\":\"flipkart\",\"sku\":\"SHG-5\",\"message\":\"Not this one\"}");

        List<ListingLine> lines =
                twelve.stream().map(one -> one.line(1, fsns.get(one.sku()))).toList();
        List<Outcome> outcomes = channel.put(account, lines);

        assertThat(outcomes)
                .extracting(Outcome::sku)
                .containsExactlyElementsOf(twelve.stream().map(Listings::sku).toList());
        assertThat(outcomes.get(4).status()).isEqualTo(Status.REJECTED);
        assertThat(outcomes.get(4).issues().get(0).message()).isEqualTo("Not this one");
        assertThat(outcomes.stream().filter(outcome -> outcome.status() == Status.ACCEPTED))
                .hasSize(11);
    }

    @Test
    void manyOrdersOverRepeatingPagesAreAllSeen() throws Exception {
        String sku = live(200);
        Instant before = clock.instant();
        for (int i = 0; i < 45; i++) {
            buy(sku, 1);
        }
        switchOn("{\"fault\":\"repeat-page\",\"partner\":\"flipkart\",\"count\":1}");
        switchOn("{\"fault\":\"duplicate-orders\",\"partner\":\"flipkart\",\"count\":1}");

        List<RemoteOrder> orders = walk(before);

        assertThat(orders)
                .extracting(RemoteOrder::remoteOrderId)
                .doesNotHaveDuplicates()
                .hasSize(45);
    }

    @Test
    void cancellationOfEachKindIsFoundByItsOwnSweepWithItsCauseAndIsNotShipped() throws Exception {
        String sku = live(9);
        Instant before = clock.instant();
        String fsn = channel.read(account, List.of(sku)).get(0).remoteId();
        Map<String, Canceller> kinds =
                Map.of("buyer", Canceller.BUYER, "marketplace", Canceller.CHANNEL, "seller", Canceller.SELLER);
        for (Map.Entry<String, Canceller> kind : kinds.entrySet()) {
            channel.setStock(account, List.of(new StockLine(sku, 8, 9, 2, fsn)));
            RemoteOrder order = placed(clock.instant(), sku);
            clock.advance(Duration.ofMinutes(1));
            Instant at = clock.instant();
            sandbox.post(
                    "/sandbox/api/cancellations",
                    "{\"orderId\":\"%s\",\"by\":\"%s\",\"reason\":\"a_reason\"}"
                            .formatted(order.remoteGroupId(), kind.getKey()));

            Cancellation expected = new Cancellation(kind.getValue(), at, "a_reason");
            assertThat(cancellations(walk(before), order)).as(kind.getKey()).containsExactly(expected);
            RemoteOrder looked = channel.order(account, order.remoteOrderId()).orElseThrow();
            assertThat(looked.status()).isEqualTo(ChannelOrder.Status.CANCELLED);
            assertThat(cancellations(List.of(looked), order)).containsExactly(expected);
            assertThatThrownBy(() -> channel.confirm(account, shipment(order)))
                    .isInstanceOfSatisfying(
                            ChannelException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.REJECTED));
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void shipmentThatFlipkartCancelsOnItsWayToTheCourierIsNoLongerOnItsWay() throws Exception {
        String sku = live(5);
        RemoteOrder order = placed(clock.instant(), sku);
        clock.advance(Duration.ofHours(2));
        assertThat(untilDone(order).done()).isTrue();

        JsonNode byFlipkart = sandbox.post(
                "/sandbox/api/cancellations", "{\"orderId\":\"" + order.remoteOrderId() + "\",\"by\":\"marketplace\"}");

        assertThat(byFlipkart.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(channel.order(account, order.remoteOrderId()).orElseThrow().status())
                .isEqualTo(ChannelOrder.Status.CANCELLED);
    }

    private static List<Cancellation> cancellations(List<RemoteOrder> orders, RemoteOrder of) {
        return orders.stream()
                .filter(order -> order.remoteOrderId().equals(of.remoteOrderId()))
                .flatMap(order -> order.lines().stream())
                .map(ChannelOrder.Line::cancellation)
                .toList();
    }

    @Test
    void packingWaitsForItsTimeAndIsNeverDoneTwice() throws Exception {
        String sku = live(5);
        RemoteOrder order = placed(clock.instant(), sku);

        assertThat(channel.confirm(account, shipment(order)).step()).startsWith("waits until");
        clock.advance(Duration.ofMinutes(2));
        assertThat(channel.confirm(account, shipment(order)).step()).isEqualTo("packing");
        assertThat(channel.confirm(account, shipment(order)).step()).isEqualTo("packing");
        clock.advance(Duration.ofMinutes(1));
        assertThat(channel.confirm(account, shipment(order)).step()).isEqualTo("packed");
        assertThat(channel.papers(account, shipment(order))).hasValueSatisfying(papers -> {
            assertThat(new String(papers.pdf(), StandardCharsets.ISO_8859_1)).contains(order.remoteOrderId());
            assertThat(papers.trackingNumber()).startsWith("FMPP");
        });
        assertThat(channel.handOver(account, shipment(order))).isEqualTo(new Progress(true, "dispatched"));

        String calls = sandbox.get("/sandbox/api/calls?partner=flipkart&limit=1000");
        assertThat(calls.split("shipments/labels\"")).as("pack was called once").hasSize(2);
    }

    @Test
    void deliveredGoodsComeBackStepByStep() throws Exception {
        String sku = live(5);
        Instant before = clock.instant();
        RemoteOrder order = placed(before, sku);
        assertThat(untilDone(order).done()).isTrue();
        clock.advance(Duration.ofDays(4));
        sandbox.post(
                "/sandbox/api/flipkart/returns",
                "{\"account\":\"weavers\",\"orderId\":\"" + order.remoteGroupId() + "\"}");

        RemoteReturn begun =
                channel.returnsChangedSince(account, before, null).returns().get(0);
        assertThat(begun.remoteOrderId()).isEqualTo(order.remoteOrderId());
        assertThat(begun.remoteLineId()).isEqualTo(order.lines().get(0).remoteLineId());
        assertThat(begun.status()).isEqualTo(ChannelReturn.Status.CREATED);
        clock.advance(Duration.ofDays(5));
        assertThat(channel.oneReturn(account, begun.remoteReturnId())).hasValueSatisfying(back -> {
            assertThat(back.status()).isEqualTo(ChannelReturn.Status.COMPLETED);
            assertThat(back.trackingNumber()).startsWith("RTN");
            assertThat(back.version()).isGreaterThan(begun.version());
        });
    }

    @Test
    void tokensThatExpireAreRenewedOnTheWay() throws Exception {
        String sku = live(5);
        sandbox.post("/sandbox/api/unkindness", "{\"fault\":\"expire-tokens\",\"partner\":\"flipkart\"}");

        assertThat(channel.read(account, List.of(sku)).get(0).live()).isTrue();
    }

    private void assertAccepted(List<Outcome> outcomes) {
        assertThat(outcomes).extracting(Outcome::status).containsOnly(Status.ACCEPTED);
    }

    /** The person with the sheet: takes it to Seller Hub, waits, brings it back. */
    private List<Assigned> identified(Listings... listings) throws Exception {
        byte[] sheet =
                channel.write(List.of(listings).stream().map(Listings::snapshot).toList());
        String id = sandbox.post(
                        "/sandbox/api/flipkart/seller-hub/sheet?account=weavers",
                        new String(sheet, StandardCharsets.UTF_8))
                .path("id")
                .asText();
        clock.advance(Duration.ofMinutes(5));
        String answer = sandbox.get("/sandbox/api/flipkart/seller-hub/sheet/" + id);
        return channel.read(answer.getBytes(StandardCharsets.UTF_8)).assigned();
    }

    private String live(int pieces) throws Exception {
        Listings stole = Listings.stole();
        String fsn = identified(stole).get(0).remoteId();
        channel.put(account, List.of(stole.line(pieces, fsn)));
        clock.advance(UNTIL_LIVE);
        return stole.sku();
    }

    private RemoteOrder placed(Instant before, String sku) throws Exception {
        buy(sku, 1);
        return walk(before).get(0);
    }

    private void buy(String sku, int pieces) throws Exception {
        JsonNode placed = sandbox.post(
                "/sandbox/api/buyers/orders",
                "{\"partner\":\"flipkart\",\"count\":1,\"quantity\":" + pieces + ",\"skus\":[\"" + sku + "\"]}");
        assertThat(placed.path("placed")).hasSize(1);
    }

    /** All pages; the newest of each order. */
    private List<RemoteOrder> walk(Instant since) {
        Map<String, RemoteOrder> orders = new java.util.LinkedHashMap<>();
        String cursor = null;
        int pages = 0;
        do {
            OrderPage page = channel.ordersChangedSince(account, since, cursor);
            assertThat(page.unreadable()).isEmpty();
            page.orders().forEach(order -> orders.put(order.remoteOrderId(), order));
            cursor = page.next();
        } while (cursor != null && pages++ < 50);
        return new ArrayList<>(orders.values());
    }

    private Progress untilDone(RemoteOrder order) {
        Progress progress = channel.confirm(account, shipment(order));
        for (int i = 0; i < 5 && !progress.done(); i++) {
            clock.advance(Duration.ofMinutes(1));
            progress = channel.confirm(account, shipment(order));
            if (progress.step().equals("packed")) {
                assertThat(channel.papers(account, shipment(order))).isPresent();
                progress = channel.handOver(account, shipment(order));
            }
        }
        return progress;
    }

    private static Shipment shipment(RemoteOrder order) {
        return new Shipment(
                "mp-srlm",
                "account",
                "flipkart",
                "order-1",
                order.remoteOrderId(),
                "shipment-1",
                "1",
                "E-Kart Logistics",
                null,
                "FMPP0000000001",
                Instant.parse("2026-11-21T09:30:00Z"),
                "SHG/26-27/00042",
                LocalDate.of(2026, 11, 21),
                order.lines().stream()
                        .map(line -> new Shipment.Line(line.remoteLineId(), line.sku(), line.quantity()))
                        .toList());
    }

    private void switchOn(String fault) throws Exception {
        sandbox.post("/sandbox/api/unkindness", fault);
    }

    @Test
    void consentOfASellerBringsATokenThatOpensTheDoor() throws Exception {
        Map<String, String> settings = new HashMap<>(account.settings());
        settings.put("grant", "refresh_token");
        Account seller = new Account(account.id(), account.agency(), settings, account.secrets());
        URI callback = URI.create("https://haat.example/sync/consent/flipkart");
        URI page = channel.consentPage(seller, "state-1", callback);
        String code = sandbox.back(page + "&decision=allow").replaceAll(".*[?&]code=([^&]*).*", "$1");
        Map<String, String> query = Map.of("state", "state-1", "code", code);

        Given given = (Given) channel.exchange(seller, query, callback);
        assertThat(given.ends().get(CredentialLife.Kind.REFRESH_TOKEN))
                .isEqualTo(clock.instant().plusSeconds(15_552_000));
        Map<String, String> secrets = new HashMap<>(seller.secrets());
        secrets.putAll(given.secrets());
        Account connected = new Account(seller.id(), seller.agency(), settings, secrets);
        assertThat(channel.read(connected, List.of("nothing"))).hasSize(1);

        assertThat(channel.exchange(seller, query, callback))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.LATE));
        assertThat(channel.exchange(seller, Map.of("error", "access_denied"), callback))
                .isEqualTo(new Refused(Reason.DENIED, "access_denied"));
    }

    private Account register(String name) throws Exception {
        JsonNode given = sandbox.register("flipkart", name);
        return new Account(
                UUID.randomUUID(),
                "mp-srlm",
                Map.of(
                        "seller_id", given.path("sellerId").asText(),
                        "location_id", given.path("locationId").asText()),
                Map.of(
                        "app_id", given.path("appId").asText(),
                        "app_secret", given.path("appSecret").asText()));
    }
}
