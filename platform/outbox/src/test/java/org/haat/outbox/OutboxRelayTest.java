package org.haat.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.StockLevel;
import org.haat.event.Topics;
import org.haat.testsupport.TestKafka;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
    /** Relays of this database that wait for a commit. */
    private static final String LISTENING = "pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = 'outbox-relay' AND query = 'LISTEN outbox' AND state = 'idle'";

    private final String agency = "a" + UUID.randomUUID().toString().substring(0, 8);
    private final List<OutboxRelay> relays = new ArrayList<>();
    private OutboxFixture fixture;
    private Outbox outbox;

    @BeforeEach
    void start() throws Exception {
        fixture = new OutboxFixture();
        outbox = new Outbox(fixture.pool, Clock.systemUTC(), "catalog-service");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (OutboxRelay relay : relays) {
            relay.stop(new ShutdownEvent());
        }
        fixture.pool.close();
    }

    @Test
    void eventsOfOneKeyArriveInTheOrderOfTheirCommitsAndLeaveNoRow() throws SQLException {
        startRelay(TestKafka.bootstrapServers());
        for (int version = 1; version <= 50; version++) {
            append("S" + version % 5, version);
        }
        List<ConsumerRecord<String, byte[]>> arrived = received(50);
        for (int key = 0; key < 5; key++) {
            String wanted = EventKey.ofSku(agency, "S" + key);
            List<Long> versions = arrived.stream()
                    .filter(message -> message.key().equals(wanted))
                    .map(message -> level(message).version())
                    .toList();
            assertThat(versions).hasSize(10).isSorted();
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(fixture.count("outbox")).isZero());
    }

    @Test
    void aChangeThatRolledBackHasNoEvent() throws SQLException {
        startRelay(TestKafka.bootstrapServers());
        try (Connection connection = fixture.database.asService().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO outbox (event_id, topic, key, payload)"
                    + " VALUES (gen_random_uuid(), 'catalog.stock', 'never', '\\x00')");
            connection.rollback();
        }
        append("S", 1);
        assertThat(received(1)).extracting(ConsumerRecord::key).containsExactly(EventKey.ofSku(agency, "S"));
    }

    /** The poll is the net for a lost wake-up only: here it would come long after everybody's patience. */
    @Test
    void anEventThatIsCommittedWhileTheRelayIsIdleGoesWithoutThePoll() throws Exception {
        append("S", 1);
        OutboxRelay relay = relay(TestKafka.bootstrapServers(), Duration.ofMinutes(10));
        relay.start(new StartupEvent());
        try {
            received(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> fixture.count(LISTENING) == 1);

            append("S", 2);

            assertThat(received(2))
                    .extracting(message -> level(message).version())
                    .containsExactly(1L, 2L);
        } finally {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(relay));
            append("S", 3); // wakes it, so that it sees that it is stopped
            stopped.join();
        }
    }

    @Test
    void whileKafkaIsDeadEventsWaitAndNothingIsLost() throws SQLException {
        startRelay("localhost:1");
        append("S", 1);
        append("S", 2);
        OutboxBacklog backlog =
                new OutboxBacklog(fixture.pool, new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(backlog.now().age()).isPositive());
        assertThat(backlog.now().size()).isEqualTo(2);
        stopRelays();
        startRelay(TestKafka.bootstrapServers());
        assertThat(received(2)).extracting(message -> level(message).version()).containsExactly(1L, 2L);
    }

    @Test
    void aBrokenDatabaseConnectionIsReplacedAndTheRelayGoesOn() throws SQLException {
        startRelay(TestKafka.bootstrapServers());
        append("S", 1);
        received(1);
        try (Connection connection = fixture.database.asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                    + fixture.database.user() + "'");
        }
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> append("S", 2));
        assertThat(received(2)).extracting(message -> level(message).version()).contains(2L);
    }

    @Test
    void onlyOneOfTwoReplicasRelays() throws SQLException {
        Leases first = new Leases(fixture.pool);
        Leases second = new Leases(fixture.pool);
        assertThat(first.take("relay", Duration.ofSeconds(30))).isTrue();
        assertThat(second.take("relay", Duration.ofSeconds(30))).isFalse();
        assertThat(first.take("relay", Duration.ofMillis(1))).isTrue();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(second.take("relay", Duration.ofSeconds(30))).isTrue());
        assertThat(first.take("relay", Duration.ofSeconds(30))).isFalse();
    }

    private void append(String sku, int version) {
        outbox.append(
                EventType.STOCK_LEVEL, EventKey.ofSku(agency, sku), agency, new StockLevel(agency, sku, version, 3));
    }

    private void startRelay(String bootstrapServers) {
        OutboxRelay relay = relay(bootstrapServers, Duration.ofSeconds(1));
        relay.start(new StartupEvent());
        relays.add(relay);
    }

    private OutboxRelay relay(String bootstrapServers, Duration poll) {
        return new OutboxRelay(
                fixture.pool,
                new Leases(fixture.pool),
                new RelayProducer(bootstrapServers),
                new RelayWakeUp(fixture.pool),
                new KafkaReaders(bootstrapServers, Set.of()),
                1_000,
                poll);
    }

    private static void stop(OutboxRelay relay) {
        try {
            relay.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stopRelays() {
        relays.forEach(OutboxRelayTest::stop);
        relays.clear();
    }

    /** Reads this test's messages until there are so many. */
    private List<ConsumerRecord<String, byte[]>> received(int count) {
        List<ConsumerRecord<String, byte[]>> mine = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestKafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                TestKafka.newName("relay-test"),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                500);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.CATALOG_STOCK));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (message.key().startsWith(agency)) {
                        mine.add(message);
                    }
                });
                return mine.size() >= count;
            });
        }
        return mine;
    }

    private static StockLevel level(ConsumerRecord<String, byte[]> message) {
        Event event = EventJson.read(message.value());
        return EventJson.data(event, StockLevel.class);
    }
}
