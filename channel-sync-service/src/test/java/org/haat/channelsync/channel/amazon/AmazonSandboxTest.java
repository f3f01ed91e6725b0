package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ConsentFlow.Given;
import org.haat.channelsync.channel.ConsentFlow.Reason;
import org.haat.channelsync.channel.ConsentFlow.Refused;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Canceller;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channel against the partner sandbox, on one clock, at the marketplace's own pace. */
class AmazonSandboxTest {
    private static final Duration UNTIL_LIVE = Duration.ofMinutes(5);
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private SandboxedAmazon amazon;
    private Account account;
    private AmazonChannel channel;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        amazon = new SandboxedAmazon(data, clock);
        account = amazon.register("weavers");
        channel = new AmazonChannel(amazon.config(), HttpParts.inProcess(clock).withPause(clock.pause()));
    }

    @AfterEach
    void stop() throws IOException {
        amazon.close();
    }

    @Test
    void censusPagesThroughEverythingAndShowsWhatAReadingShows() {
        List<String> skus =
                IntStream.rangeClosed(1, 23).mapToObj(n -> "HAAT-" + n).toList();
        for (String sku : skus) {
            channel.put(account, List.of(Samples.listing(sku)));
            clock.advance(Duration.ofSeconds(1));
        }
        clock.advance(UNTIL_LIVE);

        ListingCensus.CensusPage first = channel.census(account, null);
        ListingCensus.CensusPage second = channel.census(account, first.next());

        assertThat(first.found()).hasSize(20);
        assertThat(second.next()).isNull();
        assertThat(Stream.of(first, second).flatMap(page -> page.found().stream()))
                .extracting(ListingCensus.Found::sku)
                .containsExactlyInAnyOrderElementsOf(skus);
        ListingCensus.Found one = second.found().get(0);
        assertThat(channel.read(account, List.of(one.sku()))).containsExactly(one.shown());
        assertThat(channel.sent(account, Samples.listing(one.sku())))
                .as("the page brings the texts along as they were sent")
                .containsAllEntriesOf(one.shown().content())
                .containsKey("item_name en_IN");
        assertThat(one.shown().content()).containsKeys("item_name en_IN", "bullet_point en_IN", "color en_IN");
    }

    @Test
    void listingGoesLiveIsBoughtAndShipped() throws Exception {
        List<Outcome> put = channel.put(account, List.of(Samples.listing("HAAT-1")));
        clock.advance(UNTIL_LIVE);
        RemoteListing live = channel.read(account, List.of("HAAT-1")).get(0);
        Instant before = clock.instant();
        amazon.post(
                "/sandbox/api/buyers/orders",
                "{\"partner\":\"amazon-in\",\"count\":1,\"quantity\":2,\"skus\":[\"HAAT-1\"]}");
        clock.advance(Duration.ofMinutes(10));
        RemoteOrder order =
                channel.ordersChangedSince(account, before, null).orders().get(0);
        boolean confirmed = channel.confirm(
                        account,
                        Samples.shipment(
                                order.remoteOrderId(), order.lines().get(0).remoteLineId()))
                .done();

        assertThat(put).extracting(Outcome::status).containsExactly(Outcome.Status.ACCEPTED);
        assertThat(live.live()).isTrue();
        assertThat(live.quantity()).isEqualTo(5);
        assertThat(live.price()).isEqualTo(Money.inr(199_950));
        assertThat(order.status()).isEqualTo(ChannelOrder.Status.UNSHIPPED);
        assertThat(order.total()).isEqualTo(Money.inr(399_900));
        assertThat(order.buyer()).isNotNull();
        assertThat(order.deliveryState()).isNotNull();
        assertThat(confirmed).isTrue();
        assertThat(channel.order(account, order.remoteOrderId()).orElseThrow().status())
                .isEqualTo(ChannelOrder.Status.SHIPPED);
    }

    @Test
    void cancellationOfEachKindComesWithItsCauseAndIsNotShipped() throws Exception {
        channel.put(account, List.of(Samples.listing("HAAT-1")));
        clock.advance(UNTIL_LIVE);
        Map<String, Canceller> kinds =
                Map.of("buyer", Canceller.BUYER, "marketplace", Canceller.CHANNEL, "seller", Canceller.SELLER);
        for (Map.Entry<String, Canceller> kind : kinds.entrySet()) {
            Instant before = clock.instant();
            String id = amazon.post(
                            "/sandbox/api/buyers/orders",
                            "{\"partner\":\"amazon-in\",\"quantity\":1,\"skus\":[\"HAAT-1\"]}")
                    .at("/placed/0/orderId")
                    .asText();
            clock.advance(Duration.ofMinutes(35));
            String line =
                    channel.order(account, id).orElseThrow().lines().get(0).remoteLineId();
            JsonNode done = amazon.post(
                    "/sandbox/api/cancellations",
                    "{\"orderId\":\"%s\",\"by\":\"%s\",\"reason\":\"A_REASON\"}".formatted(id, kind.getKey()));
            assertThat(done.path("state").asText()).isEqualTo("CANCELLED");
            clock.advance(Duration.ofMinutes(5));

            RemoteOrder order = channel.ordersChangedSince(account, before, null).orders().stream()
                    .filter(one -> one.remoteOrderId().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(order.status()).isEqualTo(ChannelOrder.Status.CANCELLED);
            assertThat(order.lines().get(0).cancelledQuantity()).isEqualTo(1);
            assertThat(order.lines().get(0).cancellation())
                    .as(kind.getKey())
                    .isEqualTo(new ChannelOrder.Cancellation(kind.getValue(), null, "A_REASON"));
            assertThatThrownBy(() -> channel.confirm(account, Samples.shipment(id, line)))
                    .isInstanceOfSatisfying(
                            ChannelException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.REJECTED));
        }
    }

    @Test
    void acceptedListingIsAbsentThenPresentThenLive() {
        channel.put(account, List.of(Samples.listing("HAAT-1")));
        boolean atOnce = channel.read(account, List.of("HAAT-1")).get(0).present();
        clock.advance(UNTIL_LIVE);

        assertThat(atOnce).isFalse();
        assertThat(channel.read(account, List.of("HAAT-1")).get(0).live()).isTrue();
    }

    @Test
    void stockKeepsTheLeadTimeAndThePriceKeepsTheMrp() {
        channel.put(account, List.of(Samples.listing("HAAT-1")));
        clock.advance(UNTIL_LIVE);
        channel.setStock(account, List.of(Samples.stock("HAAT-1", 0)));
        channel.setPrice(account, List.of(Samples.price("HAAT-1", Money.inr(249_900), Money.inr(150_000))));
        clock.advance(UNTIL_LIVE);

        RemoteListing read = channel.read(account, List.of("HAAT-1")).get(0);

        assertThat(read.quantity()).isZero();
        assertThat(read.price()).isEqualTo(Money.inr(150_000));
        assertThat(read.live()).as("sold out, not gone").isTrue();
        assertThat(read.issues()).isEmpty();
    }

    @Test
    void everyCraftOfTheTableHasAProductTypeThatTakesItsListing() {
        List<String> crafts = AmazonTable.rows("product-types.csv", 5).stream()
                .map(row -> row[0])
                .distinct()
                .toList();
        List<ListingLine> lines = IntStream.range(0, crafts.size())
                .mapToObj(n -> ofCraft("CRAFT-" + n, crafts.get(n)))
                .toList();

        List<Outcome> outcomes = channel.put(account, lines);

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(outcome.status()).as("%s", outcome).isEqualTo(Outcome.Status.ACCEPTED));
    }

    private static ListingLine ofCraft(String sku, String craft) {
        ListingSnapshot s = Samples.snapshot(sku);
        ListingSnapshot other = new ListingSnapshot(
                s.agency(),
                sku,
                s.version(),
                s.state(),
                s.channels(),
                craft,
                s.title(),
                s.description(),
                s.bullets(),
                s.brand(),
                s.attributes(),
                s.hsn(),
                s.gstRateBasisPoints(),
                s.gtin(),
                s.mrp(),
                s.price(),
                s.parcel(),
                s.images(),
                s.producer(),
                s.manufacturer(),
                s.packer(),
                s.countryOfOrigin(),
                s.leadTimeDays(),
                s.procurement());
        return new ListingLine(other, 5, null);
    }

    @Test
    void retiredListingIsGone() {
        channel.put(account, List.of(Samples.listing("HAAT-1")));
        clock.advance(UNTIL_LIVE);
        channel.retire(account, List.of(Samples.listing("HAAT-1")));
        clock.advance(UNTIL_LIVE);

        assertThat(channel.read(account, List.of("HAAT-1")).get(0).present()).isFalse();
    }

    @Test
    void repeatedShipmentOfAShippedOrderIsDone() throws Exception {
        channel.put(account, List.of(Samples.listing("HAAT-1")));
        clock.advance(UNTIL_LIVE);
        Instant before = clock.instant();
        amazon.post(
                "/sandbox/api/buyers/orders",
                "{\"partner\":\"amazon-in\",\"count\":1,\"quantity\":2,\"skus\":[\"HAAT-1\"]}");
        clock.advance(Duration.ofMinutes(10));
        RemoteOrder order =
                channel.ordersChangedSince(account, before, null).orders().get(0);
        var shipment =
                Samples.shipment(order.remoteOrderId(), order.lines().get(0).remoteLineId());
        channel.confirm(account, shipment);

        assertThat(channel.confirm(account, shipment).done()).isTrue();
    }

    @Test
    void everyOrderOfAHundredAndFiftyIsFoundOverPages() throws Exception {
        ListingLine many = new ListingLine(Samples.snapshot("HAAT-1"), 500, null);
        channel.put(account, List.of(many));
        clock.advance(UNTIL_LIVE);
        Instant before = clock.instant();
        amazon.post(
                "/sandbox/api/buyers/orders",
                "{\"partner\":\"amazon-in\",\"count\":150,\"quantity\":1,\"skus\":[\"HAAT-1\"]}");
        clock.advance(Duration.ofMinutes(10));

        var first = channel.ordersChangedSince(account, before, null);
        var second = channel.ordersChangedSince(account, before, first.next());

        assertThat(first.orders()).hasSize(100);
        assertThat(second.orders()).hasSize(50);
        assertThat(second.next()).isNull();
        assertThat(first.unreadable()).isEmpty();
    }

    private static final URI CALLBACK = URI.create("https://haat.example/sync/consent/amazon-in");

    /** What the seller's browser brings back from the consent page. */
    private Map<String, String> consent(String name, String decision) throws Exception {
        Map<String, String> settings = new HashMap<>(account.settings());
        settings.put("application_id", "amzn1.sellerapps.app.haat");
        account = new Account(account.id(), account.agency(), settings, account.secrets());
        URI page = channel.consentPage(account, "state-1", CALLBACK);
        String location = amazon.partners.back(page + "&account=" + name + "&decision=" + decision);
        assertThat(location).startsWith(CALLBACK + "?");
        return Stream.of(URI.create(location).getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Test
    void consentOfTheSellerBringsARefreshTokenOnceAndWithinFiveMinutes() throws Exception {
        Map<String, String> query = consent("weavers", "allow");
        assertThat(query).containsEntry("state", "state-1");

        assertThat(channel.exchange(account, query, CALLBACK)).isInstanceOfSatisfying(Given.class, given -> {
            assertThat(given.secrets().get("refresh_token")).startsWith("Atzr|");
            assertThat(given.toString()).doesNotContain("Atzr");
        });
        assertThat(refusal(query)).isEqualTo(Reason.LATE);
        Map<String, String> late = consent("weavers", "allow");
        clock.advance(Duration.ofMinutes(6));
        assertThat(refusal(late)).isEqualTo(Reason.LATE);
    }

    private Reason refusal(Map<String, String> query) {
        return ((Refused) channel.exchange(account, query, CALLBACK)).reason();
    }

    @Test
    void sellerWhoDeniesAndAnotherWhoAllowsConnectNothing() throws Exception {
        amazon.register("potters");

        assertThat(refusal(consent("weavers", "deny"))).isEqualTo(Reason.DENIED);
        assertThat(refusal(consent("potters", "allow"))).isEqualTo(Reason.FOREIGN);
    }
}
