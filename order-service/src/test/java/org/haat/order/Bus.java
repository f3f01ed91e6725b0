package org.haat.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.haat.event.OrderLineMovement;
import org.haat.event.ReservationOutcome;
import org.haat.event.Topics;
import org.haat.testsupport.TestKafka;

/** The other services' side of Kafka: says what they would say, and hears what order-service says. */
public final class Bus {
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    private static final List<Event> HEARD = new CopyOnWriteArrayList<>();

    static {
        Thread listener = new Thread(Bus::listen, "bus");
        listener.setDaemon(true);
        listener.start();
    }

    private Bus() {}

    private static void listen() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                TestKafka.bootstrapServers(),
                "group.id",
                "bus-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                1_000);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(Set.of(Topics.ORDER_LINE, Topics.ORDER_SHIPMENT, Topics.ORDER_CANCELLATION));
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> HEARD.add(EventJson.read(record.value())));
            }
        }
    }

    public static void say(ChannelOrder order) {
        say(
                EventType.CHANNEL_ORDER,
                EventKey.ofRemoteOrder(order.account(), order.remoteOrderId()),
                order.agency(),
                order);
    }

    public static void answer(OrderLineMovement movement, boolean granted) {
        say(
                EventType.RESERVATION_OUTCOME,
                EventKey.ofOrder(movement.agency(), movement.orderId()),
                movement.agency(),
                new ReservationOutcome(
                        movement.agency(),
                        movement.orderId(),
                        movement.lineId(),
                        movement.sku(),
                        movement.quantity(),
                        granted));
    }

    public static void list(String agency, String sku, long version) {
        say(EventType.LISTING_SNAPSHOT, EventKey.ofSku(agency, sku), agency, listing(agency, sku, version));
    }

    public static void say(EventType type, String key, String agency, Record data) {
        Event event = EventJson.envelope(UUID.randomUUID(), "/test", type, key, Instant.now(), agency, null, data);
        raw(type.topic(), key, EventJson.write(event));
    }

    public static void raw(String topic, String key, byte[] value) {
        try {
            PRODUCER.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything of one type that order-service has said so far and that fits, in order. */
    public static <T extends Record> List<T> heard(EventType type, Class<T> payload, Predicate<T> fits) {
        List<T> found = new ArrayList<>();
        for (Event event : HEARD) {
            if (event.type().equals(type.id())) {
                T data = EventJson.data(event, payload);
                if (fits.test(data)) {
                    found.add(data);
                }
            }
        }
        return found;
    }

    public static List<OrderLineMovement> movements(String orderId) {
        return heard(EventType.ORDER_LINE_MOVEMENT, OrderLineMovement.class, movement -> movement.orderId()
                .equals(orderId));
    }

    private static ListingSnapshot listing(String agency, String sku, long version) {
        ListingSnapshot.Contact contact = new ListingSnapshot.Contact("Maker", "Nadia", "741402", null, null);
        return new ListingSnapshot(
                agency,
                sku,
                version,
                ListingSnapshot.State.ON_SALE,
                List.of("amazon-in"),
                "tant",
                Map.of("en", "Saree " + sku),
                Map.of("en", "Handloom"),
                List.of(),
                "Generic",
                Map.of(),
                "52085900",
                500,
                null,
                Money.inr(249_900),
                Money.inr(99_900),
                new ListingSnapshot.Parcel(600, 30, 25, 5),
                List.of(),
                new ListingSnapshot.Producer("P04", Map.of("en", "Phulia"), "PWCS", 320, "19", "P04"),
                contact,
                contact,
                "IN",
                2,
                "REGULAR");
    }
}
