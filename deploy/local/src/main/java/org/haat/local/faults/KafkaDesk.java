package org.haat.local.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.haat.local.demo.StepFailed;
import org.jspecify.annotations.Nullable;

/** The broker from outside: what an operator's tools do. */
final class KafkaDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final String bootstrapServers;

    KafkaDesk(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    private interface Work<T> {
        T on(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private <T> T with(Work<T> work) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            return work.on(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The drill was interrupted", e);
        }
    }

    TopicDump dump(Set<String> topics) {
        return TopicDump.of(bootstrapServers, topics);
    }

    /** How many messages these topics ever took. */
    long messages(Set<String> topics) {
        return ends(topics).values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<TopicPartition, Long> ends(Set<String> topics) {
        return with(admin -> {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition ->
                                    wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(wanted)
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .forEach((partition, info) -> ends.put(partition, info.offset()));
            return ends;
        });
    }

    /** Consumer groups of a service. */
    List<String> groups(String service) {
        return with(admin -> admin.listGroups().all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(service + '.'))
                .toList());
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        return with(admin -> admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** Everything from the beginning again; false while a member of the group is still counted as there. */
    boolean rewind(String group) {
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        try {
            committed(group).keySet().forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
            with(admin -> admin.alterConsumerGroupOffsets(group, beginning)
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    /** Messages that a group has not applied yet. */
    long lag(String group) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        Set<String> topics = new java.util.HashSet<>();
        committed.keySet().forEach(partition -> topics.add(partition.topic()));
        Map<TopicPartition, Long> ends = ends(topics);
        return committed.entrySet().stream()
                .mapToLong(entry ->
                        ends.getOrDefault(entry.getKey(), 0L) - entry.getValue().offset())
                .sum();
    }

    /** How many partitions a topic has. */
    int partitions(String topic) {
        return (int) ends(Set.of(topic)).keySet().stream().count();
    }

    void send(String topic, int partition, @Nullable String key, byte[] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, keyBytes, value))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StepFailed("A message could not be sent to " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The drill was interrupted", e);
        }
    }
}
