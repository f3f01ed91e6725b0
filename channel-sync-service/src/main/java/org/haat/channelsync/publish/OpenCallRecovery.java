package org.haat.channelsync.publish;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Engine;

/** Calls that a dead replica left open may or may not have been applied: each is read back before anything is sent. */
@Singleton
public class OpenCallRecovery implements Engine.OpenCalls {
    private final Sql sql;
    private final Clock clock;

    public OpenCallRecovery(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void recover(UUID account) {
        Instant now = clock.instant();
        int calls = sql.system(() -> {
            sql.update(
                    "UPDATE listing SET verify_due_at = ?, accepted_at = coalesce(accepted_at, ?) WHERE id IN"
                            + " (SELECT listing FROM listing_facet WHERE account = ? AND call IS NOT NULL)",
                    now,
                    now,
                    account);
            sql.update(
                    "UPDATE listing_facet SET work = 'READ_BACK', call = NULL, due_at = NULL, rank = NULL,"
                            + " waiting_since = coalesce(waiting_since, ?) WHERE account = ? AND call IS NOT NULL",
                    now,
                    account);
            return sql.update(
                    "UPDATE channel_call SET finished_at = ?, failure = 'UNKNOWN',"
                            + " message = 'The replica that made this call stopped before its outcome was known'"
                            + " WHERE account = ? AND finished_at IS NULL",
                    now,
                    account);
        });
        if (calls > 0) {
            Log.warnf("%d calls of account %s were left open; their outcomes are read back", calls, account);
        }
    }
}
