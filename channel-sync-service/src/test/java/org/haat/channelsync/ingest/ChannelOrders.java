package org.haat.channelsync.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.haat.event.ChannelOrder;
import org.haat.event.EventJson;
import org.haat.event.Topics;
import org.haat.testsupport.TestKafka;

/** Reads channel.order from the beginning, as an auditor; each look goes on where the last one ended. */
public final class ChannelOrders {
    private static final class Auditor {
        static final Auditor ONLY = new Auditor();

        private final KafkaConsumer<byte[], byte[]> consumer = consumer();
        private final List<TopicPartition> partitions = consumer.partitionsFor(Topics.CHANNEL_ORDER).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        private final List<ChannelOrder> orders = new ArrayList<>();

        private Auditor() {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        synchronized List<ChannelOrder> untilNow() {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(one -> orders.add(EventJson.data(EventJson.read(one.value()), ChannelOrder.class)));
            }
            return List.copyOf(orders);
        }
    }

    private ChannelOrders() {}

    /** The orders of one account, oldest first. */
    public static List<ChannelOrder> of(String account) {
        return Auditor.ONLY.untilNow().stream()
                .filter(order -> order.account().equals(account))
                .sorted(Comparator.comparing(ChannelOrder::remoteOrderId).thenComparing(ChannelOrder::version))
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestKafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "auditor-" + UUID.randomUUID(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        return new KafkaConsumer<>(settings, bytes, bytes);
    }
}
