package org.haat.channelsync.change;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;
import static org.haat.channelsync.database.Columns.uuids;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.ChangeLog;
import org.haat.channelsync.listing.Urgency;
import org.haat.channelsync.safety.MassChanges;

/**
 * Writes down which listings are changed together: by a change set of the catalogue, the repairs of an audit, or a release of
 * what was held. Two or three statements for any number.
 */
@Singleton
public class ChangeBook implements ChangeLog {
    private final Sql sql;
    private final Clock clock;

    public ChangeBook(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void planned(List<Planned> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Planned> sorted = changes.stream()
                .sorted(Comparator.comparing((Planned one) -> one.facet().account())
                        .thenComparing(Planned::changeSet)
                        .thenComparing(one -> one.facet().listing()))
                .toList();
        sql.update(
                "INSERT INTO change_set AS c (account, id, agency, first_at, changes)"
                        + " SELECT account, id, agency, ?, count(*) FROM unnest(?::uuid[], ?::text[], ?::text[])"
                        + " AS n (account, id, agency) GROUP BY account, id, agency ORDER BY account, id"
                        + " ON CONFLICT (account, id) DO UPDATE SET changes = c.changes + excluded.changes",
                now,
                uuids(sorted, one -> one.facet().account()),
                text(sorted, Planned::changeSet),
                text(sorted, one -> one.facet().agency()));
        sql.update(
                "INSERT INTO listing_change AS c (at, account, change_set, listing, facet, agency, before, before_version, after,"
                        + " after_hash, after_version) SELECT t.at, n.account, n.change_set, n.listing, n.facet, n.agency,"
                        + " n.before::jsonb, n.before_version, n.after::jsonb, n.after_hash, n.after_version"
                        + " FROM (SELECT ?::timestamptz AS at) t, unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[],"
                        + " ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[]) AS n (account, change_set, listing, facet,"
                        + " agency, before, before_version, after, after_hash, after_version)"
                        + " ON CONFLICT (account, change_set, listing, facet) DO UPDATE SET after = excluded.after,"
                        + " after_hash = excluded.after_hash, after_version = excluded.after_version",
                now,
                uuids(sorted, one -> one.facet().account()),
                text(sorted, Planned::changeSet),
                longs(sorted, one -> one.facet().listing()),
                text(sorted, one -> one.facet().facet().name()),
                text(sorted, one -> one.facet().agency()),
                text(sorted, one -> one.facet().applied()),
                longs(sorted, one -> one.facet().appliedVersion()),
                text(sorted, one -> one.facet().desired()),
                text(sorted, one -> one.facet().desiredHash()),
                longs(sorted, one -> one.facet().desiredVersion()));
    }

    @Override
    public void letThrough(ChannelAccount account, String changeSet, Urgency urgency, Instant seenAt) {
        letThrough(account, changeSet, "f.urgency = ? AND " + MassChanges.CHANGED + " <= ?", urgency.name(), seenAt);
    }

    /** A person looked at what waits of these listings as it was at {@code seenAt}, and let it through. */
    void letThrough(ChannelAccount account, String changeSet, List<Long> listings, Instant seenAt) {
        letThrough(
                account, changeSet, "f.listing = ANY (?) AND f.desired_at <= ?", listings.toArray(Long[]::new), seenAt);
    }

    private void letThrough(ChannelAccount account, String changeSet, String which, Object... whichOnes) {
        Instant now = clock.instant();
        sql.update(
                "INSERT INTO change_set (account, id, agency, first_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                account.id(),
                changeSet,
                account.agency(),
                now);
        List<Object> arguments = new ArrayList<>(List.of(now, changeSet, account.id()));
        arguments.addAll(List.of(whichOnes));
        int lines = sql.update(
                "INSERT INTO listing_change (at, account, change_set, listing, facet, agency, before, before_version, after,"
                        + " after_hash, after_version) SELECT ?, f.account, ?, f.listing, f.facet, f.agency, f.applied,"
                        + " f.applied_version, f.desired, f.desired_hash, f.desired_version FROM listing_facet f"
                        + " WHERE f.account = ? AND f.work = 'SEND' AND f.call IS NULL AND " + which
                        + " ON CONFLICT DO NOTHING",
                arguments.toArray());
        sql.update(
                "UPDATE change_set SET changes = changes + ? WHERE account = ? AND id = ?",
                lines,
                account.id(),
                changeSet);
    }
}
