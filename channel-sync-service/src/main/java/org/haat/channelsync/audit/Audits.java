package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.database.Columns;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** Audits as they stand; at most one runs on an account. Call inside a transaction. */
@Singleton
class Audits {
    private final Sql sql;

    Audits(Sql sql) {
        this.sql = sql;
    }

    /**
     * Of shares of the content it takes the one after that of the last audit that came to its end.
     *
     * @param contentShares as {@link Audit#contentShares}
     * @return empty when one runs already
     */
    Optional<Audit> begin(
            ChannelAccount account,
            String askedBy,
            boolean scheduled,
            boolean reportOnly,
            int contentShares,
            Instant now) {
        return sql.first(
                "INSERT INTO audit (account, agency, asked_by, scheduled, report_only, began_at, content_shares, content_share)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, coalesce((SELECT (content_share + 1) % greatest(1, ?) FROM audit"
                        + " WHERE account = ? AND content_shares > 1 AND outcome IN ('COMPLETE', 'INCOMPLETE')"
                        + " ORDER BY id DESC LIMIT 1), 0))"
                        + " ON CONFLICT (account) WHERE outcome IS NULL DO NOTHING RETURNING *",
                Audits::read,
                account.id(),
                account.agency(),
                askedBy,
                scheduled,
                reportOnly,
                now,
                contentShares,
                contentShares,
                account.id());
    }

    Optional<Audit> running(UUID account) {
        return sql.first("SELECT * FROM audit WHERE account = ? AND outcome IS NULL", Audits::read, account);
    }

    /** Locks it, so that whoever stops it waits for the page under way; empty when it was stopped. */
    Optional<Audit> lockRunning(long id) {
        return sql.first("SELECT * FROM audit WHERE id = ? AND outcome IS NULL FOR UPDATE", Audits::read, id);
    }

    Optional<Audit> find(long id) {
        return sql.first("SELECT * FROM audit WHERE id = ?", Audits::read, id);
    }

    /** Newest first. */
    List<Audit> list(@Nullable UUID account, long before, int limit) {
        return sql.list(
                "SELECT * FROM audit WHERE (?::uuid IS NULL OR account = ?) AND id < ? ORDER BY id DESC LIMIT ?",
                Audits::read,
                account,
                account,
                before,
                limit);
    }

    Optional<Instant> lastScheduled(UUID account) {
        return sql.first(
                "SELECT began_at FROM audit WHERE account = ? AND scheduled ORDER BY id DESC LIMIT 1",
                row -> Sql.instantOf(row, "began_at"),
                account);
    }

    Instant created(UUID account) {
        return sql.one(
                "SELECT created_at FROM channel_account WHERE id = ?",
                row -> Sql.instantOf(row, "created_at"),
                account);
    }

    /** A call is counted when it leaves, so that one of a replica that died counts too; what it was not is taken back. */
    void countCalls(long id, int calls) {
        if (calls != 0) {
            sql.update("UPDATE audit SET calls = calls + ? WHERE id = ?", calls, id);
        }
    }

    void failed(long id, boolean left) {
        sql.update(
                "UPDATE audit SET calls = calls - ?, failures = failures + ? WHERE id = ?",
                left ? 0 : 1,
                left ? 1 : 0,
                id);
    }

    void beginAgain(long id) {
        sql.update("UPDATE audit SET cursor = NULL WHERE id = ?", id);
    }

    /** @return the SKUs that had not been seen before on this audit */
    List<String> see(Audit audit, List<Found> found) {
        return sql.list(
                "INSERT INTO audit_seen (audit, sku, agency, compared, mark) SELECT ?, sku, ?, compared, mark"
                        + " FROM unnest(?::text[], ?::boolean[], ?::text[]) AS n (sku, compared, mark) ON CONFLICT DO NOTHING RETURNING sku",
                row -> row.getString(1),
                audit.id(),
                audit.agency(),
                Columns.text(found, Found::sku),
                found.stream().map(one -> one.shown() != null).toArray(Boolean[]::new),
                Columns.text(found, Found::mark));
    }

    void page(Audit audit, CensusPage page, int fresh, int named, int textsLeft) {
        sql.update(
                "UPDATE audit SET cursor = ?, whole = whole AND ?, why = coalesce(why, ?), found = found + ?,"
                        + " named = named + ?, texts_left = texts_left + ?, failures = 0 WHERE id = ?",
                page.next(),
                page.whole(),
                page.origin().why(),
                fresh,
                named,
                textsLeft,
                audit.id());
    }

    void compared(Audit audit, int compared, int moving, int texts) {
        sql.update(
                "UPDATE audit SET compared = compared + ?, moving = moving + ?, texts = texts + ?, failures = 0 WHERE id = ?",
                compared,
                moving,
                texts,
                audit.id());
    }

    void readUpTo(Audit audit, long listing, int count) {
        sql.update("UPDATE audit SET after_listing = ?, read = read + ? WHERE id = ?", listing, count, audit.id());
    }

    void enter(Audit audit, Audit.Phase phase) {
        sql.update("UPDATE audit SET phase = ?, cursor = NULL WHERE id = ?", phase.name(), audit.id());
    }

    void only(Audit audit, String why) {
        sql.update("UPDATE audit SET report_only = true, why = ? WHERE id = ?", why, audit.id());
    }

    void end(Audit audit, Audit.Outcome outcome, @Nullable String why, long minimum, Instant now) {
        sql.update(
                "UPDATE audit SET outcome = ?, why = coalesce(?, why), minimum = ?, ended_at = ? WHERE id = ?",
                outcome.name(),
                why,
                minimum,
                now,
                audit.id());
        sql.update("DELETE FROM audit_seen WHERE audit = ?", audit.id());
        sql.update("DELETE FROM audit_drift WHERE audit = ? AND state = 'CANDIDATE'", audit.id());
    }

    private static Audit read(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Audit(
                row.getLong("id"),
                Sql.uuid(row, "account"),
                row.getString("agency"),
                row.getString("asked_by"),
                row.getBoolean("scheduled"),
                row.getBoolean("report_only"),
                Audit.Phase.valueOf(row.getString("phase")),
                outcome == null ? null : Audit.Outcome.valueOf(outcome),
                row.getString("why"),
                Sql.instantOf(row, "began_at"),
                Sql.instant(row, "ended_at"),
                row.getString("cursor"),
                row.getLong("after_listing"),
                row.getBoolean("whole"),
                row.getLong("found"),
                row.getLong("named"),
                row.getLong("read"),
                row.getLong("compared"),
                row.getLong("moving"),
                row.getLong("calls"),
                row.getLong("minimum"),
                row.getInt("failures"),
                row.getInt("content_shares"),
                row.getInt("content_share"),
                row.getLong("texts"),
                row.getLong("texts_left"));
    }
}
