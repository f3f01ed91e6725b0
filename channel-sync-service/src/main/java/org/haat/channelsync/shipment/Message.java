package org.haat.channelsync.shipment;

import org.haat.channelsync.database.StoredJson;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;

/** What a channel must be told of an order. */
sealed interface Message {
    /** Order-service's id of it: the same for every repeat. */
    String id();

    String remoteOrderId();

    /** As it is stored. */
    Kind kind();

    Record payload();

    /** Goods that left, or pieces given up. */
    enum Kind {
        SHIPMENT("CONFIRM_SHIPMENT"),
        CANCELLATION("CANCEL_ORDER");

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }

        String operation() {
            return operation;
        }
    }

    /** Goods left. */
    record Left(Shipment payload) implements Message {
        @Override
        public String id() {
            return payload.shipmentId();
        }

        @Override
        public String remoteOrderId() {
            return payload.remoteOrderId();
        }

        @Override
        public Kind kind() {
            return Kind.SHIPMENT;
        }
    }

    /** The seller gives pieces up. */
    record GivenUp(OrderCancellation payload) implements Message {
        @Override
        public String id() {
            return payload.cancellationId();
        }

        @Override
        public String remoteOrderId() {
            return payload.remoteOrderId();
        }

        @Override
        public Kind kind() {
            return Kind.CANCELLATION;
        }
    }

    static Message read(Kind kind, String json) {
        return switch (kind) {
            case SHIPMENT -> new Left(StoredJson.read(json, Shipment.class));
            case CANCELLATION -> new GivenUp(StoredJson.read(json, OrderCancellation.class));
        };
    }
}
