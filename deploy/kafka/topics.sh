#!/usr/bin/env bash
# Makes the topics that are missing, with Kafka's own tool: topics.sh BOOTSTRAP-SERVERS [REPLICATION]. May run as often as one likes.
set -euo pipefail
replication=${2:-1}

topic() {
  "${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}" --bootstrap-server "$servers" --create --if-not-exists --topic "$1" \
    --partitions 6 --replication-factor "$replication" "${@:2}"
}

# State by key: the newest is kept for ever.
state() { topic "$1" --config cleanup.policy=compact; }
# Facts, and buyers' sealed data: kept for seven days.
facts() { topic "$1" --config cleanup.policy=delete --config retention.ms=604800000; }

servers=${1:?Say where Kafka is: topics.sh BOOTSTRAP-SERVERS [REPLICATION].}
state catalog.listing
state catalog.stock
state channel.listing-status
facts catalog.reservation
facts channel.order
facts channel.shipment
facts channel.shipment-step
facts channel.return
facts order.line
facts order.shipment
facts order.cancellation
