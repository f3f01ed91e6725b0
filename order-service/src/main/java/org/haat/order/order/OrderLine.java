package org.haat.order.order;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.haat.event.OrderLineMovement;
import org.haat.event.OrderLineMovement.Kind;
import org.haat.order.sku.KnownSku;
import org.haat.order.tax.GstStates;
import org.haat.order.tax.TaxSplit;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of one SKU in an order, and what the catalogue holds for them. Every movement has an id of its own that is
 * stored with the line's counters, so that no repeat makes a second one.
 */
@Entity
@Table(name = "order_line")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class OrderLine extends AgencyRow {
    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "order_id", nullable = false)
    Order order;

    String channel;
    String remoteOrderId;
    String remoteLineId;
    int position;
    String sku;
    boolean skuKnown;

    @Nullable
    String title;

    @Nullable
    String producerCode;

    @Nullable
    String producerName;

    int quantity;
    int cancelledQuantity;
    int shippedQuantity;

    /** Of what left, pieces that are back, whether or not they can be sold. */
    int returnedQuantity;

    /** What the channel last showed as cancelled; more on our side is ours to tell it. */
    int channelCancelledQuantity;

    @Embedded
    LineStock stock = new LineStock();
    /** Movements made so far; numbers their ids. */
    int movements;

    @Nullable
    Long unitPriceMinor;

    long lineTotalMinor;
    long shippingMinor;

    @Embedded
    @Nullable
    LineTax tax;

    boolean buyerCancelRequested;

    protected OrderLine() {}

    OrderLine(Order order, ChannelOrder.Line line, int position) {
        this.id = UUID.randomUUID();
        this.agency = order.agency();
        this.order = order;
        this.channel = order.channel;
        this.remoteOrderId = order.remoteOrderId;
        this.remoteLineId = line.remoteLineId();
        this.position = position;
        this.sku = line.sku();
        follow(line);
    }

    /** Takes the channel's newer figures. What we cancelled stays cancelled; what left cannot be cancelled. */
    final void follow(ChannelOrder.Line line) {
        quantity = Math.max(line.quantity(), shippedQuantity);
        channelCancelledQuantity = line.cancelledQuantity();
        cancelledQuantity = Math.min(Math.max(line.cancelledQuantity(), cancelledQuantity), quantity - shippedQuantity);
        title = line.title() == null ? title : Normalizer.normalize(line.title(), Normalizer.Form.NFC);
        unitPriceMinor = line.unitPrice() == null
                ? unitPriceMinor
                : Long.valueOf(line.unitPrice().minor());
        lineTotalMinor = line.lineTotal().minor();
        shippingMinor = line.shipping().minor();
        buyerCancelRequested = line.buyerCancelRequested();
    }

    /** Fills in what the catalogue knows, and the tax that follows from it. */
    void learn(KnownSku known) {
        skuKnown = true;
        sku = known.sku();
        title = title == null ? known.title() : title;
        producerCode = known.producerCode();
        producerName = known.producerName();
    }

    /** Pieces that the buyer pays for: what the channel cancelled is not paid, even if it had left by then. */
    int keptQuantity() {
        return order.channelStatus == ChannelOrder.Status.CANCELLED
                ? 0
                : quantity - Math.max(cancelledQuantity, Math.min(channelCancelledQuantity, quantity));
    }

    /** What the buyer pays for the pieces that were not cancelled, tax included, shipping not; rounded half up. */
    long soldMinor() {
        long kept = keptQuantity();
        return Math.floorDiv(Math.addExact(Math.multiplyExact(2 * lineTotalMinor, kept), quantity), 2L * quantity);
    }

    /**
     * Works out the tax inside the line.
     *
     * @param known what the catalogue tells of the SKU, or null
     * @param channelTax what the channel says, which wins, or null
     * @param placeOfSupply ISO part of the State, or null while nobody knows
     */
    void tax(@Nullable KnownSku known, @Nullable Money channelTax, @Nullable String placeOfSupply) {
        String supplier = known == null || known.gstState() == null
                ? null
                : GstStates.isoOf(known.gstState()).orElse(null);
        if (known == null || supplier == null || placeOfSupply == null) {
            tax = channelTax == null ? null : new LineTax(channelTax.minor(), null, null, null, null);
            return;
        }
        boolean sameState = supplier.equals(placeOfSupply);
        TaxSplit split = channelTax == null
                ? TaxSplit.ofInclusive(lineTotalMinor, known.taxRateBasisPoints(), sameState)
                : TaxSplit.ofKnown(lineTotalMinor, channelTax.minor(), sameState);
        tax = LineTax.of(split, known.taxRateBasisPoints());
    }

    int openQuantity() {
        return quantity - cancelledQuantity - shippedQuantity;
    }

    /** Pieces that may leave now: open, and held by the catalogue. */
    int shippableQuantity() {
        return Math.min(openQuantity(), stock.held() - shippedQuantity);
    }

    boolean isHeld() {
        return openQuantity() == 0 || stock.reservation == Reservation.GRANTED;
    }

    boolean isShort() {
        return stock.reservation == Reservation.SHORT;
    }

    /** More pieces left than the catalogue holds, or will hold once it has answered. */
    boolean leftWithoutStock() {
        return !order.fulfilledByChannel && shippedQuantity > stock.askedQuantity - stock.releasedQuantity;
    }

    /** We cancelled pieces that the channel still expects. */
    boolean cancelledOnlyByUs() {
        return cancelledQuantity > channelCancelledQuantity;
    }

    /** Pieces that the catalogue must hold or have held for it; an order that has ended wants no more than what left. */
    private int wantedQuantity() {
        if (order.fulfilledByChannel) {
            return 0;
        }
        return order.state.isOpen() ? quantity - cancelledQuantity : shippedQuantity;
    }

    /** Asks the catalogue for what the line needs and has not asked for, or gives back what it needs no more. */
    Optional<OrderLineMovement> settle() {
        int move = stock.settle(wantedQuantity());
        review();
        if (move == 0) {
            return Optional.empty();
        }
        return Optional.of(
                move > 0 ? movement(Kind.RESERVED, "reserved", move) : movement(Kind.RELEASED, "released", -move));
    }

    /**
     * Takes the catalogue's answer to one question and catches up with what the line came to want meanwhile. What was
     * refused is asked for again by itself only when the line by now needs fewer pieces than that, so that it ends.
     */
    Optional<OrderLineMovement> answered(int pieces, boolean granted) {
        stock.answered(pieces, granted);
        review();
        int missing = stock.missing(wantedQuantity());
        boolean askAgain = missing > 0 && (granted || missing < pieces) && order.state.isOpen();
        return missing < 0 || askAgain ? settle() : Optional.empty();
    }

    private void review() {
        stock.review(wantedQuantity(), order.state.isOpen() ? openQuantity() : 0);
    }

    /** Pieces left with a carrier. */
    OrderLineMovement ship(int pieces) {
        shippedQuantity += pieces;
        review();
        return movement(Kind.SHIPPED, "shipped", pieces);
    }

    /** Pieces are back; only what can be sold again goes on the shelf. */
    OrderLineMovement comeBack(int pieces, String disposition) {
        returnedQuantity += pieces;
        OrderLineMovement back = movement(Kind.RETURNED, "returned", pieces);
        return new OrderLineMovement(
                back.movementId(),
                back.kind(),
                back.agency(),
                back.orderId(),
                back.lineId(),
                back.sku(),
                back.quantity(),
                back.channel(),
                disposition);
    }

    void cancelOpen() {
        cancelledQuantity += openQuantity();
    }

    /** The channel shows the line no more. */
    void vanish() {
        cancelOpen();
        channelCancelledQuantity = cancelledQuantity;
    }

    private OrderLineMovement movement(Kind kind, String word, int pieces) {
        movements++;
        String movementId = id + ":" + word + ':' + movements;
        return new OrderLineMovement(
                movementId, kind, agency, order.id.toString(), id.toString(), sku, pieces, channel, null);
    }

    static List<OrderLineMovement> settleAll(List<OrderLine> lines) {
        return lines.stream().flatMap(line -> line.settle().stream()).toList();
    }

    public UUID id() {
        return id;
    }

    public String remoteLineId() {
        return remoteLineId;
    }

    public String sku() {
        return sku;
    }

    /** Pieces that left and are not back. */
    public int awayQuantity() {
        return shippedQuantity - returnedQuantity;
    }
}
