package org.haat.outbox;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.outbox.WaitingEvents.Row;

/**
 * Carries outbox rows to Kafka, those of one key in their order. When much waits, agencies take turns, and no more is sent
 * than readers keep up with: what one agency has too much of waits here, where another's can overtake it. One replica holds
 * the relay's lease. A commit wakes it by LISTEN/NOTIFY; a slow poll is the net for a lost wake-up. A row is deleted only
 * after the broker acknowledged it, so a crash in between sends it again under the same event id. A dead broker or database
 * makes it wait and try again, and never drops a row.
 */
@Singleton
public class OutboxRelay {
    static final String LEASE = "outbox-relay";
    private static final Duration LEASE_LENGTH = Duration.ofSeconds(10);
    /** So often, and not with each batch: long before it runs out. */
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int BATCH = 1_000;
    /** So few go at once, as they came; of more, agencies take turns. */
    private static final int FEW = 200;
    /** Between two looks whether readers have made room. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private final WaitingEvents waiting;
    private final Leases leases;
    private final RelayProducer producers;
    private final RelayWakeUp wakeUp;
    private final KafkaReaders readers;
    private final ThreadPoolExecutor asking;
    private final InFlight inFlight;
    private final Duration poll;
    /** More waited than goes at once, and the last of it was not seen yet. */
    private boolean crowded;
    /** What something waits for while it is crowded, known until something goes or is written. */
    private List<String> topics = List.of();

    private boolean topicsKnown;
    private boolean leased;
    private long leasedNanos;

    private volatile boolean stopping;
    private volatile Thread thread = new Thread(this::run, "outbox-relay");

    /** @param inFlight so many events of a topic may stand in Kafka before their readers */
    @Inject
    public OutboxRelay(
            DataSource dataSource,
            Leases leases,
            RelayProducer producers,
            RelayWakeUp wakeUp,
            KafkaReaders readers,
            @ConfigProperty(name = "haat.outbox.in-flight", defaultValue = "1000") int inFlight) {
        this(dataSource, leases, producers, wakeUp, readers, inFlight, POLL);
    }

    /** @param poll how long to wait for a wake-up before looking all the same */
    OutboxRelay(
            DataSource dataSource,
            Leases leases,
            RelayProducer producers,
            RelayWakeUp wakeUp,
            KafkaReaders readers,
            int inFlight,
            Duration poll) {
        this.poll = poll;
        this.waiting = new WaitingEvents(dataSource);
        this.leases = leases;
        this.producers = producers;
        this.wakeUp = wakeUp;
        this.readers = readers;
        this.asking = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OutboxRelay::askingThread);
        this.asking.allowCoreThreadTimeOut(true);
        this.inFlight = new InFlight(inFlight, readers, asking, System::nanoTime);
    }

    private static Thread askingThread(Runnable work) {
        Thread thread = new Thread(work, "outbox-readers");
        thread.setDaemon(true);
        return thread;
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
        asking.shutdownNow();
        readers.close();
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
                if (!holdsLease()) {
                    TimeUnit.SECONDS.sleep(1);
                } else if (!relayBatch()) {
                    wakeUp.await(poll);
                }
                backoff.reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | SendFailedException | RuntimeException e) {
                leased = false;
                topicsKnown = false;
                if (!stopping) {
                    Log.warnf("The outbox relay pauses and tries again: %s", e.getMessage());
                    backoff.pause();
                }
            }
        }
    }

    private boolean holdsLease() throws SQLException {
        long now = System.nanoTime();
        if (!leased || now - leasedNanos >= RENEWAL.toNanos()) {
            leased = leases.take(LEASE, LEASE_LENGTH);
            leasedNanos = now;
        }
        return leased;
    }

    /** Sends what may go now and deletes what the broker acknowledged; false when all that waited is gone. */
    private boolean relayBatch() throws SQLException, SendFailedException, InterruptedException {
        List<Row> rows = next();
        if (!rows.isEmpty()) {
            send(rows);
        } else if (crowded && wakeUp.await(PAUSE)) {
            topicsKnown = false;
        }
        return crowded;
    }

    /** All that waits, when that is little and has room; else what the agencies' turns give, topic by topic. */
    private List<Row> next() throws SQLException {
        if (!crowded) {
            List<Row> oldest = waiting.oldest(FEW);
            if (oldest.size() < FEW && haveRoom(oldest)) {
                return oldest;
            }
        }
        if (!topicsKnown) {
            topics = waiting.topics();
            topicsKnown = true;
        }
        crowded = !topics.isEmpty();
        List<Row> rows = new ArrayList<>();
        for (String topic : topics) {
            int room = Math.min(BATCH, inFlight.room(topic));
            if (room > 0) {
                rows.addAll(waiting.inTurns(topic, room));
                topicsKnown = false;
            }
        }
        topicsKnown &= crowded;
        return rows;
    }

    private boolean haveRoom(List<Row> rows) {
        Map<String, Integer> byTopic = new HashMap<>();
        rows.forEach(row -> byTopic.merge(row.topic(), 1, Integer::sum));
        return byTopic.entrySet().stream().allMatch(topic -> inFlight.room(topic.getKey()) >= topic.getValue());
    }

    private void send(List<Row> rows) throws SQLException, SendFailedException, InterruptedException {
        Producer<String, byte[]> producer = producers.get();
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        for (Row row : rows) {
            sent.add(producer.send(new ProducerRecord<>(row.topic(), row.key(), row.payload())));
        }
        producer.flush();
        settle(rows, sent);
    }

    private void settle(List<Row> rows, List<Future<RecordMetadata>> sent)
            throws SQLException, SendFailedException, InterruptedException {
        List<Long> acknowledged = new ArrayList<>(rows.size());
        Set<String> brokenKeys = new HashSet<>();
        Throwable cause = null;
        for (int i = 0; i < rows.size(); i++) {
            try {
                inFlight.sent(sent.get(i).get(30, TimeUnit.SECONDS));
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
        waiting.delete(acknowledged);
        if (cause != null) {
            producers.close();
            throw new SendFailedException(brokenKeys.size() + " keys were not acknowledged by Kafka", cause);
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
