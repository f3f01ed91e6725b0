package org.haat.channelsync.change;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;
import static org.haat.channelsync.database.Columns.uuids;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.ChangeLog;

/** Writes down which listings a change set of the catalogue changes: two statements for any number. */
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
}
