package org.haat.order.privacy;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.order.order.Order;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Immutable;

/** Who looked at a buyer's data, when and why. Never changed, never removed. */
@Entity
@Immutable
@Table(name = "buyer_reveal")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class BuyerReveal extends AgencyRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    UUID orderId;
    Instant at;
    String person;
    String reason;
    String fields;

    protected BuyerReveal() {}

    BuyerReveal(Order order, Instant at, String person, String reason, String fields) {
        this.agency = order.agency();
        this.orderId = order.id();
        this.at = at;
        this.person = person;
        this.reason = reason;
        this.fields = fields;
    }
}
