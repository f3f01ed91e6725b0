package org.haat.bench.ground;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.StockLevel;

/** Tells the catalogue's facts as the catalogue does, for products that it does not have. Thread-safe. */
public final class CatalogueFeed implements AutoCloseable {
    private static final String SOURCE = "/catalog-service";
    private final KafkaProducer<String, byte[]> producer;

    CatalogueFeed(String bootstrapServers) {
        producer = new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /** As durable as the relay of the outbox is. */
    public static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0);
    }

    public void tell(Goods goods) {
        send(EventType.LISTING_SNAPSHOT, goods.agency(), goods.sku(), goods.snapshot());
    }

    public void tell(StockLevel level) {
        send(EventType.STOCK_LEVEL, level.agency(), level.sku(), level);
    }

    private void send(EventType type, String agency, String sku, Record data) {
        Event event = event(type, agency, sku, data);
        var sent = producer.send(new ProducerRecord<>(type.topic(), event.subject(), EventJson.write(event)));
        if (sent.isCancelled()) {
            throw new IllegalStateException("An event was not sent");
        }
    }

    /** An event as the catalogue's outbox holds it. */
    public static Event event(EventType type, String agency, String sku, Record data) {
        return EventJson.envelope(
                UUID.randomUUID(), SOURCE, type, EventKey.ofSku(agency, sku), Instant.now(), agency, null, data);
    }

    /** Returns when the broker has everything. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
