package org.haat.order.returns;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.event.ChannelReturn;
import org.haat.order.order.Order;
import org.haat.order.order.OrderLine;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/** Goods of one line on their way back, as the channel last showed them, and what was found when they were here. */
@Entity
@Table(name = "order_return")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class OrderReturn extends AgencyRow {
    private static final String OUR_WORD = "cancelled:";
    private static final String BY_HAND = "hand:";

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
        this.createdAt = in.createdAt();
        follow(in);
    }

    /** Pieces that were under way when the order was cancelled: expected back before any channel announces them. */
    OrderReturn(Order order, OrderLine line, Instant now) {
        this.id = UUID.randomUUID();
        this.agency = order.agency();
        this.account = order.account();
        this.channel = order.channel();
        this.remoteReturnId = expectedId(line.id());
        this.remoteOrderId = order.remoteOrderId();
        this.remoteLineId = line.remoteLineId();
        this.orderId = order.id();
        this.lineId = line.id();
        this.version = Long.MIN_VALUE;
        this.kind = ChannelReturn.Kind.COURIER;
        this.status = ChannelReturn.Status.CREATED;
        this.channelStatus = "order cancelled";
        this.quantity = line.awayQuantity();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Pieces that came back though no channel announced them, with what a person found. */
    OrderReturn(Order order, OrderLine line, GoodsBack found, Instant now, String person) {
        this(order, line, now);
        this.remoteReturnId = idByHand(found.key());
        this.kind = ChannelReturn.Kind.CUSTOMER;
        this.status = ChannelReturn.Status.COMPLETED;
        this.channelStatus = "by hand";
        this.quantity = found.sellable() + found.damaged();
        this.reason = found.reason();
        received(found.sellable(), found.damaged(), now, person);
    }

    static String idByHand(String key) {
        return BY_HAND + key;
    }

    /** The id of a line's return while no channel has given it one. */
    static String expectedId(UUID lineId) {
        return OUR_WORD + lineId;
    }

    boolean isOurWord() {
        return remoteReturnId.startsWith(OUR_WORD) || remoteReturnId.startsWith(BY_HAND);
    }

    boolean isOpenFor(String line) {
        return remoteLineId.equals(line) && isOpen();
    }

    boolean isBookingOf(Order order, GoodsBack found) {
        return order.id().equals(orderId)
                && found.lineId().equals(lineId)
                && Objects.equals(sellable, found.sellable())
                && Objects.equals(damaged, found.damaged());
    }

    /** Still to be received. */
    boolean isOpen() {
        return !isReceived() && status != ChannelReturn.Status.CANCELLED;
    }

    /** What was counted here stays; a channel that announces what we expected gives it its id. */
    final void follow(ChannelReturn in) {
        remoteReturnId = in.remoteReturnId();
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
