package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.channelsync.database.Sql;

/**
 * Which listings an audit reads for their content alone, where the channel's list tells less of it than a reading: all, a share
 * that comes to every listing in turn, and always those of which the list tells something else than when they were read last.
 * Call inside a transaction.
 */
@Singleton
class ContentProofs {
    private final Sql sql;

    ContentProofs(Sql sql) {
        this.sql = sql;
    }

    /** @param marks what the list tells of listings now, by listing */
    Set<Long> due(Audit audit, Map<Long, String> marks) {
        if (marks.isEmpty() || audit.contentShares() == Audit.EVERY_LISTING) {
            return marks.keySet();
        }
        List<Map.Entry<Long, String>> listed = List.copyOf(marks.entrySet());
        return Set.copyOf(sql.list(
                "SELECT n.listing FROM unnest(?::bigint[], ?::text[]) AS n (listing, mark)"
                        + " LEFT JOIN content_proof p ON p.listing = n.listing"
                        + " WHERE (? > 1 AND n.listing % greatest(1, ?) = ?) OR p.mark <> n.mark",
                row -> row.getLong(1),
                listed.stream().map(Map.Entry::getKey).toArray(Long[]::new),
                listed.stream().map(Map.Entry::getValue).toArray(String[]::new),
                audit.contentShares(),
                audit.contentShares(),
                audit.contentShare()));
    }

    /** What was read agrees, or does not: then it is read again the next time. Only of what the list tells no more of. */
    void read(Audit audit, Set<Long> agreed, Set<Long> differing, Instant now) {
        List<Long> listings = new ArrayList<>(agreed);
        listings.addAll(differing);
        if (listings.isEmpty()) {
            return;
        }
        sql.update(
                "INSERT INTO content_proof (listing, agency, mark, proven_at) SELECT l.id, l.agency,"
                        + " CASE WHEN l.id = ANY (?) THEN '' ELSE s.mark END, ? FROM listing l"
                        + " JOIN audit_seen s ON s.audit = ? AND s.sku = l.sku WHERE l.id = ANY (?) AND s.mark IS NOT NULL"
                        + " ON CONFLICT (listing) DO UPDATE SET mark = excluded.mark, proven_at = excluded.proven_at",
                differing.toArray(Long[]::new),
                now,
                audit.id(),
                listings.toArray(Long[]::new));
    }
}
