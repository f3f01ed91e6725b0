package org.haat.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.haat.event.Event;
import org.haat.testsupport.TestKafka;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is applied, committed and asked for again, against Kafka's own fake of a consumer. */
class EventConsumerTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final List<Long> applied = new CopyOnWriteArrayList<>();
    private final AtomicInteger faults = new AtomicInteger();

    /** So many messages wait for whoever joins, to be polled one by one. */
    private volatile int waiting;
    /** The consumer is stopped while it applies this one. */
    private volatile long last = -1;

    private final EventConsumer consumer = new EventConsumer(new Reading("t"), this::apply, this::join);

    @AfterEach
    void stop() {
        consumer.askToStop();
        consumer.awaitStop();
    }

    @Test
    void noMessageWaitsUntilKafkaHasWrittenThePlaceOfTheOneBefore() {
        consumer.start();
        say(0);
        untilApplied(0L);
        say(1);
        untilApplied(0L, 1L);

        await().until(() -> members.get(0).place == 2);
        assertThat(members.get(0).waited).hasValue(0);
    }

    @Test
    void aPlaceThatKafkaDidNotTakeIsCommittedOnceMoreAlsoWhenNothingComes() {
        consumer.start();
        await().until(() -> !members.isEmpty());
        members.get(0).refusals.set(2);
        say(0);

        await().until(() -> members.get(0).place == 1);
        assertThat(members.get(0).refusals).hasValue(0);
        assertThat(applied).containsExactly(0L);
    }

    @Test
    void ofPlacesThatFollowUponEachOtherOnlySomeAreCommittedAndTheLastOne() {
        waiting = 200;
        last = 199;
        consumer.start();

        await().until(() -> !members.isEmpty() && members.get(0).closed());
        assertThat(applied).hasSize(200);
        assertThat(members.get(0).place).isEqualTo(200);
        assertThat(members.get(0).commits).hasValueLessThan(100);
    }

    @Test
    void whatCouldNotBeAppliedIsNotCommittedAndComesAgain() {
        faults.set(1);
        consumer.start();
        say(0);

        await().until(() -> members.size() == 2);
        assertThat(members.get(0).place).isZero();
        say(0);
        untilApplied(0L);
        await().until(() -> members.get(1).place == 1);
    }

    @Test
    void whatWasAppliedJustBeforeTheEndIsCommitted() {
        last = 0;
        waiting = 1;
        consumer.start();

        await().until(() -> !members.isEmpty() && members.get(0).closed());
        assertThat(applied).containsExactly(0L);
        assertThat(members.get(0).place).isEqualTo(1);
    }

    @Test
    void whoLeavesARealKafkaInOrderHasCommittedWhatItApplied() throws Exception {
        String topic = TestKafka.newName("told");
        String application = TestKafka.newName("reader");
        EventConsumer real =
                new EventConsumer(new Reading(topic), this::apply, TestKafka.bootstrapServers(), application);
        tell(topic, 3);

        real.start();
        untilApplied(0L, 1L, 2L);
        real.askToStop();
        real.awaitStop();

        KafkaReaders readers = new KafkaReaders(TestKafka.bootstrapServers(), Set.of(application));
        assertThat(readers.committed().get(application + ".reading")).containsEntry(new TopicPartition(topic, 0), 3L);
        readers.close();
    }

    private static void tell(String topic, int messages) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int n = 0; n < messages; n++) {
                var unused = producer.send(new ProducerRecord<>(topic, 0, null, new byte[0]));
            }
        }
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> messages) {
        if (faults.getAndDecrement() > 0) {
            throw new IllegalStateException("the database does not answer");
        }
        messages.forEach(message -> applied.add(message.offset()));
        if (applied.contains(last)) {
            consumer.askToStop();
        }
    }

    private Member join() {
        Member member = new Member();
        for (int offset = 0; offset < waiting; offset++) {
            member.say(offset);
        }
        members.add(member);
        return member;
    }

    /** To the member that joined last. */
    private void say(long offset) {
        await().until(() -> !members.isEmpty());
        members.get(members.size() - 1).say(offset);
    }

    private void untilApplied(Long... offsets) {
        await().atMost(Duration.ofSeconds(20)).until(() -> new ArrayList<>(applied).equals(List.of(offsets)));
    }

    /** Takes up one partition from its beginning, and counts the commits that it had to wait for. */
    private static final class Member extends MockConsumer<byte[], byte[]> {
        private final AtomicInteger waited = new AtomicInteger();
        private final AtomicInteger commits = new AtomicInteger();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile long place;

        Member() {
            super("earliest");
            updateBeginningOffsets(Map.of(PARTITION, 0L));
            schedulePollTask(() -> rebalance(Set.of(PARTITION)));
        }

        private void say(long offset) {
            schedulePollTask(() -> addRecord(new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0])));
        }

        @Override
        public synchronized void commitAsync(OffsetCommitCallback callback) {
            commits.incrementAndGet();
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                callback.onComplete(Map.of(), new DisconnectException());
            } else {
                super.commitAsync(callback);
                place = position(PARTITION);
            }
        }

        @Override
        public synchronized void commitSync() {
            waited.incrementAndGet();
            super.commitSync();
            place = position(PARTITION);
        }
    }

    private record Reading(String topic) implements EventHandler {
        @Override
        public String name() {
            return "reading";
        }

        @Override
        public Set<String> topics() {
            return Set.of(topic);
        }

        @Override
        public void apply(List<Event> events) {
            throw new AssertionError("the work is done elsewhere here");
        }
    }
}
