package org.haat.channelsync.audit;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.ListingRow;
import org.jspecify.annotations.Nullable;

/** The differences that audits found. Call inside a transaction. */
@Singleton
class Drifts {
    /** What stands in place of what a channel shows of a listing, when nobody can read it. */
    static final String UNREADABLE = "UNREADABLE";

    private final Sql sql;

    Drifts(Sql sql) {
        this.sql = sql;
    }

    /** Where a difference stands. */
    enum State {
        CANDIDATE,
        REPAIRED,
        REPORTED,
        WAITING,
        LEFT
    }

    /** How many of a kind, and what became of them; candidates are not counted. */
    record Count(DriftKind kind, long lines, long repaired, long waiting) {}

    record Line(
            long id,
            DriftKind kind,
            String sku,
            @Nullable String remoteId,
            boolean ours,
            String wanted,
            String shown,
            State state,
            Instant foundAt,
            @Nullable Instant settledAt,
            @Nullable String settledBy) {}

    record Candidate(ListingRow listing, Difference difference) {}

    void propose(Audit audit, List<Candidate> candidates, Instant now) {
        if (candidates.isEmpty()) {
            return;
        }
        sql.update(
                "INSERT INTO audit_drift (audit, account, agency, kind, sku, listing, remote_id, wanted, shown, state, found_at)"
                        + " SELECT ?, ?, ?, kind, sku, listing, remote, wanted, shown, 'CANDIDATE', ? FROM unnest(?::text[],"
                        + " ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])"
                        + " AS n (kind, sku, listing, remote, wanted, shown) ON CONFLICT DO NOTHING",
                audit.id(),
                audit.account(),
                audit.agency(),
                now,
                text(candidates, one -> one.difference().kind().name()),
                text(candidates, one -> one.listing().sku()),
                longs(candidates, one -> one.listing().id()),
                text(candidates, one -> one.listing().remoteId()),
                text(candidates, one -> clean(one.difference().wanted())),
                text(candidates, one -> clean(one.difference().shown())));
    }

    /** Expected, settled, and on no page of a census that was whole. */
    int proposeUnseen(Audit audit, Instant takenBefore, Instant now) {
        return sql.update(
                "INSERT INTO audit_drift (audit, account, agency, kind, sku, listing, remote_id, state, found_at)"
                        + " SELECT ?, l.account, l.agency, 'MISSING', l.sku, l.id, l.remote_id, 'CANDIDATE', ? FROM listing l"
                        + " JOIN listing_facet f ON f.listing = l.id AND f.facet = 'CONTENT' WHERE l.account = ?"
                        + " AND l.verify_due_at IS NULL AND f.call IS NULL AND f.work = 'NONE' AND f.applied_hash <> 'retired'"
                        + " AND (f.applied_at IS NULL OR f.applied_at <= ?)"
                        + " AND NOT EXISTS (SELECT 1 FROM audit_seen s WHERE s.audit = ? AND s.sku = l.sku)"
                        + " ON CONFLICT DO NOTHING",
                audit.id(),
                now,
                audit.account(),
                takenBefore,
                audit.id());
    }

    /** Listings that are not ours wait for a person, unless one decided about them before. */
    void extra(Audit audit, List<Found> found, Instant now) {
        if (found.isEmpty()) {
            return;
        }
        sql.update(
                "INSERT INTO audit_drift (audit, account, agency, kind, sku, remote_id, shown, state, found_at)"
                        + " SELECT ?, ?, ?, 'EXTRA', n.sku, n.remote, n.shown, 'WAITING', ?"
                        + " FROM unnest(?::text[], ?::text[], ?::text[]) AS n (sku, remote, shown)"
                        + " WHERE NOT EXISTS (SELECT 1 FROM audit_left k WHERE k.account = ? AND k.sku = n.sku)"
                        + " ON CONFLICT DO NOTHING",
                audit.id(),
                audit.account(),
                audit.agency(),
                now,
                text(found, one -> clean(one.sku())),
                text(found, Found::remoteId),
                text(
                        found,
                        one -> one.shown() == null || one.shown().title() == null
                                ? ""
                                : clean(one.shown().title())),
                audit.account());
    }

    /** Candidates of the next listings, by the order of their ids. */
    List<Candidate> candidates(Audit audit, int listings) {
        return sql.list(
                "SELECT " + org.haat.channelsync.listing.Listings.COLUMNS + ", d.kind AS kind, d.wanted AS was_wanted,"
                        + " d.shown AS was_shown FROM audit_drift d JOIN listing l ON l.id = d.listing"
                        + " JOIN channel_account a ON a.id = l.account WHERE d.audit = ? AND d.state = 'CANDIDATE'"
                        + " AND d.listing IN (SELECT DISTINCT listing FROM audit_drift WHERE audit = ?"
                        + " AND state = 'CANDIDATE' ORDER BY listing LIMIT ?) ORDER BY l.id, d.kind",
                row -> new Candidate(
                        org.haat.channelsync.listing.Listings.read(row),
                        new Difference(
                                DriftKind.valueOf(row.getString("kind")),
                                row.getString("was_wanted"),
                                row.getString("was_shown"))),
                audit.id(),
                audit.id(),
                listings);
    }

    Optional<Instant> newestCandidate(Audit audit) {
        return sql.first(
                "SELECT max(found_at) AS at FROM audit_drift WHERE audit = ? AND state = 'CANDIDATE' HAVING count(*) > 0",
                row -> Sql.instantOf(row, "at"),
                audit.id());
    }

    long candidateListings(Audit audit) {
        return sql.one(
                "SELECT count(DISTINCT listing) FROM audit_drift WHERE audit = ? AND state = 'CANDIDATE'",
                row -> row.getLong(1),
                audit.id());
    }

    /** How many listings of ours differ for certain: each took a second look. */
    long confirmedListings(Audit audit) {
        return sql.one(
                "SELECT count(DISTINCT listing) FROM audit_drift WHERE audit = ? AND state <> 'CANDIDATE' AND shown <> ?",
                row -> row.getLong(1),
                audit.id(),
                UNREADABLE);
    }

    /** What seemed to differ of it is not known to. */
    void unreadable(Audit audit, ListingRow listing, Instant now) {
        sql.update(
                "DELETE FROM audit_drift WHERE audit = ? AND state = 'CANDIDATE' AND listing = ?",
                audit.id(),
                listing.id());
        sql.update(
                "INSERT INTO audit_drift (audit, account, agency, kind, sku, listing, remote_id, wanted, shown, state, found_at,"
                        + " settled_at, settled_by) VALUES (?, ?, ?, 'STATUS', ?, ?, ?, ?, ?, 'REPORTED', ?, ?, 'audit')"
                        + " ON CONFLICT DO NOTHING",
                audit.id(),
                audit.account(),
                audit.agency(),
                listing.sku(),
                listing.id(),
                listing.remoteId(),
                listing.state().name(),
                UNREADABLE,
                now,
                now);
    }

    boolean hasUnreadable(Audit audit) {
        return !sql.list(
                        "SELECT 1 FROM audit_drift WHERE audit = ? AND shown = ? LIMIT 1",
                        row -> 1,
                        audit.id(),
                        UNREADABLE)
                .isEmpty();
    }

    /** What a second reading said of a candidate. */
    record Confirmed(ListingRow listing, Difference difference, State state) {}

    void confirm(Audit audit, List<Confirmed> confirmed, Collection<Long> judged, Instant now) {
        sql.update(
                "UPDATE audit_drift d SET state = n.state, wanted = n.wanted, shown = n.shown, settled_at = ?, settled_by = ?"
                        + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])"
                        + " AS n (listing, kind, state, wanted, shown)"
                        + " WHERE d.audit = ? AND d.listing = n.listing AND d.kind = n.kind AND d.state = 'CANDIDATE'",
                now,
                "audit",
                longs(confirmed, one -> one.listing().id()),
                text(confirmed, one -> one.difference().kind().name()),
                text(confirmed, one -> one.state().name()),
                text(confirmed, one -> clean(one.difference().wanted())),
                text(confirmed, one -> clean(one.difference().shown())),
                audit.id());
        sql.update(
                "DELETE FROM audit_drift WHERE audit = ? AND state = 'CANDIDATE' AND listing = ANY (?)",
                audit.id(),
                judged.toArray(Long[]::new));
    }

    List<Count> counts(long audit) {
        return sql.list(
                "SELECT kind, count(*) AS lines, count(*) FILTER (WHERE state = 'REPAIRED') AS repaired,"
                        + " count(*) FILTER (WHERE state = 'WAITING') AS waiting FROM audit_drift"
                        + " WHERE audit = ? AND state <> 'CANDIDATE' GROUP BY kind ORDER BY kind",
                row -> new Count(
                        DriftKind.valueOf(row.getString("kind")),
                        row.getLong("lines"),
                        row.getLong("repaired"),
                        row.getLong("waiting")),
                audit);
    }

    List<Line> lines(long audit, @Nullable DriftKind kind, long after, int limit) {
        return sql.list(
                "SELECT * FROM audit_drift WHERE audit = ? AND state <> 'CANDIDATE' AND (?::text IS NULL OR kind = ?)"
                        + " AND id > ? ORDER BY id LIMIT ?",
                row -> new Line(
                        row.getLong("id"),
                        DriftKind.valueOf(row.getString("kind")),
                        row.getString("sku"),
                        row.getString("remote_id"),
                        row.getObject("listing") != null,
                        row.getString("wanted"),
                        row.getString("shown"),
                        State.valueOf(row.getString("state")),
                        Sql.instantOf(row, "found_at"),
                        Sql.instant(row, "settled_at"),
                        row.getString("settled_by")),
                audit,
                kind == null ? null : kind.name(),
                kind == null ? null : kind.name(),
                after,
                limit);
    }

    /** @return false when there is no such line that waits */
    boolean leave(long audit, long line, String person, Instant now) {
        int left = sql.update(
                "UPDATE audit_drift SET state = 'LEFT', settled_at = ?, settled_by = ?"
                        + " WHERE id = ? AND audit = ? AND kind = 'EXTRA' AND state = 'WAITING'",
                now,
                person,
                line,
                audit);
        sql.update(
                "INSERT INTO audit_left (account, agency, sku, left_at, left_by) SELECT account, agency, sku, ?, ?"
                        + " FROM audit_drift WHERE id = ? AND audit = ? AND state = 'LEFT' ON CONFLICT DO NOTHING",
                now,
                person,
                line,
                audit);
        return left == 1;
    }

    /** PostgreSQL's text holds no NUL. */
    private static String clean(String text) {
        return text.replace('\0', '?');
    }
}
