package org.haat.channelsync.ingest;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** How far sweeps got, and the runs of those of orders. */
@Singleton
public class Sweeps {
    private final Sql sql;

    public Sweeps(Sql sql) {
        this.sql = sql;
    }

    /** One run, also when it found nothing. */
    public record Run(
            Instant startedAt,
            Instant finishedAt,
            Instant since,
            int pages,
            int seen,
            int changed,
            int parked,
            @Nullable String failure,
            @Nullable String message) {}

    Optional<SweepState> find(Sweep.Feed feed, UUID account) {
        return sql.first(
                "SELECT * FROM " + feed.table() + " WHERE account = ?",
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

    void save(Sweep.Feed feed, ChannelAccount account, SweepState state) {
        sql.update(
                "INSERT INTO " + feed.table()
                        + " (account, agency, watermark, since, started_at, newest, cursor, due_at, failures)"
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

    void remember(ChannelAccount account, Run run) {
        sql.update(
                "INSERT INTO order_sweep_run (account, agency, started_at, finished_at, since, pages, seen, changed, parked,"
                        + " failure, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                account.id(),
                account.agency(),
                run.startedAt(),
                run.finishedAt(),
                run.since(),
                run.pages(),
                run.seen(),
                run.changed(),
                run.parked(),
                run.failure(),
                run.message());
    }

    public List<Run> runs(UUID account, int limit) {
        return sql.list(
                "SELECT * FROM order_sweep_run WHERE account = ? ORDER BY id DESC LIMIT ?",
                row -> new Run(
                        Sql.instantOf(row, "started_at"),
                        Sql.instantOf(row, "finished_at"),
                        Sql.instantOf(row, "since"),
                        row.getInt("pages"),
                        row.getInt("seen"),
                        row.getInt("changed"),
                        row.getInt("parked"),
                        row.getString("failure"),
                        row.getString("message")),
                account,
                limit);
    }
}
