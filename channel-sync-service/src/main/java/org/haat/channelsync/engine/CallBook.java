package org.haat.channelsync.engine;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** The book of calls: each stands in it before it is made. */
@Singleton
public class CallBook {
    private final Sql sql;

    public CallBook(Sql sql) {
        this.sql = sql;
    }

    /** @return the call's number */
    public long open(ChannelAccount account, String operation, int lines, Instant now) {
        return sql.one(
                "INSERT INTO channel_call (account, agency, operation, lines, started_at) VALUES (?, ?, ?, ?, ?)"
                        + " RETURNING id",
                row -> row.getLong(1),
                account.id(),
                account.agency(),
                operation,
                lines,
                now);
    }

    /** Closes a call; one that was closed by a recovery stays as it is. */
    public void close(long call, @Nullable String failure, @Nullable String message, Instant now) {
        sql.update(
                "UPDATE channel_call SET finished_at = ?, failure = ?, message = ? WHERE id = ? AND finished_at IS NULL",
                now,
                failure,
                message,
                call);
    }

    /** A call that never left, because our own quota had no permit: it was none. */
    public void withdraw(long call) {
        sql.update("DELETE FROM channel_call WHERE id = ? AND finished_at IS NULL", call);
    }

    /** Closes a call that failed, or takes it out when it never left. */
    public void failed(long call, ChannelException why, Instant now) {
        if (why.isOwnQuota()) {
            withdraw(call);
        } else {
            close(call, why.kind().name(), why.getMessage(), now);
        }
    }
}
