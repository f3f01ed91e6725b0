package org.haat.channelsync.inbox;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Retries;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Tries all listings with a cause again, batch by batch, each in a transaction of its own. A job is a row: any replica goes
 * on with it, and a restart loses nothing.
 */
@Singleton
public class RetryJobs {
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private final Sql sql;
    private final Retries retries;
    private final Takings takings;
    private final Clock clock;

    public RetryJobs(Sql sql, Retries retries, Takings takings, Clock clock) {
        this.sql = sql;
        this.retries = retries;
        this.takings = takings;
        this.clock = clock;
    }

    /**
     * Begins, and returns when it ended or after two seconds. Call outside a transaction.
     *
     * @throws Problem 409 when no listing of the caller's has the cause, or the same job runs already
     */
    RetryJob start(Cause cause, @Nullable UUID account, String person) {
        long id = QuarkusTransaction.requiringNew().call(() -> insert(cause, account, person));
        Instant until = clock.instant().plus(PATIENCE);
        boolean more = true;
        while (more && clock.instant().isBefore(until)) {
            more = step(id);
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> find(id).orElseThrow(() -> Problem.notFound("retry", Long.toString(id))));
    }

    private long insert(Cause cause, @Nullable UUID account, String person) {
        String agency = Takings.agency();
        long running = sql.one(
                "SELECT count(*) FROM issue_retry WHERE ended_at IS NULL AND channel = ? AND code = ? AND remedy = ? AND agency = ?",
                row -> row.getLong(1),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                agency);
        if (running > 0) {
            throw runs();
        }
        Map<String, Long> byAgency = new HashMap<>();
        sql.list(
                "SELECT i.agency, count(DISTINCT i.listing) AS listings FROM listing_issue i JOIN channel_account a"
                        + " ON a.id = i.account WHERE a.channel = ? AND i.code = ? AND i.remedy = ?"
                        + " AND (?::uuid IS NULL OR i.account = ?::uuid) GROUP BY i.agency",
                row -> byAgency.put(row.getString("agency"), row.getLong("listings")),
                cause.channel(),
                cause.code(),
                cause.remedy(),
                account,
                account);
        if (byAgency.isEmpty()) {
            throw Problem.conflict("nothing-to-retry", "No listing has this issue any more.");
        }
        long listings = byAgency.values().stream().mapToLong(n -> n).sum();
        long id = sql.first(
                        "INSERT INTO issue_retry (agency, channel, code, remedy, account, asked_at, asked_by, listings)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (agency, channel, code, remedy) WHERE ended_at IS NULL DO NOTHING RETURNING id",
                        row -> row.getLong(1),
                        agency,
                        cause.channel(),
                        cause.code(),
                        cause.remedy(),
                        account,
                        clock.instant(),
                        person,
                        listings)
                .orElseThrow(RetryJobs::runs); // begun at the same moment
        takings.remember(cause, person, Takings.Action.RETRIED, byAgency);
        return id;
    }

    private static Problem runs() {
        return Problem.conflict("retry-runs", "These listings are being tried again already.");
    }

    Optional<RetryJob> find(long id) {
        return sql.first("SELECT * FROM issue_retry WHERE id = ?", RetryJobs::read, id);
    }

    /** The newest of the caller's for a cause. */
    Optional<RetryJob> newest(Cause cause) {
        return sql.first(
                "SELECT * FROM issue_retry WHERE channel = ? AND code = ? AND remedy = ? ORDER BY id DESC LIMIT 1",
                RetryJobs::read,
                cause.channel(),
                cause.code(),
                cause.remedy());
    }

    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void goOn() {
        try {
            List<Long> running = sql.system(() -> sql.list(
                    "SELECT id FROM issue_retry WHERE ended_at IS NULL ORDER BY id LIMIT 20", row -> row.getLong(1)));
            running.forEach(this::step);
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("Retries go on later: %s", e.getMessage());
        }
    }

    /** One batch, unless another replica is at it. False when it is done. */
    private boolean step(long id) {
        return sql.system(() -> sql.first(
                        "SELECT * FROM issue_retry WHERE id = ? AND ended_at IS NULL FOR UPDATE SKIP LOCKED",
                        row -> new Open(read(row), row.getString("agency"), row.getLong("after_listing")),
                        id)
                .map(this::step)
                .orElse(false));
    }

    private record Open(RetryJob job, String agency, long after) {}

    private boolean step(Open open) {
        RetryJob job = open.job();
        Long[] ids = sql.list(
                        "SELECT DISTINCT i.listing FROM listing_issue i JOIN channel_account a ON a.id = i.account"
                                + " WHERE i.code = ? AND i.listing > ? AND i.remedy = ? AND a.channel = ?"
                                + " AND (? = '*' OR i.agency = ?) AND (?::uuid IS NULL OR i.account = ?::uuid)"
                                + " ORDER BY i.listing LIMIT ?",
                        row -> row.getLong(1),
                        job.cause().code(),
                        open.after(),
                        job.cause().remedy(),
                        job.cause().channel(),
                        open.agency(),
                        open.agency(),
                        job.account(),
                        job.account(),
                        BATCH)
                .toArray(Long[]::new);
        Retries.Tried tried = retries.retry(ids, job.askedBy());
        boolean more = ids.length == BATCH;
        sql.update(
                "UPDATE issue_retry SET after_listing = ?, seen = seen + ?, tried = tried + ?, quarantined = quarantined + ?,"
                        + " ended_at = ?::timestamptz WHERE id = ?",
                ids.length == 0 ? open.after() : ids[ids.length - 1],
                ids.length,
                tried.listings(),
                tried.quarantined(),
                more ? null : clock.instant().toString(),
                job.id());
        return more;
    }

    private static RetryJob read(ResultSet row) throws SQLException {
        return new RetryJob(
                row.getLong("id"),
                new Cause(row.getString("channel"), row.getString("code"), row.getString("remedy")),
                Sql.uuid(row, "account"),
                Sql.instantOf(row, "asked_at"),
                row.getString("asked_by"),
                Sql.instant(row, "ended_at"),
                row.getLong("listings"),
                row.getLong("seen"),
                row.getLong("tried"),
                row.getLong("quarantined"));
    }
}
