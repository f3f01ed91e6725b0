package org.haat.order.partner;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.order.order.TakeOrder;
import org.hibernate.annotations.Filter;

/** A message that was taken, kept longer than any partner repeats it. */
@Entity
@Table(name = "partner_message")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
class PartnerMessage extends AgencyRow {
    @EmbeddedId
    Key key;

    @Column(name = "body_sha256")
    String bodySha256;

    UUID orderId;

    @Enumerated(EnumType.STRING)
    TakeOrder.Outcome outcome;

    Instant receivedAt;

    protected PartnerMessage() {}

    PartnerMessage(Partner partner, String webhookId, String bodySha256, TakeOrder.Taken taken, Instant now) {
        this.key = new Key(partner.id, webhookId);
        this.agency = partner.agency();
        this.bodySha256 = bodySha256;
        this.orderId = taken.orderId();
        this.outcome = taken.outcome();
        this.receivedAt = now;
    }

    @Embeddable
    record Key(
            @Column(name = "partner_id") UUID partnerId,
            @Column(name = "webhook_id") String webhookId) implements Serializable {}
}
