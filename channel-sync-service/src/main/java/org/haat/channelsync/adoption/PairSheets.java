package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;

/** Sheets of links that wait for their person's word, for a day. Call inside a transaction. */
@Singleton
class PairSheets {
    private static final Duration LIFE = Duration.ofDays(1);
    private final Sql sql;

    PairSheets(Sql sql) {
        this.sql = sql;
    }

    record Kept(UUID id, String name, byte[] sheet) {}

    /** Keeps a sheet; an older one of the same person gives way. */
    UUID keep(ChannelAccount account, String name, byte[] sheet, String person, Instant now) {
        sql.update(
                "DELETE FROM pair_sheet WHERE account = ? AND (sent_by = ? OR sent_at < ?)",
                account.id(),
                person,
                now.minus(LIFE));
        UUID id = UUID.randomUUID();
        sql.update(
                "INSERT INTO pair_sheet (id, account, agency, name, sheet, sent_at, sent_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                account.id(),
                account.agency(),
                name,
                sheet,
                now,
                person);
        return id;
    }

    /** Takes a sheet out, so that it is applied once; empty when it is gone, or another's. */
    Optional<Kept> take(UUID account, UUID id, String person) {
        return sql.first(
                "DELETE FROM pair_sheet WHERE account = ? AND id = ? AND sent_by = ? RETURNING name, sheet",
                row -> new Kept(id, row.getString("name"), row.getBytes("sheet")),
                account,
                id,
                person);
    }
}
