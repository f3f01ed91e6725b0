package org.haat.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.UnreadableEventException;
import org.haat.local.demo.StepFailed;

/**
 * Everything that stands in topics now, read from the beginning to the end by an observer of its own.
 *
 * @param events in the order of each partition, repeats among them
 * @param unreadable messages that are no events
 */
record TopicDump(List<Event> events, int unreadable) {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MOST_POLLS = 120;

    static TopicDump of(String bootstrapServers, Set<String> topics) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                bytes,
                bytes)) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return read(consumer, consumer.endOffsets(partitions));
        }
    }

    private static TopicDump read(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        List<Event> events = new ArrayList<>();
        int unreadable = 0;
        for (int i = 0; i < MOST_POLLS; i++) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                byte[] value = message.value();
                try {
                    if (value != null) {
                        events.add(EventJson.read(value));
                    }
                } catch (UnreadableEventException e) {
                    unreadable++;
                }
            }
            if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                return new TopicDump(events, unreadable);
            }
        }
        throw new StepFailed("The topics could not be read to their end: the observer is incomplete");
    }

    /** How many events stand there more than once under one id. */
    long repeats() {
        return events.size() - events.stream().map(Event::id).distinct().count();
    }

    /** Event ids under which two different things were told. */
    Set<String> contradictions() {
        Map<String, String> told = new HashMap<>();
        Set<String> contradicted = new HashSet<>();
        for (Event event : events) {
            String id = event.id().toString();
            String what = event.type() + event.subject() + event.data();
            String before = told.putIfAbsent(id, what);
            if (before != null && !before.equals(what)) {
                contradicted.add(id);
            }
        }
        return contradicted;
    }
}
