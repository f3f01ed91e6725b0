package org.haat.order.order;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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

    int quantity;
    int cancelledQuantity;
    int shippedQuantity;

    @Enumerated(EnumType.STRING)
    Reservation reservation = Reservation.NONE;

    /** Pieces asked for and not refused. */
    int askedQuantity;
    /** Of these, granted. */
    int grantedQuantity;
    /** Of these, given back. */
    int releasedQuantity;
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
        return Math.min(openQuantity(), grantedQuantity - releasedQuantity - shippedQuantity);
    }

    boolean isHeld() {
        return openQuantity() == 0 || reservation == Reservation.GRANTED;
    }

    /**
     * Asks the catalogue for what the line needs and has not asked for, or gives back what it needs no more. One question
     * at a time: while an answer is outstanding nothing more is asked ({@link #settleAfterAnswer} catches up), because
     * what was given back of a refused question could not be told from what was given back of a granted one.
     */
    Optional<OrderLineMovement> settle() {
        int wanted = wantedQuantity();
        int difference = wanted - (askedQuantity - releasedQuantity);
        if (difference > 0 && isUnanswered()) {
            return Optional.empty();
        }
        if (difference > 0) {
            askedQuantity += difference;
            reservation = Reservation.ASKED;
            return Optional.of(movement(Kind.RESERVED, "reserved", difference));
        }
        if (difference < 0) {
            releasedQuantity -= difference;
            review();
            return Optional.of(movement(Kind.RELEASED, "released", -difference));
        }
        review();
        return Optional.empty();
    }

    /** Catches up with what the line came to want meanwhile. What was refused is not asked for again by itself. */
    Optional<OrderLineMovement> settleAfterAnswer(boolean granted) {
        boolean holdsTooMuch = askedQuantity - releasedQuantity > wantedQuantity();
        return order.state.isOpen() && (granted || holdsTooMuch) ? settle() : Optional.empty();
    }

    private boolean isUnanswered() {
        return askedQuantity > grantedQuantity;
    }

    private int wantedQuantity() {
        return order.fulfilledByChannel ? 0 : quantity - cancelledQuantity;
    }

    /** The catalogue's answer to one RESERVED movement. */
    void answered(int answeredQuantity, boolean granted) {
        if (granted) {
            grantedQuantity = Math.min(askedQuantity, grantedQuantity + answeredQuantity);
        } else {
            askedQuantity = Math.max(grantedQuantity, askedQuantity - answeredQuantity);
            releasedQuantity = Math.min(releasedQuantity, askedQuantity);
        }
        review();
    }

    private void review() {
        if (order.fulfilledByChannel || openQuantity() == 0) {
            reservation = Reservation.NONE;
        } else if (askedQuantity - releasedQuantity < quantity - cancelledQuantity) {
            reservation = Reservation.SHORT;
        } else {
            reservation = grantedQuantity - releasedQuantity >= quantity - cancelledQuantity
                    ? Reservation.GRANTED
                    : Reservation.ASKED;
        }
    }

    /** Pieces left with a carrier. */
    OrderLineMovement ship(int pieces) {
        shippedQuantity += pieces;
        review();
        return movement(Kind.SHIPPED, "shipped", pieces);
    }

    void cancelOpen() {
        cancelledQuantity += openQuantity();
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
}
