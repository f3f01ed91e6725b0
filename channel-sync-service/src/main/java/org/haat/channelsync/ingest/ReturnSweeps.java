package org.haat.channelsync.ingest;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;

/** How far the collection of returns got on each account. */
@Singleton
public class ReturnSweeps {
    private final Sql sql;

    public ReturnSweeps(Sql sql) {
        this.sql = sql;
    }

    Optional<SweepState> find(UUID account) {
        return sql.first(
                "SELECT * FROM return_sweep WHERE account = ?",
                row -> new SweepState(
                        Sql.instantOf(row, "watermark"),
                        Sql.instant(row, "since"),
                        Sql.instant(row, "started_at"),
                        Sql.instant(row, "newest"),
                        row.getString("cursor"),
                        Sql.instantOf(row, "due_at"),
                        row.getInt("failures")),
                account);
    }

    void save(ChannelAccount account, SweepState state) {
        sql.update(
                "INSERT INTO return_sweep (account, agency, watermark, since, started_at, newest, cursor, due_at, failures)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET"
                        + " watermark = excluded.watermark, since = excluded.since, started_at = excluded.started_at,"
                        + " newest = excluded.newest, cursor = excluded.cursor, due_at = excluded.due_at,"
                        + " failures = excluded.failures",
                account.id(),
                account.agency(),
                state.watermark(),
                state.since(),
                state.startedAt(),
                state.newest(),
                state.cursor(),
                state.dueAt(),
                state.failures());
    }
}
