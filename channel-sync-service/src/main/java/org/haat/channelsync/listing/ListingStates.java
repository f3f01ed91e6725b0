package org.haat.channelsync.listing;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.database.Sql;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.ListingStatus;
import org.haat.outbox.Outbox;

/**
 * The one door by which a listing's state changes: legal or not at all, with a history row and an event. Issues are
 * written before, in the same transaction, so that the event carries them.
 */
@Singleton
public class ListingStates {
    private final Sql sql;
    private final Issues issues;
    private final Outbox outbox;

    public ListingStates(Sql sql, Issues issues, Outbox outbox) {
        this.sql = sql;
        this.issues = issues;
        this.outbox = outbox;
    }

    /** Applies the changes; of several for one listing, all go to the history and the last one is told. */
    public void change(List<StateChange> changes, Instant now) {
        List<StateChange> legal = new ArrayList<>();
        for (StateChange change : changes) {
            if (Transitions.isLegal(change.listing().state(), change.to())) {
                legal.add(change);
            } else {
                Log.errorf(
                        "Listing %s of account %s may not go from %s to %s; it stays",
                        change.listing().sku(),
                        change.listing().account(),
                        change.listing().state(),
                        change.to());
            }
        }
        if (legal.isEmpty()) {
            return;
        }
        Map<Long, StateChange> last = new LinkedHashMap<>();
        legal.forEach(change -> last.put(change.listing().id(), change));
        update(List.copyOf(last.values()), now);
        remember(legal, now);
        tell(last.keySet());
    }

    private void update(List<StateChange> changes, Instant now) {
        sql.update(
                "UPDATE listing l SET since = CASE WHEN l.state = n.state THEN l.since ELSE ? END, state = n.state,"
                        + " cause = n.cause, version = l.version + 1"
                        + " FROM unnest(?::bigint[], ?::text[], ?::text[]) AS n (id, state, cause) WHERE l.id = n.id",
                now,
                longs(changes, change -> change.listing().id()),
                text(changes, change -> change.to().name()),
                text(changes, StateChange::cause));
    }

    private void remember(List<StateChange> changes, Instant now) {
        sql.update(
                "INSERT INTO listing_history (listing, agency, at, from_state, to_state, cause, why, about, actor)"
                        + " SELECT id, agency, ?, before, after, cause, why, about, actor FROM unnest(?::bigint[], ?::text[],"
                        + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])"
                        + " AS n (id, agency, before, after, cause, why, about, actor)",
                now,
                longs(changes, change -> change.listing().id()),
                text(changes, change -> change.listing().agency()),
                text(
                        changes,
                        change -> change.listing().version() == 0
                                ? null
                                : change.listing().state().name()),
                text(changes, change -> change.to().name()),
                text(changes, StateChange::cause),
                text(changes, change -> change.why().name()),
                text(changes, StateChange::about),
                text(changes, StateChange::actor));
    }

    private void tell(java.util.Set<Long> ids) {
        Map<Long, List<ListingStatus.Issue>> known = issues.of(ids);
        outbox.append(sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM + "WHERE l.id = ANY (?) ORDER BY l.id",
                row -> entry(Listings.read(row), known),
                (Object) ids.toArray(Long[]::new)));
    }

    private static Outbox.Entry entry(ListingRow row, Map<Long, List<ListingStatus.Issue>> known) {
        ListingStatus status = new ListingStatus(
                row.agency(),
                row.account().toString(),
                row.channel(),
                row.sku(),
                row.version(),
                row.state(),
                row.remoteId(),
                row.listingVersion(),
                row.since(),
                known.getOrDefault(row.id(), List.of()));
        String key = EventKey.ofListing(row.agency(), row.account().toString(), row.sku());
        return new Outbox.Entry(EventType.LISTING_STATUS, key, row.agency(), status);
    }
}
