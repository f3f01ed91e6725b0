package org.haat.channelsync.account;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.database.Sql;

/** When each refused account is tried again. Call inside a transaction. */
@Singleton
public class Knockings {
    private final Sql sql;
    private final SyncConfig config;

    public Knockings(Sql sql, SyncConfig config) {
        this.sql = sql;
        this.config = config;
    }

    /** The refusal that stands now, begun if it is a new one. */
    public Knocking of(ChannelAccount account) {
        Optional<Knocking> known =
                sql.first("SELECT * FROM account_knock WHERE account = ?", Knockings::read, account.id());
        if (known.isPresent() && known.get().deniedAt().equals(account.stateSince())) {
            return known.get();
        }
        Knocking begun = Knocking.begin(known.orElse(null), account.stateSince(), intervals());
        save(account, begun);
        return begun;
    }

    public List<Duration> intervals() {
        return config.heal().intervals().stream().map(config::scaled).toList();
    }

    public void save(ChannelAccount account, Knocking knocking) {
        sql.update(
                "INSERT INTO account_knock (account, agency, denied_at, attempts, due_at, healed_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account) DO UPDATE SET denied_at = excluded.denied_at, attempts = excluded.attempts,"
                        + " due_at = excluded.due_at, healed_at = excluded.healed_at",
                account.id(),
                account.agency(),
                knocking.deniedAt(),
                knocking.attempts(),
                knocking.dueAt(),
                knocking.healedAt());
    }

    private record Due(UUID account, Instant at) {}

    /** When the accounts that a channel refuses are tried next. */
    public Map<UUID, Instant> due() {
        Map<UUID, Instant> due = new HashMap<>();
        sql.list(
                        "SELECT k.account, k.due_at FROM account_knock k JOIN channel_account a ON a.id = k.account"
                                + " WHERE a.state = 'NEEDS_REAUTH' AND k.denied_at = a.state_since",
                        row -> new Due(Sql.uuid(row, "account"), Sql.instantOf(row, "due_at")))
                .forEach(one -> due.put(one.account(), one.at()));
        return due;
    }

    private static Knocking read(ResultSet row) throws SQLException {
        return new Knocking(
                Sql.instantOf(row, "denied_at"),
                row.getInt("attempts"),
                Sql.instantOf(row, "due_at"),
                Sql.instant(row, "healed_at"));
    }
}
