package org.haat.order.order;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One thing that happened to an order. Never changed, never removed. */
@Entity
@Immutable
@Table(name = "order_history")
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class OrderMoment extends AgencyRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "order_id", nullable = false)
    Order order;

    Instant at;
    String cause;

    @Enumerated(EnumType.STRING)
    OrderState fromState;

    @Enumerated(EnumType.STRING)
    OrderState toState;

    String actor;

    @Nullable
    String note;

    protected OrderMoment() {}

    OrderMoment(Order order, Happening happening, OrderState from, OrderState to) {
        this.agency = order.agency();
        this.order = order;
        this.at = happening.at();
        this.cause = happening.cause();
        this.fromState = from;
        this.toState = to;
        this.actor = happening.actor();
        this.note = happening.note();
    }

    /** @param cause an {@link OrderStep} or another word for what happened */
    record Happening(
            String cause,
            Instant at,
            String actor,
            @Nullable String note) {}

    public Instant at() {
        return at;
    }

    public String cause() {
        return cause;
    }

    public OrderState from() {
        return fromState;
    }

    public OrderState to() {
        return toState;
    }

    public String actor() {
        return actor;
    }

    public @Nullable String note() {
        return note;
    }
}
