package org.haat.outbox;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many of our events stand in Kafka, by topic, before the slowest reader who is at work. In Kafka nobody can overtake;
 * what is to take turns must wait in the outbox, so little is let through at a time. A reader who does not move, or is so far
 * behind that holding back would gain nothing, is not waited for: one service that is away never stops another's events. Used
 * by one thread; readers are asked on another, so that an event waits for an answer only when there is no room without it.
 */
final class InFlight {
    /** A reader further behind than so many times the limit is not waited for. */
    private static final int TOO_FAR = 4;
    /** Longer than a replica that was killed keeps its partitions from the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** When Kafka could not say how far readers are, nothing is held and nobody asked for so long. */
    private static final Duration UNKNOWN = Duration.ofSeconds(5);

    private final int limit;
    private final Readers readers;
    private final Executor executor;
    private final LongSupplier nanos;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<String, Long> standing = new HashMap<>();
    private final Map<Reader, Place> places = new HashMap<>();
    private @Nullable CompletableFuture<Map<String, Map<TopicPartition, Long>>> asked;
    private boolean told;
    private long askAgainAtNanos;

    /** @param limit events of a topic, at least 1 */
    InFlight(int limit, Readers readers, Executor executor, LongSupplier nanos) {
        if (limit < 1) {
            throw new IllegalArgumentException("haat.outbox.in-flight must be 1 or more, not " + limit);
        }
        this.limit = limit;
        this.readers = readers;
        this.executor = executor;
        this.nanos = nanos;
        this.askAgainAtNanos = nanos.getAsLong();
    }

    private record Reader(String group, String topic) {}

    /** @param sinceNanos when it came to this place */
    private record Place(long committed, long sinceNanos) {}

    /** How many more events of a topic may go now; asks the readers in good time before that is none. */
    int room(String topic) {
        takeAnswer();
        if (askAgainAtNanos - nanos.getAsLong() > 0) {
            return limit;
        }
        long room = limit - standing.getOrDefault(topic, 0L);
        if (room <= limit / 2 && asked == null) {
            asked = CompletableFuture.supplyAsync(this::ask, executor);
        }
        return (int) Math.max(0, room);
    }

    /** Kafka has it. */
    void sent(RecordMetadata event) {
        if (event.hasOffset()) {
            // The last that was sent is the end, also where it is lower than before: then the topic was made anew.
            ends.put(new TopicPartition(event.topic(), event.partition()), event.offset() + 1);
        }
        standing.merge(event.topic(), 1L, Long::sum);
    }

    private Map<String, Map<TopicPartition, Long>> ask() {
        try {
            return readers.committed();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private void takeAnswer() {
        CompletableFuture<Map<String, Map<TopicPartition, Long>>> answer = asked;
        if (answer == null || !answer.isDone()) {
            return;
        }
        asked = null;
        standing.clear();
        try {
            answer.join().forEach(this::count);
            told = false;
        } catch (CompletionException e) {
            if (!told) {
                Log.warnf("Readers cannot be asked how far they are; nothing waits for them: %s", e.getMessage());
            }
            told = true;
            askAgainAtNanos = nanos.getAsLong() + UNKNOWN.toNanos();
        }
    }

    private void count(String group, Map<TopicPartition, Long> committed) {
        Map<String, Long> behind = new HashMap<>();
        Map<String, Long> place = new HashMap<>();
        committed.forEach((partition, next) -> {
            long end = ends.getOrDefault(partition, 0L);
            behind.merge(partition.topic(), Math.max(0, end - next), Long::sum);
            place.merge(partition.topic(), next, Long::sum);
        });
        behind.forEach((topic, events) -> {
            boolean moves = moves(new Reader(group, topic), place.getOrDefault(topic, 0L), events);
            if (moves && events <= (long) TOO_FAR * limit) {
                standing.merge(topic, events, Math::max);
            }
        });
    }

    private boolean moves(Reader reader, long committed, long behind) {
        long now = nanos.getAsLong();
        Place before = places.get(reader);
        if (behind == 0) {
            places.remove(reader); // its time runs from when it has work again
            return true;
        }
        if (before == null || before.committed() != committed) {
            places.put(reader, new Place(committed, now));
            return true;
        }
        return now - before.sinceNanos() < PATIENCE.toNanos();
    }
}
