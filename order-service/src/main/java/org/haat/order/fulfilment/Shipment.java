package org.haat.order.fulfilment;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.event.ShipmentConfirmation;
import org.haat.event.ShipmentStep;
import org.haat.order.order.Order;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/** Goods of one order that were handed to a carrier, and what the channel said to it. */
@Entity
@Table(name = "shipment")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class Shipment extends AgencyRow {
    /** Stands in the place of a tracking number while only the marketplace knows it: it is on its label. */
    public static final String ON_LABEL = "ON-LABEL";

    /** Whether the channel shows it. */
    public enum Confirmation {
        /** No channel to tell: a partner's order, or one that its channel has cancelled. */
        NOT_NEEDED,
        WAITING,
        CONFIRMED,
        REFUSED
    }

    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "order_id", nullable = false)
    Order order;

    String clientKey;
    String requestHash;
    int packageNumber;
    String carrier;

    @Nullable
    String service;

    String trackingNumber;
    Instant shippedAt;
    Instant createdAt;
    String createdBy;

    @Enumerated(EnumType.STRING)
    Confirmation confirmation;

    @Nullable
    Instant confirmationAt;

    @Nullable
    String refusalCode;

    @Nullable
    String refusalMessage;

    /** How far a marketplace that makes the papers itself has got. */
    @Enumerated(EnumType.STRING)
    ShipmentStep.@Nullable Stage stage;

    @Nullable
    Instant stageAt;

    @Nullable
    String stageNote;

    /** Since when label and invoice can be fetched. */
    @Nullable
    Instant papersAt;

    @ElementCollection
    @CollectionTable(name = "shipment_line", joinColumns = @JoinColumn(name = "shipment_id"))
    List<ShipmentLine> lines = new ArrayList<>();

    protected Shipment() {}

    Shipment(Order order, ShipCommand command, int packageNumber, Instant now, String person) {
        this.id = UUID.randomUUID();
        this.agency = order.agency();
        this.order = order;
        this.clientKey = command.clientKey();
        this.requestHash = command.hash();
        this.packageNumber = packageNumber;
        this.carrier = command.carrier();
        this.service = command.service();
        this.trackingNumber = command.trackingNumber();
        this.shippedAt = command.shippedAt() == null ? now : command.shippedAt();
        this.createdAt = now;
        this.createdBy = person;
        this.confirmation = order.isFromPartner() ? Confirmation.NOT_NEEDED : Confirmation.WAITING;
    }

    /** Another carrier or number, to be told to the channel again. */
    void correct(String newCarrier, @Nullable String newService, String newTrackingNumber) {
        carrier = newCarrier;
        service = newService;
        trackingNumber = newTrackingNumber;
        confirmation = Confirmation.WAITING;
    }

    /** The channel cancelled the order: what it says to the parcel matters no more. */
    void withdrawn() {
        if (isUnanswered()) {
            confirmation = Confirmation.NOT_NEEDED;
        }
    }

    /** The channel's answer; an older one than we have changes nothing, nor does one that nobody waits for. */
    boolean answered(ShipmentConfirmation answer) {
        if (confirmation == Confirmation.NOT_NEEDED) {
            return false;
        }
        if (confirmationAt != null && answer.at().isBefore(confirmationAt)) {
            return false;
        }
        confirmationAt = answer.at();
        confirmation = answer.confirmed() ? Confirmation.CONFIRMED : Confirmation.REFUSED;
        refusalCode = answer.confirmed() ? null : answer.code();
        refusalMessage = answer.confirmed() ? null : answer.message();
        return true;
    }

    /** The marketplace came further; an older word than we have changes nothing. */
    boolean reached(ShipmentStep step) {
        if (stageAt != null && step.at().isBefore(stageAt)) {
            return false;
        }
        stage = step.stage();
        stageAt = step.at();
        stageNote = step.note();
        if (step.papers()) {
            papersAt = step.at();
            carrier = step.carrier() == null ? carrier : step.carrier();
            trackingNumber = step.trackingNumber() == null ? trackingNumber : step.trackingNumber();
        }
        return true;
    }

    /** It left, and the channel does not show that yet. */
    boolean isUnanswered() {
        return confirmation == Confirmation.WAITING || confirmation == Confirmation.REFUSED;
    }

    public UUID id() {
        return id;
    }

    public UUID orderId() {
        return order.id();
    }

    public String remoteOrderId() {
        return order.remoteOrderId();
    }

    public String channel() {
        return order.channel();
    }

    public @Nullable Instant shipBy() {
        return order.shipBy();
    }

    public Confirmation confirmation() {
        return confirmation;
    }
}
