package org.haat.channelsync.safety;

import java.util.Arrays;
import java.util.Optional;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.Urgency;
import org.haat.channelsync.listing.Work;

/** What a mass change does to listings that buyers see. */
public enum Kind {
    /** Shows no stock any more. */
    ZERO(Facet.STOCK, Urgency.STOCK_TO_ZERO),
    /** Takes them down. */
    END(Facet.CONTENT, Urgency.RETIRE),
    REPRICE(Facet.PRICE, Urgency.PRICE);

    private final Facet facet;
    private final Urgency urgency;

    Kind(Facet facet, Urgency urgency) {
        this.facet = facet;
        this.urgency = urgency;
    }

    public Facet facet() {
        return facet;
    }

    public Urgency urgency() {
        return urgency;
    }

    static Kind of(Urgency urgency) {
        return Arrays.stream(values())
                .filter(kind -> kind.urgency == urgency)
                .findFirst()
                .orElseThrow();
    }

    /** What sending this row for the first time does; empty when it does no such thing. */
    public static Optional<Kind> of(FacetRow row) {
        boolean first = row.work() == Work.SEND && row.attempts() == 0 && row.appliedHash() != null;
        return first
                ? Arrays.stream(values())
                        .filter(kind -> kind.facet == row.facet() && kind.urgency == row.urgency())
                        .findFirst()
                : Optional.empty();
    }
}
