package org.haat.order.returns;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.event.ChannelReturn;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/** Goods of one line on their way back, as the channel last showed them, and what was found when they were here. */
@Entity
@Table(name = "order_return")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class OrderReturn extends AgencyRow {
    @Id
    UUID id;

    String account;
    String channel;
    String remoteReturnId;

    @Nullable
    String remoteOrderId;

    String remoteLineId;

    /** Null while we have no such order. */
    @Nullable
    UUID orderId;

    @Nullable
    UUID lineId;

    long version;

    @Version
    long revision;

    @Enumerated(EnumType.STRING)
    ChannelReturn.Kind kind;

    @Enumerated(EnumType.STRING)
    ChannelReturn.Status status;

    String channelStatus;
    int quantity;

    @Nullable
    String reason;

    @Nullable
    String subReason;

    @Nullable
    String carrier;

    @Nullable
    String trackingNumber;

    @Nullable
    Instant expectedAt;

    Instant createdAt;
    Instant updatedAt;

    /** Pieces that can be sold again; null until a person has looked. */
    @Nullable
    Integer sellable;

    @Nullable
    Integer damaged;

    @Nullable
    Instant receivedAt;

    @Nullable
    String receivedBy;

    protected OrderReturn() {}

    OrderReturn(ChannelReturn in) {
        this.id = UUID.randomUUID();
        this.agency = in.agency();
        this.account = in.account();
        this.channel = in.channel();
        this.remoteReturnId = in.remoteReturnId();
        this.createdAt = in.createdAt();
        follow(in);
    }

    /** What was counted here stays. */
    final void follow(ChannelReturn in) {
        version = in.version();
        kind = in.kind();
        status = in.status();
        channelStatus = in.channelStatus();
        remoteOrderId = in.remoteOrderId() == null ? remoteOrderId : in.remoteOrderId();
        remoteLineId = in.remoteLineId();
        quantity = receivedAt == null ? in.quantity() : Math.max(in.quantity(), quantity);
        reason = in.reason();
        subReason = in.subReason();
        carrier = in.carrier();
        trackingNumber = in.trackingNumber();
        expectedAt = in.expectedAt();
        updatedAt = in.updatedAt();
    }

    void received(int canBeSold, int cannotBeSold, Instant now, String person) {
        sellable = canBeSold;
        damaged = cannotBeSold;
        receivedAt = now;
        receivedBy = person;
    }

    boolean isReceived() {
        return receivedAt != null;
    }

    /** The channel shows it as back, and nobody has looked at it here. */
    boolean waitsForAPerson() {
        return !isReceived() && status == ChannelReturn.Status.COMPLETED;
    }
}
