package org.haat.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka for the places of the consumer groups of Haat's own services; groups of others, whom nobody waits for, are
 * left out. Connects when first asked.
 */
@Singleton
public class KafkaReaders implements Readers {
    private static final long PATIENCE_SECONDS = 5;
    private static final Duration GROUPS_KNOWN_FOR = Duration.ofSeconds(30);
    private final String bootstrapServers;
    private final Set<String> services;
    private @Nullable Admin admin;
    private List<String> groups = List.of();
    private long groupsAskedNanos;

    /** @param services applications whose groups ({@code application.handler}) count as readers */
    public KafkaReaders(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(
                            name = "haat.outbox.readers",
                            defaultValue = "catalog-service,channel-sync-service,order-service")
                    Set<String> services) {
        this.bootstrapServers = bootstrapServers;
        this.services = Set.copyOf(services);
    }

    @Override
    public synchronized Map<String, Map<TopicPartition, Long>> committed() throws Exception {
        Admin kafka = admin();
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        Map<String, ListConsumerGroupOffsetsSpec> asked = groups(kafka).stream()
                .collect(Collectors.toMap(group -> group, g -> new ListConsumerGroupOffsetsSpec()));
        if (!asked.isEmpty()) {
            kafka.listConsumerGroupOffsets(asked)
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((group, offsets) -> committed.put(group, places(offsets)));
        }
        return committed;
    }

    private static Map<TopicPartition, Long> places(Map<TopicPartition, @Nullable OffsetAndMetadata> offsets) {
        Map<TopicPartition, Long> places = new HashMap<>();
        offsets.forEach((partition, place) -> {
            if (place != null) {
                places.put(partition, place.offset());
            }
        });
        return places;
    }

    private List<String> groups(Admin kafka) throws Exception {
        long now = System.nanoTime();
        if (groups.isEmpty() || now - groupsAskedNanos > GROUPS_KNOWN_FOR.toNanos()) {
            groups =
                    kafka
                            .listGroups(ListGroupsOptions.forConsumerGroups())
                            .all()
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .stream()
                            .map(GroupListing::groupId)
                            .filter(group -> services.contains(group.split("\\.", 2)[0]))
                            .toList();
            groupsAskedNanos = now;
        }
        return groups;
    }

    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    3_000,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    4_000));
        }
        return admin;
    }

    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
            admin = null;
        }
    }
}
