package org.haat.channelsync.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.database.Sql;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** The accounts and their secrets. Call inside a transaction. */
@Singleton
public class Accounts {
    /** Wakes the engine of every replica when an account changed. */
    public static final String WAKE = "SELECT pg_notify('channel_work', ?)";

    private static final String SELECT = "SELECT a.*, s.reason AS stop_reason FROM channel_account a"
            + " LEFT JOIN channel_stop s ON s.channel = a.channel ";
    private static final TypeReference<TreeMap<String, String>> TEXT_MAP = new TypeReference<>() {};
    private final Sql sql;
    private final Vault vault;
    private final ObjectMapper json;
    private final Clock clock;

    public Accounts(Sql sql, Vault vault, ObjectMapper json, Clock clock) {
        this.sql = sql;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /** @param setAt when a person last set it; the value itself is write-only */
    public record SecretInfo(String key, Instant setAt, String setBy) {}

    /** @param detail never a secret's value */
    public record Change(Instant at, String person, String action, String detail) {}

    public List<ChannelAccount> all() {
        return sql.list(SELECT + "ORDER BY a.agency, a.name", this::read);
    }

    public List<ChannelAccount> ofAgencies(List<String> agencies) {
        return sql.list(SELECT + "WHERE a.agency = ANY (?) ORDER BY a.id", this::read, (Object)
                agencies.toArray(String[]::new));
    }

    public Optional<ChannelAccount> find(UUID id) {
        return sql.first(SELECT + "WHERE a.id = ?", this::read, id);
    }

    /** The account with its secrets opened, for the length of a call. */
    public Account open(ChannelAccount account) {
        Map<String, String> secrets = new TreeMap<>();
        sql.list(
                        "SELECT key, sealed FROM account_secret WHERE account = ?",
                        row -> Map.entry(row.getString("key"), row.getString("sealed")),
                        account.id())
                .forEach(secret -> secrets.put(
                        secret.getKey(), vault.open(secret.getValue(), context(account.id(), secret.getKey()))));
        return new Account(account.id(), account.agency(), account.settings(), secrets);
    }

    public void insert(ChannelAccount account, @Nullable String identity) {
        sql.update(
                "INSERT INTO channel_account (id, agency, channel, name, state, cause, state_since, settings, created_at,"
                        + " updated_at, updated_by, identity) VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)",
                account.id(),
                account.agency(),
                account.channel(),
                account.name(),
                account.state().name(),
                account.cause(),
                account.stateSince(),
                write(account.settings()),
                account.updatedAt(),
                account.updatedAt(),
                account.updatedBy(),
                identity);
        note(account, account.updatedBy(), "created", account.channel() + ' ' + account.name());
    }

    /** Renames or changes settings; {@code known} is what it was. False when {@code account.version()} is no longer the newest. */
    public boolean update(ChannelAccount known, ChannelAccount account, @Nullable String identity, String person) {
        leaveQuotaGroups(account.id());
        int changed = sql.update(
                "UPDATE channel_account SET name = ?, identity = ?, settings = ?::jsonb, version = version + 1, rules_changed = true, updated_at = ?,"
                        + " updated_by = ? WHERE id = ? AND version = ?",
                account.name(),
                identity,
                write(account.settings()),
                clock.instant(),
                person,
                account.id(),
                account.version());
        if (changed == 1) {
            note(account, person, "changed", account.differences(known));
            wake(account.id());
        }
        return changed == 1;
    }

    /** Has every product looked at for this account once more, since its prices are made otherwise. */
    void planAgain(UUID account) {
        sql.update("UPDATE channel_account SET planned = false, planned_to = '' WHERE id = ?", account);
        wake(account);
    }

    /** Seals and stores a secret; a blank one is removed. */
    public void setSecret(ChannelAccount account, String key, String value, String person) {
        leaveQuotaGroups(account.id());
        if (value.isBlank()) {
            sql.update("DELETE FROM account_secret WHERE account = ? AND key = ?", account.id(), key);
            note(account, person, "secret removed", key);
            return;
        }
        sql.update(
                "INSERT INTO account_secret (account, agency, key, sealed, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account, key) DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at,"
                        + " set_by = excluded.set_by",
                account.id(),
                account.agency(),
                key,
                vault.seal(value.strip(), context(account.id(), key)),
                clock.instant(),
                person);
        note(account, person, "secret set", key);
    }

    public List<SecretInfo> secrets(UUID account) {
        return sql.list(
                "SELECT key, set_at, set_by FROM account_secret WHERE account = ? ORDER BY key",
                row -> new SecretInfo(row.getString("key"), Sql.instantOf(row, "set_at"), row.getString("set_by")),
                account);
    }

    /** Changes the state; false when it is in that state already. What a person paused, a refusal does not touch. */
    public boolean changeState(ChannelAccount account, AccountState state, @Nullable String cause, String person) {
        int changed = sql.update(
                "UPDATE channel_account SET state = ?, cause = ?, state_since = ? WHERE id = ? AND state <> ?"
                        + " AND (state = 'ACTIVE' OR ? <> 'NEEDS_REAUTH')",
                state.name(),
                cause,
                clock.instant(),
                account.id(),
                state.name(),
                state.name());
        if (changed == 1) {
            note(account, person, state.name(), cause == null ? "" : cause);
            wake(account.id());
        }
        return changed == 1;
    }

    /** The channel lets an account in again that it refused; false when something else happened to it since. */
    public boolean letInAgain(ChannelAccount account) {
        int changed = sql.update(
                "UPDATE channel_account SET state = 'ACTIVE', cause = NULL, state_since = ? WHERE id = ?"
                        + " AND state = 'NEEDS_REAUTH' AND state_since = ?",
                clock.instant(),
                account.id(),
                account.stateSince());
        if (changed == 1) {
            note(account, "engine", "let in again", "");
            wake(account.id());
        }
        return changed == 1;
    }

    /** From now on no listing shows stock; false when it is so already. */
    boolean leave(ChannelAccount account, String reason, String person) {
        int left = sql.update(
                "UPDATE channel_account SET away_since = ?, away_reason = ?, planned = false, planned_to = ''"
                        + " WHERE id = ? AND away_since IS NULL",
                clock.instant(),
                reason,
                account.id());
        if (left == 1) {
            remember(account, person, "away", reason);
            wake(account.id());
        }
        return left == 1;
    }

    boolean comeBack(ChannelAccount account, String person) {
        int back = sql.update(
                "UPDATE channel_account SET away_since = NULL, away_reason = NULL, planned = false, planned_to = ''"
                        + " WHERE id = ? AND away_since IS NOT NULL",
                account.id());
        if (back == 1) {
            remember(account, person, "back", "");
            wake(account.id());
        }
        return back == 1;
    }

    /** Writes into the account's history, in the transaction of what was done. */
    public void remember(ChannelAccount account, String person, String action, String detail) {
        note(account, person, action, detail);
    }

    public List<Change> changes(UUID account, int limit) {
        return sql.list(
                "SELECT at, person, action, detail FROM account_change WHERE account = ? ORDER BY id DESC LIMIT ?",
                row -> new Change(
                        Sql.instantOf(row, "at"),
                        row.getString("person"),
                        row.getString("action"),
                        row.getString("detail")),
                account,
                limit);
    }

    /** Removes an account that never had a listing or an order; false if it has. */
    public boolean remove(UUID account) {
        leaveQuotaGroups(account);
        return sql.update(
                        "DELETE FROM channel_account a WHERE id = ? AND NOT EXISTS (SELECT 1 FROM listing WHERE account = a.id)"
                                + " AND NOT EXISTS (SELECT 1 FROM remote_order WHERE account = a.id)",
                        account)
                == 1;
    }

    /** Wakes whichever replica serves the account, when the transaction commits. */
    public void wake(UUID account) {
        sql.list(WAKE, row -> 1, account.toString());
    }

    /** As {@link #wake(UUID)}, only for lanes of these names: whoever did one small thing need not have everything looked at. */
    public void wake(UUID account, Collection<String> lanes) {
        sql.list(WAKE, row -> 1, account + " " + String.join(" ", lanes));
    }

    /**
     * Settings and secrets say with whom it shares: its next call joins them, or others. Before the account's own row is written,
     * which who joins looks at last.
     */
    private void leaveQuotaGroups(UUID account) {
        sql.list(ThrottleBuckets.LEAVE_GROUPS, row -> 1, account);
    }

    private void note(ChannelAccount account, String person, String action, String detail) {
        sql.update(
                "INSERT INTO account_change (account, agency, at, person, action, detail) VALUES (?, ?, ?, ?, ?, ?)",
                account.id(),
                account.agency(),
                clock.instant(),
                person,
                action,
                detail);
    }

    private static String context(UUID account, String key) {
        return "account|" + account + '|' + key;
    }

    private ChannelAccount read(ResultSet row) throws SQLException {
        return new ChannelAccount(
                Sql.uuid(row, "id"),
                row.getString("agency"),
                row.getString("channel"),
                row.getString("name"),
                AccountState.valueOf(row.getString("state")),
                row.getString("cause"),
                Sql.instantOf(row, "state_since"),
                settings(row.getString("settings")),
                row.getLong("version"),
                Sql.instantOf(row, "updated_at"),
                row.getString("updated_by"),
                row.getString("stop_reason"),
                Sql.instant(row, "away_since"),
                row.getString("away_reason"),
                row.getBoolean("review"));
    }

    private Map<String, String> settings(String text) {
        try {
            return json.readValue(text, TEXT_MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An account's settings are not a map of text", e);
        }
    }

    private String write(Map<String, String> settings) {
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Settings cannot be written as JSON", e);
        }
    }
}
