package org.haat.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.haat.catalog.Api;
import org.haat.catalog.RealParts;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.Rows;
import org.haat.edge.Scope;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingStatus;
import org.haat.event.OrderLineMovement;
import org.haat.event.OrderLineMovement.Kind;
import org.haat.event.ReservationOutcome;
import org.haat.event.StockLevel;
import org.haat.event.Topics;
import org.haat.testsupport.TestKafka;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders and stock over real Kafka, and many buyers for the last pieces. */
@QuarkusTest
@RealParts
class OrderLineIT {
    @Inject
    Reservations reservations;

    private Api api;

    @BeforeEach
    void publishedProductWithTenPieces() {
        api = Api.newAgency("19");
        api.makeProducer();
        api.uploadPicture("main.jpg");
        api.importCsv("products", Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1"))));
        assertThat(api.bulk("submit", api.editor()).jsonPath().getInt("done")).isEqualTo(1);
        assertThat(api.bulk("approve", api.approver()).jsonPath().getInt("done"))
                .isEqualTo(1);
        assertThat(api.bulk("publish", api.approver()).jsonPath().getInt("done"))
                .isEqualTo(1);
    }

    @Test
    void publishingTellsTheWholeListingAndWhatMayBeSold() {
        try (Listener listener = new Listener(Topics.CATALOG_LISTING, Topics.CATALOG_STOCK)) {
            ListingSnapshot listing = listener.await(ListingSnapshot.class, api.agency());
            StockLevel stock = listener.await(StockLevel.class, api.agency());
            assertThat(listing.sku()).isEqualTo("A-1");
            assertThat(listing.version()).isEqualTo(1);
            assertThat(listing.state()).isEqualTo(ListingSnapshot.State.ON_SALE);
            assertThat(listing.channels()).containsExactly("amazon-in", "flipkart");
            assertThat(listing.gstRateBasisPoints()).isEqualTo(500);
            assertThat(listing.price().minor()).isEqualTo(185_000);
            assertThat(listing.images()).singleElement().satisfies(image -> assertThat(image.url())
                    .endsWith("/catalog/media/" + image.sha256()));
            assertThat(listing.producer().gstState()).isEqualTo("19");
            assertThat(stock.availableToSell()).isEqualTo(10);
        }
    }

    @Test
    void orderLineIsAnsweredAndLowersWhatMayBeSold() {
        try (Listener listener = new Listener(Topics.CATALOG_RESERVATION, Topics.CATALOG_STOCK)) {
            send(movement("l1", Kind.RESERVED, 3));
            ReservationOutcome granted = listener.await(ReservationOutcome.class, api.agency());
            assertThat(granted.granted()).isTrue();
            assertThat(granted.lineId()).isEqualTo("l1");
            await().atMost(Duration.ofSeconds(60)).until(() -> listener.lastStock(api.agency()) == 7);
            send(movement("l1", Kind.SHIPPED, 3));
            send(movement("l2", Kind.RESERVED, 8));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(stock().getInt("onHand")).isEqualTo(7);
                assertThat(stock().getInt("reserved")).isZero();
            });
            ReservationOutcome refused = listener.await(ReservationOutcome.class, api.agency(), "l2");
            assertThat(refused.granted()).isFalse();
        }
    }

    @Test
    void sameMovementInTwoEventsIsAppliedOnce() {
        send(movement("l1", Kind.RESERVED, 3));
        send(movement("l1", Kind.RESERVED, 3));
        send(movement("l1", Kind.RELEASED, 3));
        send(movement("l1", Kind.RELEASED, 3));
        send(movement("l2", Kind.RESERVED, 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> stock().getInt("reserved") == 1);
        assertThat(stock().getInt("onHand")).isEqualTo(10);
    }

    @Test
    void returnedGoodsAreSoldAgainOnlyWhenRestocked() {
        send(movement("l1", Kind.RESERVED, 2));
        send(movement("l1", Kind.SHIPPED, 2));
        send(new OrderLineMovement(
                "l1:back", Kind.RETURNED, api.agency(), "o1", "l1", "A-1", 1, "amazon-in", "RESTOCK"));
        send(new OrderLineMovement(
                "l1:torn", Kind.RETURNED, api.agency(), "o1", "l1", "A-1", 1, "amazon-in", "DAMAGED"));
        send(movement("l2", Kind.RESERVED, 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> stock().getInt("reserved") == 1);
        assertThat(stock().getInt("onHand")).isEqualTo(9);
    }

    @Test
    void unknownSkuIsAnsweredShortAndStopsNobody() {
        try (Listener listener = new Listener(Topics.CATALOG_RESERVATION)) {
            send(new OrderLineMovement(
                    "g:reserved", Kind.RESERVED, api.agency(), "o9", "g", "GONE", 1, "flipkart", null));
            assertThat(listener.await(ReservationOutcome.class, api.agency(), "g")
                            .granted())
                    .isFalse();
            send(movement("l1", Kind.RESERVED, 1));
            assertThat(listener.await(ReservationOutcome.class, api.agency(), "l1")
                            .granted())
                    .isTrue();
        }
    }

    @Test
    void skuInAnotherCaseIsTheSameProduct() {
        send(new OrderLineMovement("l1:reserved", Kind.RESERVED, api.agency(), "o1", "l1", "a-1", 2, "flipkart", null));
        await().atMost(Duration.ofSeconds(60)).until(() -> stock().getInt("reserved") == 2);
    }

    @Test
    void exactlyAsManyAreGrantedAsThereAreHoweverManyAskAtOnce() throws InterruptedException, ExecutionException {
        // Given
        ExecutorService buyers = Executors.newFixedThreadPool(8);
        List<Future<?>> orders = new ArrayList<>();
        // When
        for (int i = 0; i < 60; i++) {
            OrderLineMovement asked = movement("many-" + i, Kind.RESERVED, 1);
            orders.add(buyers.submit(() -> Scope.everything().run(() -> QuarkusTransaction.requiringNew()
                    .run(() -> reservations.apply(api.agency(), List.of(asked))))));
        }
        for (Future<?> order : orders) {
            order.get();
        }
        buyers.shutdown();
        // Then
        assertThat(stock().getInt("reserved")).isEqualTo(10);
        assertThat(stock().getInt("availableToSell")).isZero();
        long granted =
                api.editor().get(Api.path("/products/A-1/stock/movements")).jsonPath().<String>getList("kind").stream()
                        .filter("RESERVE"::equals)
                        .count();
        assertThat(granted).isEqualTo(10);
    }

    @Test
    void whatTheChannelSaysIsExplainedAndOlderWordsAreDropped() {
        sendStatus(2, ListingStatus.State.LIVE, List.of());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> "LIVE".equals(explain().getString("channels.find { it.channel == 'amazon-in' }.stand")));
        ListingStatus.Issue issue = new ListingStatus.Issue(
                "90220", "ERROR", "'brand' is required", "brand", "remedy.brand", ListingStatus.Owner.PRODUCER);
        sendStatus(1, ListingStatus.State.ISSUES, List.of(issue));
        sendStatus(3, ListingStatus.State.ISSUES, List.of(issue));
        await().atMost(Duration.ofSeconds(60)).until(() -> "REFUSED_BY_CHANNEL"
                .equals(explain().getString("channels.find { it.channel == 'amazon-in' }.stand")));
        assertThat(explain().getString("channels.find { it.channel == 'amazon-in' }.who"))
                .isEqualTo("PRODUCER");
        assertThat(explain().getString("channels.find { it.channel == 'amazon-in' }.issues[0].message"))
                .isEqualTo("'brand' is required");
        assertThat(explain().getString("channels.find { it.channel == 'flipkart' }.stand"))
                .isEqualTo("TOLD_CHANNEL");
    }

    private io.restassured.path.json.JsonPath stock() {
        return api.editor().get(Api.path("/products/A-1/stock")).jsonPath();
    }

    private io.restassured.path.json.JsonPath explain() {
        return api.editor().get(Api.path("/products/A-1/explain")).jsonPath();
    }

    private OrderLineMovement movement(String line, Kind kind, int quantity) {
        return new OrderLineMovement(
                line + ':' + kind, kind, api.agency(), "o1", line, "A-1", quantity, "amazon-in", null);
    }

    private void send(OrderLineMovement movement) {
        send(EventType.ORDER_LINE_MOVEMENT, EventKey.ofOrder(api.agency(), "o1"), movement);
    }

    private void sendStatus(long version, ListingStatus.State state, List<ListingStatus.Issue> issues) {
        String account = "11111111-1111-1111-1111-111111111111";
        ListingStatus status = new ListingStatus(
                api.agency(), account, "amazon-in", "A-1", version, state, "B0TEST", 1, Instant.now(), issues);
        send(EventType.LISTING_STATUS, EventKey.ofListing(api.agency(), account, "A-1"), status);
    }

    private void send(EventType type, String key, Record data) {
        Event event =
                EventJson.envelope(UUID.randomUUID(), "/test", type, key, Instant.now(), api.agency(), null, data);
        Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
            producer.send(new ProducerRecord<>(
                            type.topic(),
                            key.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            EventJson.write(event)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads topics from their beginning and keeps what it saw. */
    private static final class Listener implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<Event> seen = new ArrayList<>();

        Listener(String... topics) {
            ByteArrayDeserializer bytes = new ByteArrayDeserializer();
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers", TestKafka.bootstrapServers(),
                            "group.id", TestKafka.newName("listener"),
                            "auto.offset.reset", "earliest"),
                    bytes,
                    bytes);
            consumer.subscribe(List.of(topics));
        }

        <T extends Record> T await(Class<T> type, String agency) {
            return await(type, agency, "");
        }

        /** The first of that type for the agency that mentions the text. */
        <T extends Record> T await(Class<T> type, String agency, String text) {
            return org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                poll();
                                return seen.stream()
                                        .filter(event -> event.agency().equals(agency))
                                        .filter(event -> event.data().toString().contains(text))
                                        .filter(event -> EventType.of(event.type())
                                                .orElseThrow()
                                                .payload()
                                                .equals(type))
                                        .findFirst();
                            },
                            java.util.Optional::isPresent)
                    .map(event -> EventJson.data(event, type))
                    .orElseThrow();
        }

        int lastStock(String agency) {
            poll();
            return seen.stream()
                    .filter(event -> event.agency().equals(agency))
                    .filter(event -> event.type().equals(EventType.STOCK_LEVEL.id()))
                    .map(event -> EventJson.data(event, StockLevel.class))
                    .max(java.util.Comparator.comparingLong(StockLevel::version))
                    .map(StockLevel::availableToSell)
                    .orElse(-1);
        }

        private void poll() {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                seen.add(EventJson.read(message.value()));
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
