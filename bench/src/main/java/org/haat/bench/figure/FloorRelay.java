package org.haat.bench.figure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.haat.bench.ground.CatalogueFeed;
import org.haat.bench.ground.Tables;
import org.haat.local.LocalHaat;
import org.postgresql.PGConnection;

/**
 * The least that carries a committed row to a consumer: a trigger that notifies, a thread that reads, sends with all
 * acknowledgements and deletes, and a consumer that looks at its watch. On the same PostgreSQL and the same Kafka, as
 * durable as the real one, without leases, envelopes, versions, or anything that is done with the event.
 */
final class FloorRelay implements AutoCloseable {
    private static final String DATABASE = "bench";
    private static final String TOPIC = "bench.floor";
    private static final int WAIT_MILLIS = 200;
    private final LocalHaat haat;
    private final Map<String, Instant> consumed = new ConcurrentHashMap<>();
    private final KafkaProducer<String, byte[]> producer;
    private final List<Thread> threads;
    private volatile boolean stopping;

    FloorRelay(LocalHaat haat) throws SQLException, InterruptedException, ExecutionException {
        this.haat = haat;
        makeDatabase();
        makeTopic();
        producer = new KafkaProducer<>(
                CatalogueFeed.settings(haat.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        threads = List.of(new Thread(this::relay, "floor-relay"), new Thread(this::consume, "floor-consumer"));
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void makeDatabase() throws SQLException {
        try (Tables server = new Tables(haat.postgres(), "postgres")) {
            if (server.count("SELECT count(*) FROM pg_database WHERE datname = ?", DATABASE) == 0) {
                server.update("CREATE DATABASE " + DATABASE);
            }
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE floor (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL,"
                            + " payload bytea NOT NULL)");
            statement.execute("CREATE FUNCTION wake() RETURNS trigger LANGUAGE plpgsql AS"
                    + " 'BEGIN PERFORM pg_notify(''floor'', ''''); RETURN NULL; END'");
            statement.execute("CREATE TRIGGER wakes AFTER INSERT ON floor FOR EACH STATEMENT EXECUTE FUNCTION wake()");
        }
    }

    private void makeTopic() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, haat.kafka().bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 6, (short) 1))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    Connection connect() throws SQLException {
        return haat.postgres().auditor(DATABASE);
    }

    /** The statement that puts an event in: key, payload. */
    static String insert() {
        return "INSERT INTO floor (key, payload) VALUES (?, ?)";
    }

    /** When each event was consumed, by key. */
    Map<String, Instant> consumed() {
        return consumed;
    }

    private void relay() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN floor");
            while (!stopping) {
                if (relayBatch(connection) == 0) {
                    connection.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
                }
            }
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("The floor relay broke", e);
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int relayBatch(Connection connection) throws SQLException, ExecutionException, InterruptedException {
        List<Long> numbers = new ArrayList<>();
        List<java.util.concurrent.Future<?>> sent = new ArrayList<>();
        try (PreparedStatement read =
                        connection.prepareStatement("SELECT seq, key, payload FROM floor ORDER BY seq LIMIT 1000");
                ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
                sent.add(producer.send(new ProducerRecord<>(TOPIC, rows.getString(2), rows.getBytes(3))));
            }
        }
        if (numbers.isEmpty()) {
            return 0;
        }
        producer.flush();
        for (var one : sent) {
            one.get();
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM floor WHERE seq = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
            delete.executeUpdate();
        }
        return numbers.size();
    }

    private void consume() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                haat.kafka().bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "bench-floor",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(Set.of(TOPIC));
            while (!stopping) {
                consumer.poll(Duration.ofMillis(WAIT_MILLIS))
                        .forEach(message -> consumed.putIfAbsent(message.key(), Instant.now()));
            }
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join(2_000);
        }
        producer.close();
    }
}
