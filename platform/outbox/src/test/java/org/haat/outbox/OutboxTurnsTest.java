package org.haat.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.StockLevel;
import org.haat.event.Topics;
import org.haat.testsupport.TestKafka;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One agency floods the outbox (F28): by counts of what arrived before another's change, not by the clock. */
class OutboxTurnsTest {
    private static final int IN_FLIGHT = 200;
    private static final int FLOOD = 5_000;
    private static final Pattern READ = Pattern.compile(" on outbox o .*actual rows=([0-9.]+) loops=([0-9]+)");
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String flooding = "f" + run;
    private final String quiet = "q" + run;
    private OutboxFixture fixture;
    private Outbox outbox;
    private OutboxRelay relay;
    private KafkaConsumer<String, byte[]> reader;

    @BeforeEach
    void start() throws Exception {
        fixture = new OutboxFixture();
        outbox = new Outbox(fixture.pool, Clock.systemUTC(), "catalog-service");
        relay = new OutboxRelay(
                fixture.pool,
                new Leases(fixture.pool),
                new RelayProducer(TestKafka.bootstrapServers()),
                new RelayWakeUp(fixture.pool),
                new KafkaReaders(TestKafka.bootstrapServers(), Set.of(run)),
                IN_FLIGHT);
        reader = reader();
    }

    @AfterEach
    void stop() throws InterruptedException {
        reader.close();
        relay.stop(new ShutdownEvent());
        fixture.pool.close();
    }

    @Test
    void aQuietAgencyOvertakesAHundredThousandEventsThatWereCommittedBefore() throws SQLException {
        try (Connection connection = fixture.database.asAuditor().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO outbox (event_id, topic, key, payload)"
                                + " SELECT gen_random_uuid(), ?, ? || '|' || n, '\\x00' FROM generate_series(1, 100000) n")) {
            insert.setString(1, Topics.CATALOG_STOCK);
            insert.setString(2, flooding);
            insert.executeUpdate();
        }
        outbox.append(List.of(level(quiet, "S", 1)));
        assertThat(new WaitingEvents(fixture.pool).inTurns(Topics.CATALOG_STOCK, IN_FLIGHT))
                .extracting(WaitingEvents.Row::key)
                .as("its place in the first batch")
                .startsWith(flooding + "|1", EventKey.ofSku(quiet, "S"));
        relay.start(new StartupEvent());

        // One round of turns, and what replaces it while the reader is at another partition.
        assertThat(readUntilQuiet()).isLessThanOrEqualTo(2 * IN_FLIGHT);
    }

    @Test
    void aFloodUnderWayWaitsInTheOutboxSoThatAnotherAgencySoonPasses() {
        outbox.append(flood());
        relay.start(new StartupEvent());
        read(3 * IN_FLIGHT);

        outbox.append(List.of(level(quiet, "S", 1)));

        // As above, after what stood in Kafka or was on its way there.
        assertThat(readUntilQuiet()).isLessThanOrEqualTo(3 * IN_FLIGHT);
    }

    @Test
    void keysKeepTheirOrderAndNothingIsLostHoweverManyAgenciesTakeTurns() throws SQLException {
        int agencies = 300; // more than find room at once
        List<Outbox.Entry> entries = new ArrayList<>();
        for (int version = 1; version <= 8; version++) {
            for (int n = 0; n < agencies; n++) {
                entries.add(level("n" + n + run, "S", version));
            }
        }
        outbox.append(entries);
        relay.start(new StartupEvent());

        Map<String, List<Long>> versions = new HashMap<>();
        read(entries.size()).forEach(message -> versions.computeIfAbsent(message.key(), key -> new ArrayList<>())
                .add(EventJson.data(EventJson.read(message.value()), StockLevel.class)
                        .version()));

        assertThat(versions).hasSize(agencies);
        assertThat(versions.values()).allSatisfy(of -> assertThat(of).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(fixture.count("outbox")).isZero());
    }

    @Test
    void theNextRoundBeginsAfterTheAgencyThatCameLast() throws SQLException {
        for (String agency : List.of("a", "a", "b", "c", "c")) {
            outbox.append(List.of(level(agency, "S", 1)));
        }
        WaitingEvents waiting = new WaitingEvents(fixture.pool);

        List<WaitingEvents.Row> first = waiting.inTurns(Topics.CATALOG_STOCK, 2);
        waiting.delete(first.stream().map(WaitingEvents.Row::seq).toList());
        List<WaitingEvents.Row> second = waiting.inTurns(Topics.CATALOG_STOCK, 10);

        assertThat(first).extracting(WaitingEvents.Row::key).containsExactly("a|S", "b|S");
        assertThat(second).extracting(WaitingEvents.Row::key).containsExactly("c|S", "a|S", "c|S");
        assertThat(waiting.topics()).containsExactly(Topics.CATALOG_STOCK);
    }

    /** Also before the database has looked at a table that filled up all at once. */
    @Test
    void ofALongFloodNoMoreIsReadThanIsTaken() throws SQLException {
        try (Connection connection = fixture.database.asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO outbox (event_id, topic, key, payload) SELECT gen_random_uuid(), 'flood',"
                    + " (CASE WHEN n <= 30000 THEN 'a' ELSE 'q' || n END) || '|' || n, '\\x00'"
                    + " FROM generate_series(1, 30009) n");
            assertThat(rowsRead(connection, 100)).isBetween(19.0, 60.0);
            statement.execute("ANALYZE outbox");
            assertThat(rowsRead(connection, 100)).isBetween(19.0, 60.0);
        }
        assertThat(new WaitingEvents(fixture.pool).inTurns("flood", 100)).hasSize(19);
    }

    private static double rowsRead(Connection connection, int room) throws SQLException {
        double rows = 0;
        String explain = "EXPLAIN (ANALYZE, TIMING OFF) " + WaitingEvents.IN_TURNS;
        try (PreparedStatement statement = connection.prepareStatement(explain)) {
            int n = 1;
            for (Object argument : List.of("flood", "flood", "flood", room, "", room)) {
                statement.setObject(n++, argument);
            }
            try (ResultSet line = statement.executeQuery()) {
                while (line.next()) {
                    Matcher read = READ.matcher(line.getString(1));
                    if (read.find()) {
                        assertThat(line.getString(1)).contains("outbox_turns");
                        rows += Double.parseDouble(read.group(1)) * Integer.parseInt(read.group(2));
                    }
                    assertThat(line.getString(1)).doesNotContainPattern("Filter: .*split_part");
                }
            }
        }
        return rows;
    }

    private List<Outbox.Entry> flood() {
        List<Outbox.Entry> entries = new ArrayList<>();
        for (int n = 1; n <= FLOOD; n++) {
            entries.add(level(flooding, "F" + n, 1));
        }
        return entries;
    }

    private static Outbox.Entry level(String agency, String sku, int version) {
        return new Outbox.Entry(
                EventType.STOCK_LEVEL, EventKey.ofSku(agency, sku), agency, new StockLevel(agency, sku, version, 3));
    }

    /** A slow consumer that has a place in the topic already. */
    private KafkaConsumer<String, byte[]> reader() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestKafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                run + ".slow",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                50,
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                500);
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.CATALOG_STOCK));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return !consumer.assignment().isEmpty();
        });
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        consumer.commitSync();
        return consumer;
    }

    private List<ConsumerRecord<String, byte[]>> read(int count) {
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    poll().forEach(read::add);
                    return read.size() >= count;
                });
        return read;
    }

    /** How many others came before the quiet agency's. */
    private int readUntilQuiet() {
        List<String> keys = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    poll().forEach(message -> keys.add(message.key()));
                    return keys.contains(EventKey.ofSku(quiet, "S"));
                });
        return keys.indexOf(EventKey.ofSku(quiet, "S"));
    }

    private Iterable<ConsumerRecord<String, byte[]>> poll() {
        Iterable<ConsumerRecord<String, byte[]>> polled = reader.poll(Duration.ofMillis(200));
        reader.commitSync();
        return polled;
    }
}
