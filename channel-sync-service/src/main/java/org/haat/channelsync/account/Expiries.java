package org.haat.channelsync.account;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.database.Sql;

/**
 * Knows until when credentials are good and warns before they end: once for each of 30, 7 and 1 day before and on the day itself.
 * A warning is a row of {@code account_warning}; it stands until a nearer one or a new credential clears it.
 */
@Singleton
public class Expiries {
    private static final String SELECT =
            "SELECT e.account, e.kind, e.expires_at, e.basis, (SELECT min(w.days_left) FROM account_warning w"
                    + " WHERE w.account = e.account AND w.kind = e.kind AND w.cleared_at IS NULL) AS warned FROM account_expiry e ";
    private final Channels channels;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    public Expiries(Channels channels, SyncConfig config, Sql sql, Clock clock) {
        this.channels = channels;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    /** Of one account, the nearest first. Call inside a transaction. */
    public List<Expiry> of(UUID account) {
        return sql.list(SELECT + "WHERE e.account = ? ORDER BY e.expires_at", Expiries::read, account);
    }

    /** Credentials were entered or given now: what of them ends by itself is counted from now. */
    public void entered(ChannelAccount account, Set<String> secrets) {
        channels.find(account.channel()).map(Channel::credentialLives).orElse(List.of()).stream()
                .filter(life -> secrets.contains(life.secret()))
                .forEach(life -> set(account, life.kind(), clock.instant().plus(life.life()), "RECKONED"));
    }

    /** Somebody who knows named the day. */
    public void told(ChannelAccount account, CredentialLife.Kind kind, Instant expiresAt) {
        set(account, kind, expiresAt, "TOLD");
    }

    /** What was told does not hold; what is counted from the day of entry stands again. False when nothing was told. */
    public boolean forget(ChannelAccount account, CredentialLife.Kind kind) {
        int gone = sql.update(
                "DELETE FROM account_expiry WHERE account = ? AND kind = ? AND basis = 'TOLD'",
                account.id(),
                kind.name());
        channels.find(account.channel()).map(Channel::credentialLives).orElse(List.of()).stream()
                .filter(life -> gone > 0 && life.kind() == kind)
                .forEach(life -> sql.update(
                        "INSERT INTO account_expiry (account, agency, kind, expires_at, basis, since)"
                                + " SELECT account, agency, ?, set_at + make_interval(secs => ?), 'RECKONED', set_at"
                                + " FROM account_secret WHERE account = ? AND key = ? ON CONFLICT (account, kind) DO NOTHING",
                        kind.name(),
                        life.life().toSeconds(),
                        account.id(),
                        life.secret()));
        warn();
        return gone > 0;
    }

    private void set(ChannelAccount account, CredentialLife.Kind kind, Instant expiresAt, String basis) {
        sql.update(
                "INSERT INTO account_expiry (account, agency, kind, expires_at, basis, since) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account, kind) DO UPDATE SET expires_at = excluded.expires_at,"
                        + " basis = excluded.basis, since = excluded.since",
                account.id(),
                account.agency(),
                kind.name(),
                expiresAt,
                basis,
                clock.instant());
        warn();
    }

    @Scheduled(every = "1h", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        int raised = sql.system(this::warn);
        if (raised > 0) {
            Log.warnf("%d credentials of accounts end soon; the console says which", raised);
        }
    }

    /** Raises what is due and clears what stands no more; every warning once. @return how many were raised */
    int warn() {
        Instant now = clock.instant();
        List<Integer> days = config.warnDays();
        sql.update(
                "UPDATE account_warning w SET cleared_at = ? WHERE cleared_at IS NULL AND NOT EXISTS (SELECT 1"
                        + " FROM account_expiry e WHERE e.account = w.account AND e.kind = w.kind AND e.expires_at = w.expires_at)",
                now);
        int raised = sql.update(
                "INSERT INTO account_warning (account, agency, kind, expires_at, days_left, raised_at)"
                        + " SELECT e.account, e.agency, e.kind, e.expires_at, (SELECT min(d) FROM unnest(?::int[]) d"
                        + " WHERE e.expires_at <= ?::timestamptz + make_interval(days => d)), ? FROM account_expiry e"
                        + " WHERE e.expires_at <= ? ON CONFLICT (account, kind, expires_at, days_left) DO NOTHING",
                days.toArray(Integer[]::new),
                now,
                now,
                now.plus(Duration.ofDays(Collections.max(days))));
        sql.update(
                "UPDATE account_warning w SET cleared_at = ? WHERE cleared_at IS NULL AND EXISTS (SELECT 1 FROM account_warning n"
                        + " WHERE n.account = w.account AND n.kind = w.kind AND n.expires_at = w.expires_at"
                        + " AND n.days_left < w.days_left)",
                now);
        return raised;
    }

    private static Expiry read(ResultSet row) throws SQLException {
        return new Expiry(
                CredentialLife.Kind.valueOf(row.getString("kind")),
                Sql.instantOf(row, "expires_at"),
                row.getString("basis").equals("TOLD"),
                row.getObject("warned", Integer.class));
    }
}
