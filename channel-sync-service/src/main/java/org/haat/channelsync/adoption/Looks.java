package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** Where the look at each account stands. Call inside a transaction. */
@Singleton
public class Looks {
    private final Sql sql;

    public Looks(Sql sql) {
        this.sql = sql;
    }

    public Look of(UUID account) {
        return sql.one(
                "SELECT look, look_cursor, look_whole, look_since, looked_at FROM channel_account WHERE id = ?",
                row -> new Look(
                        Look.State.valueOf(row.getString("look")),
                        row.getString("look_cursor"),
                        row.getBoolean("look_whole"),
                        Sql.instant(row, "look_since"),
                        Sql.instant(row, "looked_at")),
                account);
    }

    /**
     * Of a query for contents to send ({@code f} the facet, {@code l} the listing): what must not go before we know whether the
     * channel has it already.
     */
    public String mayGo(UUID account) {
        return switch (of(account).state()) {
            case CENSUS -> " AND f.applied_hash IS NOT NULL";
            case EACH -> " AND (f.applied_hash IS NOT NULL OR l.read_at IS NOT NULL)";
            case DONE -> "";
        };
    }

    void begin(UUID account, Instant now) {
        sql.update(
                "UPDATE channel_account SET look = 'CENSUS', look_cursor = NULL, look_whole = true, look_since = ?"
                        + " WHERE id = ?",
                now,
                account);
    }

    void goOn(UUID account, @Nullable String cursor, boolean whole, Instant now) {
        sql.update(
                "UPDATE channel_account SET look_cursor = ?, look_whole = look_whole AND ?,"
                        + " look_since = coalesce(look_since, ?) WHERE id = ?",
                cursor,
                whole,
                now,
                account);
    }

    void end(UUID account, Look.State as, Instant now) {
        sql.update(
                "UPDATE channel_account SET look = ?, look_cursor = NULL, looked_at = ? WHERE id = ? AND look = 'CENSUS'",
                as.name(),
                now,
                account);
    }
}
