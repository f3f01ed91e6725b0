package org.haat.order.order;

import io.quarkus.logging.Log;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.ChannelReturn;
import org.haat.event.OrderLineMovement;
import org.haat.order.order.OrderMoment.Happening;
import org.haat.vault.SealBrokenException;
import org.haat.vault.Vault;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * An order of any channel. It guards its own life: every change goes through {@link #step} and leaves a moment in its
 * history. Methods return what the change does to stock; the caller publishes that in the same transaction.
 */
@Entity
@Table(name = "orders")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class Order extends AgencyRow {
    @Id
    UUID id;

    String account;
    String channel;
    String remoteOrderId;

    @Nullable
    String remoteGroupId;
    /** The channel's version; the highest wins. */
    long version;
    /** Ours: grows with every change, for If-Match. */
    @Version
    long revision;

    @Enumerated(EnumType.STRING)
    OrderState state;

    @Enumerated(EnumType.STRING)
    Status channelStatus;

    @Enumerated(EnumType.STRING)
    @Nullable
    CancelledBy cancelledBy;

    @Embedded
    @Nullable
    Cancellation cancellation;

    /** Its channel cancelled it when pieces of it had left. */
    boolean cancelledUnderWay;

    Instant placedAt;
    Instant updatedAt;
    Instant receivedAt;
    Instant changedAt;

    @Nullable
    Instant shipAfter;

    @Nullable
    Instant shipBy;

    boolean channelHold;

    @Nullable
    String holdReason;

    boolean fulfilledByChannel;
    String currency;
    long totalMinor;

    @Nullable
    String deliveryState;

    @Nullable
    String deliveryPin;

    @Nullable
    String placeOfSupply;

    @Embedded
    @Nullable
    SealedBuyer buyer;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] attention = {};

    @OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
    @OrderBy("position")
    List<OrderLine> lines = new ArrayList<>();

    @OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    List<OrderMoment> history = new ArrayList<>();

    protected Order() {}

    Order(ChannelOrder in, Instant now, String actor) {
        this.id = UUID.randomUUID();
        this.agency = in.agency();
        this.account = in.account();
        this.channel = in.channel();
        this.remoteOrderId = in.remoteOrderId();
        this.placedAt = in.placedAt();
        this.fulfilledByChannel = in.fulfilledByChannel();
        this.currency = in.total().currency();
        this.receivedAt = now;
        this.state = OrderState.RECEIVED;
        this.version = Long.MIN_VALUE;
        note(new Happening("RECEIVED", now, actor, null));
    }

    /** Does the step if the life allows it here; false changes nothing. */
    boolean step(OrderStep step, Instant now, String actor, @Nullable String why) {
        if (!step.isAllowedFrom(state)) {
            return false;
        }
        OrderState before = state;
        state = step.to();
        changedAt = now;
        history.add(new OrderMoment(this, new Happening(step.name(), now, actor, why), before, state));
        return true;
    }

    /** Writes down something that leaves the state as it is. */
    void note(Happening happening) {
        changedAt = happening.at();
        history.add(new OrderMoment(this, happening, state, state));
    }

    /** Moves on to ALLOCATED when everything open is held. */
    void allocateIfHeld(Instant now) {
        if (!fulfilledByChannel && !nothingOpen() && lines.stream().allMatch(OrderLine::isHeld)) {
            step(OrderStep.ALLOCATE, now, "catalogue", null);
        }
    }

    /** The catalogue's answer to one question of a line. */
    List<OrderLineMovement> reservationAnswered(OrderLine line, int pieces, boolean granted, Instant now) {
        String cause = granted ? "RESERVATION_GRANTED" : "RESERVATION_SHORT";
        note(new Happening(cause, now, "catalogue", line.sku + " × " + pieces));
        List<OrderLineMovement> movements =
                line.answered(pieces, granted).stream().toList();
        if (!granted && line.leftWithoutStock()) {
            flag(Attention.SHIPPED_WITHOUT_STOCK, true);
        }
        allocateIfHeld(now);
        reviewAttention();
        return movements;
    }

    /** The channel's answers to our shipments: flagged while one of them stands refused. */
    public void shipmentsAnswered(boolean anyRefused, String note, Instant now) {
        note(new Happening("SHIPMENT_ANSWERED", now, "channel " + channel, note));
        flag(Attention.SHIPMENT_REFUSED, anyRefused);
    }

    /** The marketplace came further with a parcel of ours. */
    public void parcelMoved(String stage, String note, Instant at) {
        note(new Happening("PARCEL_" + stage, at, "channel " + channel, note));
    }

    /**
     * Flags the order while it must be handed over soon, or should have been.
     *
     * @param unanswered a parcel of it left, and the channel does not show that yet
     * @param soon how long before its time a person is told
     */
    public void reviewDeadline(boolean unanswered, Duration soon, Instant now) {
        boolean mayLeave = state.isOpen() && channelStatus != Status.PENDING && !channelHold && !fulfilledByChannel;
        boolean near = (mayLeave || unanswered) && shipBy != null && shipBy.isBefore(now.plus(soon));
        boolean missed = near && shipBy.isBefore(now);
        flag(Attention.DISPATCH_OVERDUE, missed);
        flag(Attention.DISPATCH_SOON, near && !missed);
    }

    /**
     * The channel shows goods of this order on their way back.
     *
     * @param waits whether some are back and nobody has looked at them
     */
    public void comesBack(
            ChannelReturn.Kind kind, ChannelReturn.Status status, String note, boolean waits, Instant now) {
        String actor = "channel " + channel;
        note(new Happening("RETURN_" + status, now, actor, note));
        if (kind == ChannelReturn.Kind.COURIER && status != ChannelReturn.Status.CANCELLED) {
            step(OrderStep.RETURN_TO_ORIGIN, now, actor, null);
        }
        flag(Attention.RETURN_TO_RECEIVE, waits);
    }

    /**
     * A person has the goods in hand.
     *
     * @param sellable pieces that go back on the shelf
     * @param damaged pieces that came and cannot be sold
     * @param othersWait whether more of this order is back and nobody has looked at it
     */
    public Decision takeBack(
            String remoteLineId, int sellable, int damaged, boolean othersWait, Instant now, String actor) {
        if (fulfilledByChannel) {
            return Decision.refused("fulfilled-by-channel", "The channel itself sent this order and takes it back.");
        }
        Optional<OrderLine> line = lineByRemoteId(remoteLineId);
        if (line.isEmpty()) {
            return Decision.refused("unknown-line", "The order has no such line; correct the stock in the catalogue.");
        }
        int most = line.get().shippedQuantity - line.get().returnedQuantity;
        if (sellable + damaged > most) {
            return Decision.refused("too-many-pieces", "Only " + most + " pieces of this line left and are not back.");
        }
        List<OrderLineMovement> movements = new ArrayList<>();
        if (sellable > 0) {
            movements.add(line.get().comeBack(sellable, "RESTOCK"));
        }
        if (damaged > 0) {
            movements.add(line.get().comeBack(damaged, "DAMAGED"));
        }
        String counted = line.get().sku + ": " + sellable + " to be sold again, " + damaged + " damaged";
        note(new Happening("GOODS_BACK", now, actor, counted));
        if (shippedPieces() > 0 && lines.stream().allMatch(one -> one.returnedQuantity == one.shippedQuantity)) {
            step(OrderStep.RETURN, now, actor, null);
        }
        flag(Attention.RETURN_TO_RECEIVE, othersWait);
        return Decision.done(movements);
    }

    /** Every parcel of it that was announced as coming back has been looked at. */
    public void nothingMoreComesBack() {
        flag(Attention.CANCELLED_UNDER_WAY, false);
    }

    /** The line under the channel's id. */
    public Optional<OrderLine> lineOf(String remoteLineId) {
        return lineByRemoteId(remoteLineId);
    }

    /** After pieces left: the order counts as shipped with its last open piece. */
    void shipIfNothingOpen(Instant now, String actor) {
        if (shippedPieces() > 0 && nothingOpen()) {
            allocateForShipping(now);
            step(OrderStep.SHIP, now, actor, null);
        }
    }

    private void allocateForShipping(Instant now) {
        if (state == OrderState.ACCEPTED) {
            step(OrderStep.ALLOCATE, now, "catalogue", null);
        }
    }

    void flag(Attention flag, boolean on) {
        Set<Attention> flags = flags();
        if (on ? flags.add(flag) : flags.remove(flag)) {
            attention = flags.stream().map(Attention::name).toArray(String[]::new);
        }
    }

    /** Works out again what follows from the lines and the status. */
    final void reviewAttention() {
        AttentionReview.of(this);
    }

    public Set<Attention> flags() {
        Set<Attention> flags = EnumSet.noneOf(Attention.class);
        for (String name : attention) {
            flags.add(Attention.valueOf(name));
        }
        return flags;
    }

    Optional<OrderLine> line(UUID lineId) {
        return lines.stream().filter(line -> line.id.equals(lineId)).findFirst();
    }

    Optional<OrderLine> lineByRemoteId(String remoteLineId) {
        return lines.stream()
                .filter(line -> line.remoteLineId.equals(remoteLineId))
                .findFirst();
    }

    int shippedPieces() {
        return lines.stream().mapToInt(line -> line.shippedQuantity).sum();
    }

    boolean nothingOpen() {
        return lines.stream().allMatch(line -> line.openQuantity() == 0);
    }

    /**
     * The buyer in the clear, or empty while there is none or the payment is not confirmed.
     *
     * @throws org.haat.vault.SealBrokenException if it was sealed under a key that this service does not have
     */
    public Optional<Buyer> openBuyer(Vault vault) {
        return buyer == null || channelStatus == Status.PENDING
                ? Optional.empty()
                : Optional.of(buyer.open(vault, SealedBuyer.context(account, remoteOrderId)));
    }

    /** The buyer masked; empty also when the seal cannot be opened, so that the rest of the order can be worked on. */
    public Optional<Buyer> maskedBuyer(Vault vault) {
        try {
            return openBuyer(vault).map(Buyer::masked);
        } catch (SealBrokenException e) {
            Log.warnf("Buyer cannot be opened orderId=%s: %s", id, e.getMessage());
            return Optional.empty();
        }
    }

    public boolean isOnHold() {
        return channelHold || holdReason != null;
    }

    public boolean isFromPartner() {
        return channel.startsWith("partner:");
    }

    public UUID id() {
        return id;
    }

    public String channel() {
        return channel;
    }

    public String account() {
        return account;
    }

    public String remoteOrderId() {
        return remoteOrderId;
    }

    public @Nullable Instant shipBy() {
        return shipBy;
    }

    public OrderState state() {
        return state;
    }

    public long revision() {
        return revision;
    }

    public List<OrderLine> lines() {
        return List.copyOf(lines);
    }

    public List<OrderMoment> history() {
        return List.copyOf(history);
    }
}
