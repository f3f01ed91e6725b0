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
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.OrderLineMovement;
import org.haat.order.order.OrderMoment.Happening;
import org.haat.order.tax.GstStates;
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

    /** Takes the head of the channel's newer version; lines and status follow in {@link OrderRevision}. */
    void followHead(ChannelOrder in, Instant now) {
        version = in.version();
        remoteGroupId = in.remoteGroupId();
        channelStatus = in.status();
        updatedAt = in.updatedAt();
        shipAfter = in.shipAfter();
        shipBy = in.shipBy();
        channelHold = in.onHold();
        totalMinor = in.total().minor();
        deliveryState = in.deliveryState() == null ? deliveryState : canonicalState(in.deliveryState());
        deliveryPin = in.deliveryPin() == null ? deliveryPin : in.deliveryPin();
        buyer = in.buyer() == null ? buyer : SealedBuyer.of(in.buyer());
        changedAt = now;
    }

    private static String canonicalState(String subdivision) {
        return GstStates.canonical(subdivision).orElse(subdivision);
    }

    /** True when {@code in} has the lines and the total that we have: the same order told again. */
    boolean showsTheSameAs(ChannelOrder in) {
        return totalMinor == in.total().minor()
                && lines.size() == in.lines().size()
                && in.lines().stream().allMatch(line -> lineByRemoteId(line.remoteLineId())
                        .filter(known -> known.quantity == line.quantity()
                                && known.sku.equalsIgnoreCase(line.sku())
                                && known.lineTotalMinor == line.lineTotal().minor()
                                && known.shippingMinor == line.shipping().minor())
                        .isPresent());
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
        boolean anyOpen = lines.stream().anyMatch(line -> line.openQuantity() > 0);
        if (!fulfilledByChannel && anyOpen && lines.stream().allMatch(OrderLine::isHeld)) {
            step(OrderStep.ALLOCATE, now, "catalogue", null);
        }
    }

    /** Why nothing of it may leave now, or empty. */
    Optional<OrderRefusal> refusesToLeave(Instant now) {
        if (fulfilledByChannel) {
            return refusal(
                    "fulfilled-by-channel", "The channel itself sends this order; there is nothing to ship here.");
        }
        if (!state.isOpen()) {
            return refusal("order-not-open", "The order is " + state + "; nothing of it can leave any more.");
        }
        if (channelStatus == Status.PENDING) {
            return refusal("order-pending", "The channel has not confirmed the payment. Wait; it goes on by itself.");
        }
        if (state == OrderState.RECEIVED) {
            return refusal("order-not-accepted", "Accept the order first.");
        }
        if (isOnHold()) {
            return refusal(
                    "order-on-hold",
                    channelHold ? "The channel holds this order. Wait until it lets go." : "On hold: " + holdReason);
        }
        if (shipAfter != null && now.isBefore(shipAfter)) {
            return refusal("too-early", "The channel takes it over from " + shipAfter + " on, not before.");
        }
        return Optional.empty();
    }

    private static Optional<OrderRefusal> refusal(String code, String message) {
        return Optional.of(OrderRefusal.of(code, message));
    }

    /** A person's decision to send it. */
    public Decision accept(Instant now, String actor) {
        if (channelStatus == Status.PENDING) {
            return Decision.refused("order-pending", "The channel has not confirmed the payment. Wait for it.");
        }
        if (!step(OrderStep.ACCEPT, now, actor, null)) {
            return wrongState("accepted");
        }
        allocateIfHeld(now);
        return Decision.done(List.of());
    }

    /** PACK or MAKE_READY. */
    public Decision advance(OrderStep step, Instant now, String actor) {
        Optional<OrderRefusal> refusal = refusesToLeave(now).filter(r -> !"too-early".equals(r.code()));
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        return step(step, now, actor, null)
                ? Decision.done(List.of())
                : wrongState(step.to().name());
    }

    /** Ends it before anything left; gives back what is held. */
    public Decision cancel(CancelledBy by, String reason, Instant now, String actor) {
        if (fulfilledByChannel && by == CancelledBy.SELLER) {
            return Decision.refused("fulfilled-by-channel", "The channel itself sends this order; cancel it there.");
        }
        if (shippedPieces() > 0) {
            return Decision.refused("partly-shipped", "Pieces of it have left. Cancel the open lines instead.");
        }
        if (!step(OrderStep.CANCEL, now, actor, reason)) {
            return wrongState("cancelled");
        }
        cancelledBy = by;
        lines.forEach(OrderLine::cancelOpen);
        List<OrderLineMovement> movements = OrderLine.settleAll(lines);
        reviewAttention();
        return Decision.done(movements);
    }

    /** Cancels what is open of one line; with the last open line the order ends or counts as shipped. */
    public Decision cancelLine(UUID lineId, String reason, Instant now, String actor) {
        Optional<OrderLine> line = line(lineId);
        if (line.isEmpty() || line.get().openQuantity() == 0 || !state.isOpen() || fulfilledByChannel) {
            return Decision.refused("line-not-open", "Nothing of this line is open, so nothing can be cancelled.");
        }
        if (lines.stream().allMatch(other -> other.equals(line.get()) || other.openQuantity() == 0)
                && shippedPieces() == 0) {
            return cancel(CancelledBy.SELLER, reason, now, actor);
        }
        line.get().cancelOpen();
        note(new Happening("LINE_CANCELLED", now, actor, line.get().sku + ": " + reason));
        List<OrderLineMovement> movements = OrderLine.settleAll(lines);
        shipIfNothingOpen(now, actor);
        allocateIfHeld(now);
        reviewAttention();
        return Decision.done(movements);
    }

    /** Asks the catalogue again for what was short. */
    public Decision reserveAgain(Instant now, String actor) {
        if (!state.isOpen() || lines.stream().noneMatch(line -> line.reservation == Reservation.SHORT)) {
            return Decision.refused("nothing-short", "No open line of this order is short of stock.");
        }
        note(new Happening("RESERVED_AGAIN", now, actor, null));
        List<OrderLineMovement> movements = OrderLine.settleAll(lines);
        reviewAttention();
        return Decision.done(movements);
    }

    /** Stops or resumes it by a person's word; null resumes. */
    public Decision hold(@Nullable String reason, Instant now, String actor) {
        if (!state.isOpen()) {
            return wrongState("held");
        }
        holdReason = reason;
        note(new Happening(reason == null ? "HOLD_LIFTED" : "HELD", now, actor, reason));
        return Decision.done(List.of());
    }

    /** Closes what was delivered, returned or came back. */
    public Decision close(Instant now, String actor) {
        return step(OrderStep.CLOSE, now, actor, null) ? Decision.done(List.of()) : wrongState("closed");
    }

    /**
     * Pieces are handed to a carrier now.
     *
     * @param pieces whole pieces by line id, each at least 1
     */
    public Decision ship(Map<UUID, Integer> pieces, Instant now, String actor) {
        Optional<OrderRefusal> refusal = refusesToLeave(now).or(() -> refusesPieces(pieces));
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        List<OrderLineMovement> movements = new ArrayList<>();
        for (OrderLine line : lines) {
            if (pieces.containsKey(line.id)) {
                movements.add(line.ship(pieces.get(line.id)));
            }
        }
        note(new Happening("PIECES_SHIPPED", now, actor, movements.size() + " lines"));
        shipIfNothingOpen(now, actor);
        reviewAttention();
        return Decision.done(movements);
    }

    private Optional<OrderRefusal> refusesPieces(Map<UUID, Integer> pieces) {
        for (Map.Entry<UUID, Integer> entry : pieces.entrySet()) {
            Optional<OrderLine> line = line(entry.getKey());
            if (line.isEmpty()) {
                return Optional.of(new OrderRefusal("unknown-line", "is no line of this order", "lines"));
            }
            int most = Math.max(0, line.get().shippableQuantity());
            if (entry.getValue() < 1 || entry.getValue() > most) {
                String message = line.get().sku + ": " + entry.getValue() + " pieces asked, " + most
                        + " can leave (open, and held by the catalogue)";
                return Optional.of(new OrderRefusal("too-many-pieces", message, "lines"));
            }
        }
        return pieces.isEmpty()
                ? refusal("nothing-to-ship", "No piece of this order is held and open.")
                : Optional.empty();
    }

    /** Every piece that may leave now, by line id. */
    public Map<UUID, Integer> shippablePieces() {
        return lines.stream()
                .filter(line -> line.shippableQuantity() > 0)
                .collect(Collectors.toMap(OrderLine::id, OrderLine::shippableQuantity));
    }

    /** The channel's answers to our shipments: flagged while one of them stands refused. */
    public void shipmentsAnswered(boolean anyRefused, String note, Instant now) {
        note(new Happening("SHIPMENT_ANSWERED", now, "channel " + channel, note));
        flag(Attention.SHIPMENT_REFUSED, anyRefused);
    }

    /** After pieces left: the order counts as shipped with its last open piece. */
    void shipIfNothingOpen(Instant now, String actor) {
        if (shippedPieces() > 0 && lines.stream().allMatch(line -> line.openQuantity() == 0)) {
            allocateForShipping(now);
            step(OrderStep.SHIP, now, actor, null);
        }
    }

    private void allocateForShipping(Instant now) {
        if (state == OrderState.ACCEPTED) {
            step(OrderStep.ALLOCATE, now, "catalogue", null);
        }
    }

    private Decision wrongState(String what) {
        return Decision.refused("wrong-state", "The order is " + state + "; it cannot be " + what + " now.");
    }

    void flag(Attention flag, boolean on) {
        Set<Attention> flags = flags();
        if (on ? flags.add(flag) : flags.remove(flag)) {
            attention = flags.stream().map(Attention::name).toArray(String[]::new);
        }
    }

    /** Works out again what follows from the lines and the status. */
    final void reviewAttention() {
        boolean open = state.isOpen();
        long sum = lines.stream()
                .mapToLong(line -> line.lineTotalMinor + line.shippingMinor)
                .sum();
        flag(Attention.UNKNOWN_SKU, open && lines.stream().anyMatch(l -> !l.skuKnown && l.openQuantity() > 0));
        flag(Attention.SHORT_STOCK, open && lines.stream().anyMatch(l -> l.reservation == Reservation.SHORT));
        flag(Attention.BUYER_WANTS_TO_CANCEL, open && lines.stream().anyMatch(l -> l.buyerCancelRequested));
        flag(Attention.TOTAL_DIFFERS, open && sum != totalMinor);
        flag(
                Attention.CANCEL_ON_CHANNEL,
                cancelledBy == CancelledBy.SELLER && !isFromPartner() && channelStatus != Status.CANCELLED);
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
