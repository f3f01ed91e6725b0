package org.haat.channelsync.notification;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.NotificationVerifier;
import org.haat.channelsync.database.Sql;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Stored pushes and what became of them. */
@Singleton
public class Notifications {
    private final Sql sql;
    private final Vault vault;
    private final Clock clock;

    public Notifications(Sql sql, Vault vault, Clock clock) {
        this.sql = sql;
        this.vault = vault;
        this.clock = clock;
    }

    /** What a push was about; its body stays sealed. */
    public record Stored(
            long id,
            UUID account,
            String type,
            @Nullable String remoteOrderId,
            @Nullable String sku,
            @Nullable String remoteReturnId,
            Instant receivedAt,
            int attempts,
            @Nullable String reason) {
        /** The same as its body tells it, which the row of an unreadable one does not. */
        Stored told(NotificationVerifier.Hint hint, @Nullable String ourSku) {
            return new Stored(
                    id,
                    account,
                    hint.type(),
                    hint.remoteOrderId(),
                    ourSku,
                    hint.remoteReturnId(),
                    receivedAt,
                    attempts,
                    reason);
        }
    }

    /** Keeps a push with its body sealed; false for a repeat, which changes nothing. */
    boolean keep(ChannelAccount account, NotificationVerifier.Hint hint, String body) {
        return insert(account, hint, body, "WAITING", null);
    }

    /** Keeps one that cannot be applied, for a person; a repeat changes nothing. */
    void keepParked(ChannelAccount account, String id, String type, String body, String reason) {
        var unused = insert(account, new NotificationVerifier.Hint(id, type, null, null), body, "PARKED", reason);
    }

    private boolean insert(
            ChannelAccount account,
            NotificationVerifier.Hint hint,
            String body,
            String state,
            @Nullable String reason) {
        Instant now = clock.instant();
        int kept = sql.update(
                "INSERT INTO notification (account, agency, remote_id, type, remote_order_id, sku, remote_return_id, body,"
                        + " received_at, due_at, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, remote_id) DO NOTHING",
                account.id(),
                account.agency(),
                hint.id(),
                hint.type(),
                hint.remoteOrderId(),
                hint.sku(),
                hint.remoteReturnId(),
                vault.seal(body, "notification|" + account.id()),
                now,
                now,
                state,
                reason);
        return kept == 1;
    }

    Optional<Stored> nextDue(UUID account) {
        return sql.first(
                "SELECT * FROM notification WHERE account = ? AND state = 'WAITING' AND due_at <= ?"
                        + " ORDER BY due_at LIMIT 1",
                Notifications::read,
                account,
                clock.instant());
    }

    Optional<Instant> earliest(UUID account) {
        return sql.first(
                "SELECT due_at FROM notification WHERE account = ? AND state = 'WAITING' ORDER BY due_at LIMIT 1",
                row -> Sql.instantOf(row, "due_at"),
                account);
    }

    void wait(long id, Instant due, String reason) {
        sql.update(
                "UPDATE notification SET attempts = attempts + 1, due_at = ?, reason = ? WHERE id = ?",
                due,
                reason,
                id);
    }

    void done(long id) {
        settle(id, "DONE", "engine", null);
    }

    void park(long id, String reason) {
        sql.update(
                "UPDATE notification SET state = 'PARKED', attempts = attempts + 1, reason = ? WHERE id = ?",
                reason,
                id);
    }

    private void settle(long id, String state, String person, @Nullable String reason) {
        sql.update(
                "UPDATE notification SET state = ?, settled_at = ?, settled_by = ?, reason = ? WHERE id = ?",
                state,
                clock.instant(),
                person,
                reason,
                id);
    }

    public List<Stored> parked(long after, int limit) {
        return sql.list(
                "SELECT * FROM notification WHERE state = 'PARKED' AND id > ? ORDER BY id LIMIT ?",
                Notifications::read,
                after,
                limit);
    }

    public Optional<Stored> parked(long id) {
        return sql.first("SELECT * FROM notification WHERE id = ? AND state = 'PARKED'", Notifications::read, id);
    }

    private record Body(UUID account, String sealed) {}

    /** What came, as it came: it may carry personal data. */
    public Optional<String> body(long id) {
        return open("SELECT account, body FROM notification WHERE id = ? AND state = 'PARKED'", id);
    }

    Optional<String> bodyOfWaiting(long id) {
        return open("SELECT account, body FROM notification WHERE id = ? AND state = 'WAITING'", id);
    }

    private Optional<String> open(String select, long id) {
        return sql.first(select, row -> new Body(Sql.uuid(row, "account"), row.getString("body")), id)
                .map(body -> vault.open(body.sealed(), "notification|" + body.account()));
    }

    /** Has a parked one tried again at once; false if there is none. */
    public Optional<UUID> replay(long id) {
        return sql.first(
                "UPDATE notification SET state = 'WAITING', attempts = 0, due_at = ? WHERE id = ? AND state = 'PARKED'"
                        + " RETURNING account",
                row -> Sql.uuid(row, "account"),
                clock.instant(),
                id);
    }

    public boolean discard(long id, String person) {
        return sql.update(
                        "UPDATE notification SET state = 'DISCARDED', settled_at = ?, settled_by = ?"
                                + " WHERE id = ? AND state = 'PARKED'",
                        clock.instant(),
                        person,
                        id)
                == 1;
    }

    private static Stored read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Stored(
                row.getLong("id"),
                Sql.uuid(row, "account"),
                row.getString("type"),
                row.getString("remote_order_id"),
                row.getString("sku"),
                row.getString("remote_return_id"),
                Sql.instantOf(row, "received_at"),
                row.getInt("attempts"),
                row.getString("reason"));
    }
}
