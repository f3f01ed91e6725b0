package org.haat.outbox;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the consumers of our events have come. */
interface Readers {
    /**
     * The next offset to read, by consumer group and partition; a group that never committed on a partition has none there.
     *
     * @throws Exception when it cannot be known now
     */
    Map<String, Map<TopicPartition, Long>> committed() throws Exception;
}
