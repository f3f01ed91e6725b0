package org.haat.outbox;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Carries outbox rows to Kafka in the order of their keys. One replica holds the relay's lease. A commit wakes it by
 * LISTEN/NOTIFY; a slow poll is the net for a lost wake-up. A row is deleted only after the broker acknowledged it, so a
 * crash in between sends it again under the same event id. A dead broker or database makes it wait and try again, and
 * never drops a row.
 */
@Singleton
public class OutboxRelay {
    static final String LEASE = "outbox-relay";
    private static final Duration LEASE_LENGTH = Duration.ofSeconds(10);
    private static final int BATCH = 1_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private final DataSource dataSource;
    private final Leases leases;
    private final RelayProducer producers;
    private final RelayWakeUp wakeUp;
    private volatile boolean stopping;
    private volatile Thread thread = new Thread(this::run, "outbox-relay");

    public OutboxRelay(DataSource dataSource, Leases leases, RelayProducer producers, RelayWakeUp wakeUp) {
        this.dataSource = dataSource;
        this.leases = leases;
        this.producers = producers;
        this.wakeUp = wakeUp;
    }

    void start(@Observes StartupEvent event) {
        stopping = false;
        thread = new Thread(this::run, "outbox-relay");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(5_000);
        wakeUp.close();
        producers.close();
        try {
            leases.giveBack(LEASE);
        } catch (SQLException e) {
            Log.debug("The relay's lease was not given back; it runs out by itself", e);
        }
    }

    private void run() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), LONGEST_PAUSE);
        while (!stopping) {
            try {
                if (!leases.take(LEASE, LEASE_LENGTH)) {
                    TimeUnit.SECONDS.sleep(1);
                } else if (relayBatch() == 0) {
                    wakeUp.await();
                }
                backoff.reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | SendFailedException | RuntimeException e) {
                if (!stopping) {
                    Log.warnf("The outbox relay pauses and tries again: %s", e.getMessage());
                    backoff.pause();
                }
            }
        }
    }

    private record Row(long seq, String topic, String key, byte[] payload) {}

    /** Sends one batch and deletes what the broker acknowledged; returns how many rows it found. */
    private int relayBatch() throws SQLException, SendFailedException, InterruptedException {
        List<Row> rows = read();
        if (rows.isEmpty()) {
            return 0;
        }
        Producer<String, byte[]> producer = producers.get();
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        for (Row row : rows) {
            sent.add(producer.send(new ProducerRecord<>(row.topic(), row.key(), row.payload())));
        }
        producer.flush();
        settle(rows, sent);
        return rows.size();
    }

    private void settle(List<Row> rows, List<Future<RecordMetadata>> sent)
            throws SQLException, SendFailedException, InterruptedException {
        List<Long> acknowledged = new ArrayList<>(rows.size());
        Set<String> brokenKeys = new HashSet<>();
        Throwable cause = null;
        for (int i = 0; i < rows.size(); i++) {
            try {
                sent.get(i).get(30, TimeUnit.SECONDS);
                // A later event of a key whose earlier one failed is sent again after it: consumers drop the older
                // version.
                if (!brokenKeys.contains(rows.get(i).key())) {
                    acknowledged.add(rows.get(i).seq());
                }
            } catch (ExecutionException | TimeoutException e) {
                cause = e;
                brokenKeys.add(rows.get(i).key());
            }
        }
        delete(acknowledged);
        if (cause != null) {
            producers.close();
            throw new SendFailedException(brokenKeys.size() + " keys were not acknowledged by Kafka", cause);
        }
    }

    private List<Row> read() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT seq, topic, key, payload FROM outbox ORDER BY seq LIMIT " + BATCH);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(new Row(result.getLong(1), result.getString(2), result.getString(3), result.getBytes(4)));
            }
        }
        return rows;
    }

    private void delete(List<Long> seqs) throws SQLException {
        if (seqs.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE seq = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
            statement.executeUpdate();
        }
    }

    /** Kafka did not acknowledge a batch. */
    static final class SendFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        SendFailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
