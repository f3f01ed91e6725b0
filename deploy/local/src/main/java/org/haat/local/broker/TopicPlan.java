package org.haat.local.broker;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.haat.event.Topics;

/** How each topic of the contract is kept. */
final class TopicPlan {
    private static final int PARTITIONS = 6;
    private static final String SEVEN_DAYS_MILLIS = String.valueOf(7L * 24 * 60 * 60 * 1000);
    /** State by key: the newest snapshot is kept for ever. */
    private static final List<String> COMPACTED =
            List.of(Topics.CATALOG_LISTING, Topics.CATALOG_STOCK, Topics.CHANNEL_LISTING_STATUS);
    /** Facts, and buyers' sealed data: kept for seven days. */
    private static final List<String> SEVEN_DAYS = List.of(
            Topics.CATALOG_RESERVATION,
            Topics.CHANNEL_ORDER,
            Topics.CHANNEL_SHIPMENT,
            Topics.CHANNEL_SHIPMENT_STEP,
            Topics.CHANNEL_RETURN,
            Topics.ORDER_LINE,
            Topics.ORDER_SHIPMENT,
            Topics.ORDER_CANCELLATION);

    private TopicPlan() {}

    static List<NewTopic> topics() {
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        Map<String, String> sevenDays = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                SEVEN_DAYS_MILLIS);
        return Stream.concat(
                        COMPACTED.stream().map(name -> topic(name, compacted)),
                        SEVEN_DAYS.stream().map(name -> topic(name, sevenDays)))
                .toList();
    }

    private static NewTopic topic(String name, Map<String, String> configuration) {
        return new NewTopic(name, PARTITIONS, (short) 1).configs(configuration);
    }
}
