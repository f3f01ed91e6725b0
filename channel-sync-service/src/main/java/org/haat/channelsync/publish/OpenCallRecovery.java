package org.haat.channelsync.publish;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Engine;

/** Calls that a dead replica left open may or may not have been applied: each is read back before anything is sent. */
@Singleton
public class OpenCallRecovery implements Engine.OpenCalls {
    private final Sql sql;
    private final SyncConfig config;
    private final Clock clock;

    public OpenCallRecovery(Sql sql, SyncConfig config, Clock clock) {
        this.sql = sql;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void recover(UUID account) {
        recover(account, clock.instant());
    }

    @Override
    public void recoverForgotten(UUID account) {
        recover(account, clock.instant().minus(config.scaled(config.engine().longestCall())));
    }

    private void recover(UUID account, Instant startedBefore) {
        int calls = sql.system(() -> {
            List<Long> open = sql.list(
                    "SELECT id FROM channel_call WHERE account = ? AND finished_at IS NULL AND started_at <= ?"
                            + " AND NOT EXISTS (SELECT 1 FROM channel_feed f WHERE f.call = channel_call.id) FOR UPDATE",
                    row -> row.getLong("id"),
                    account,
                    startedBefore);
            if (!open.isEmpty()) {
                readBack(open.toArray(Long[]::new));
            }
            return open.size();
        });
        if (calls > 0) {
            Log.warnf("%d calls of account %s were left open; their outcomes are read back", calls, account);
        }
    }

    private void readBack(Long[] calls) {
        Instant now = clock.instant();
        sql.update(
                "UPDATE listing SET verify_due_at = ?, accepted_at = coalesce(accepted_at, ?) WHERE id IN"
                        + " (SELECT listing FROM listing_facet WHERE call = ANY (?))",
                now,
                now,
                calls);
        sql.update(
                "UPDATE listing_facet SET work = 'READ_BACK', call = NULL, due_at = NULL, rank = NULL,"
                        + " waiting_since = coalesce(waiting_since, ?) WHERE call = ANY (?)",
                now,
                calls);
        sql.update(
                "UPDATE channel_call SET finished_at = ?, failure = 'UNKNOWN',"
                        + " message = 'The replica that made this call stopped before its outcome was known'"
                        + " WHERE id = ANY (?)",
                now,
                calls);
    }
}
