package org.haat.outbox;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that polls, applies and then commits offsets. It does not wait until Kafka has written an offset: what was applied
 * is known when it comes again, and what waits in the meantime would wait for nothing. When the database or Kafka does not
 * answer it leaves the group without a commit and joins again after a pause, so that the same messages come again: nothing is
 * skipped.
 */
final class EventConsumer {
    private static final Duration POLL = Duration.ofSeconds(1);
    /** Kafka takes as much work over each offset as over an event. */
    private static final Duration COMMIT_EVERY = Duration.ofMillis(50);

    /** What Kafka has not written by then comes again. */
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private static final int BATCH = 500;
    /** How long a replica that was killed keeps its partitions from the others. */
    private static final int SILENCE_MILLIS = 15_000;

    private final EventHandler handler;
    private final Work work;
    private final Supplier<Consumer<byte[], byte[]>> joining;
    private final Thread thread;
    /** More is applied than Kafka was told, or than it took. */
    private boolean uncommitted;

    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> running;

    /** What is done with messages, on the consumer's thread; those of a batch that it throws for come again. */
    interface Work {
        void apply(List<ConsumerRecord<byte[], byte[]>> messages);
    }

    /** @param joining makes a member of the group, each time that it joins */
    EventConsumer(EventHandler handler, Work work, Supplier<Consumer<byte[], byte[]>> joining) {
        this.handler = handler;
        this.work = work;
        this.joining = joining;
        this.thread = new Thread(this::run, "consume-" + handler.name());
        this.thread.setDaemon(true);
    }

    EventConsumer(EventHandler handler, Work work, String bootstrapServers, String application) {
        this(handler, work, () -> join(settings(handler, bootstrapServers, application)));
    }

    private static Consumer<byte[], byte[]> join(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(EventHandler handler, String bootstrapServers, String application) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                application + '.' + handler.name(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                BATCH,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                8 << 20,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SILENCE_MILLIS,
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                10_000,
                ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false);
    }

    EventHandler handler() {
        return handler;
    }

    void start() {
        thread.start();
    }

    void askToStop() {
        stopping = true;
        Consumer<byte[], byte[]> consumer = running;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    void awaitStop() {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
        while (!stopping) {
            try {
                takePart(backoff);
            } catch (RuntimeException e) {
                Log.warnf("%s joins again at its last commit: %s", handler.name(), e.getMessage());
                backoff.pause();
            }
        }
    }

    private void takePart(Backoff backoff) {
        Consumer<byte[], byte[]> consumer = joining.get();
        try {
            running = consumer;
            consumer.subscribe(handler.topics());
            consume(consumer, backoff);
        } finally {
            running = null;
            consumer.close(CloseOptions.timeout(LEAVING));
        }
    }

    private void consume(Consumer<byte[], byte[]> consumer, Backoff backoff) {
        uncommitted = false;
        long committedNanos = System.nanoTime();
        try {
            while (!stopping) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(uncommitted ? COMMIT_EVERY : POLL);
                if (!polled.isEmpty()) {
                    work.apply(list(polled));
                    uncommitted = true;
                }
                if (uncommitted && System.nanoTime() - committedNanos >= COMMIT_EVERY.toNanos()) {
                    commit(consumer);
                    committedNanos = System.nanoTime();
                }
                backoff.reset();
            }
        } catch (WakeupException e) {
            Log.debugf("%s stops", handler.name());
        }
        if (uncommitted) {
            commit(consumer); // leaving the group waits for it
        }
    }

    private void commit(Consumer<byte[], byte[]> consumer) {
        uncommitted = false;
        consumer.commitAsync((offsets, failure) -> uncommitted |= failure != null);
    }

    private static List<ConsumerRecord<byte[], byte[]>> list(ConsumerRecords<byte[], byte[]> polled) {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>(polled.count());
        polled.forEach(messages::add);
        return messages;
    }
}
