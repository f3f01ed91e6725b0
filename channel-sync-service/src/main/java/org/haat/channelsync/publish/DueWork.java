package org.haat.channelsync.publish;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.adoption.Looks;
import org.haat.channelsync.change.Reviews;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChanges;

/**
 * What of a facet may go now. Who takes lines and who counts them for the choice of a route ask the same, so that a document is
 * never begun for lines that nobody may take. Call inside a transaction.
 */
@Singleton
class DueWork {
    private static final String DUE =
            " f.account = ? AND f.facet = ? AND f.work = 'SEND' AND f.call IS NULL" + " AND f.due_at <= ? ";
    /** A whole listing carries price and stock, so they must not be on their way by themselves. */
    private static final String NOTHING_UNDER_WAY =
            "AND NOT EXISTS (SELECT 1 FROM listing_facet s WHERE s.listing = f.listing AND s.call IS NOT NULL)";

    private static final String NOTHING_HELD =
            " AND NOT EXISTS (SELECT 1 FROM listing_facet h WHERE h.listing = f.listing AND h.work = 'SEND'"
                    + " AND h.urgency = ANY (?))";
    private final MassChanges massChanges;
    private final Looks looks;
    private final Reviews reviews;
    private final Clock clock;

    DueWork(MassChanges massChanges, Looks looks, Reviews reviews, Clock clock) {
        this.massChanges = massChanges;
        this.looks = looks;
        this.reviews = reviews;
        this.clock = clock;
    }

    /**
     * Rest of a query, from its FROM on; {@code f} is the facet, {@code l} the listing of a content.
     *
     * @param arguments that it takes
     */
    record Rest(String sql, List<Object> arguments) {
        /** With one more argument at the end. */
        Object[] and(Object last) {
            List<Object> all = new ArrayList<>(arguments);
            all.add(last);
            return all.toArray();
        }
    }

    /** @param held kinds of change that the breaker holds now */
    Rest of(ChannelAccount account, Facet facet, Set<Kind> held) {
        return facet == Facet.CONTENT ? whole(account, held) : part(account, facet, held);
    }

    private Rest part(ChannelAccount account, Facet facet, Set<Kind> held) {
        Instant now = clock.instant();
        String sql = " FROM listing_facet f WHERE" + DUE + reviews.mayGo(account, facet) + MassChanges.NOT_HELD;
        return new Rest(
                sql, List.of(account.id(), facet.name(), now, MassChanges.urgencies(held), massChanges.soldAfter(now)));
    }

    private Rest whole(ChannelAccount account, Set<Kind> held) {
        String sql = " FROM listing_facet f JOIN listing l ON l.id = f.listing WHERE" + DUE + NOTHING_UNDER_WAY
                + NOTHING_HELD + looks.mayGo(account.id()) + reviews.mayGo(account, Facet.CONTENT);
        return new Rest(sql, List.of(account.id(), Facet.CONTENT.name(), clock.instant(), MassChanges.urgencies(held)));
    }
}
