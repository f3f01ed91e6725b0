package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.database.Sql;

/** What an account's last audit found, and until when its credentials are good. */
@Singleton
public class Standing {
    private static final int MOST_DRIFT = 10_000;
    private final Sql sql;

    public Standing(Sql sql) {
        this.sql = sql;
    }

    /**
     * The last audit that ended.
     *
     * @param drift differences it found, 10,000 at most
     * @param waiting of them, for a person to decide about
     */
    public record LastAudit(long id, Instant endedAt, String outcome, long drift, long waiting) {}

    /** @param kind {@code CONSENT}, {@code CLIENT_SECRET} or {@code REFRESH_TOKEN}; @param told by the channel or a person, not reckoned */
    public record Expiry(String kind, Instant expiresAt, boolean told) {}

    Map<UUID, LastAudit> audits() {
        Map<UUID, LastAudit> audits = new HashMap<>();
        sql.list(
                "SELECT a.id AS account, x.id, x.ended_at, x.outcome, d.drift, d.waiting FROM channel_account a"
                        + " CROSS JOIN LATERAL (SELECT id, ended_at, outcome FROM audit WHERE account = a.id"
                        + " AND outcome IS NOT NULL ORDER BY id DESC LIMIT 1) x"
                        + " CROSS JOIN LATERAL (SELECT count(*) AS drift, count(*) FILTER (WHERE state = 'WAITING') AS waiting"
                        + " FROM (SELECT state FROM audit_drift WHERE audit = x.id AND state <> 'CANDIDATE' LIMIT ?) found) d",
                row -> audits.put(
                        Sql.uuid(row, "account"),
                        new LastAudit(
                                row.getLong("id"),
                                Sql.instantOf(row, "ended_at"),
                                row.getString("outcome"),
                                row.getLong("drift"),
                                row.getLong("waiting"))),
                MOST_DRIFT);
        return audits;
    }

    /** The first to end first. */
    Map<UUID, List<Expiry>> expiries() {
        Map<UUID, List<Expiry>> expiries = new HashMap<>();
        sql.list("SELECT * FROM account_expiry ORDER BY expires_at, kind", row -> expiries.computeIfAbsent(
                        Sql.uuid(row, "account"), id -> new ArrayList<>())
                .add(new Expiry(
                        row.getString("kind"),
                        Sql.instantOf(row, "expires_at"),
                        row.getString("basis").equals("TOLD"))));
        return expiries;
    }
}
