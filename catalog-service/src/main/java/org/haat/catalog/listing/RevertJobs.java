package org.haat.catalog.listing;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.catalog.listing.RevertChanges.Verdict;
import org.haat.catalog.sql.Sql;
import org.haat.edge.DatabaseDown;
import org.haat.edge.Problem;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Puts change sets back, step by step, each in a transaction of its own. A job is a row: any replica goes on with it, and a
 * restart loses nothing.
 */
@Singleton
public class RevertJobs {
    private static final int STEP = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private final Sql sql;
    private final ChangeSets sets;
    private final RevertChanges revert;
    private final Clock clock;

    public RevertJobs(Sql sql, ChangeSets sets, RevertChanges revert, Clock clock) {
        this.sql = sql;
        this.sets = sets;
        this.revert = revert;
        this.clock = clock;
    }

    private record Open(long id, UUID set, String person, String after) {}

    private record Waiting(long id, String agency) {}

    /**
     * Begins, and returns when it ended or after two seconds; the rest follows without the caller. Call outside a transaction, in
     * the scope of the set's agency.
     *
     * @throws Problem 409 when it is being put back already
     */
    RevertJob start(ChangeSet set, String person) {
        long id = QuarkusTransaction.requiringNew().call(() -> insert(set, person));
        Instant until = clock.instant().plus(PATIENCE);
        boolean more = true;
        while (more && clock.instant().isBefore(until)) {
            more = step(id);
        }
        return QuarkusTransaction.requiringNew().call(() -> newest(set.id())).orElseThrow();
    }

    private long insert(ChangeSet set, String person) {
        return sql.first(
                        "INSERT INTO revert_job (change_set, agency, asked_at, asked_by, lines)"
                                + " SELECT ?, ?, ?, ?, (SELECT count(*) FROM change_set_line WHERE change_set = ?)"
                                + " + (SELECT count(*) FROM change_set_step WHERE change_set = ?)"
                                + " ON CONFLICT (change_set) WHERE ended_at IS NULL DO NOTHING RETURNING id",
                        row -> row.getLong("id"),
                        set.id(),
                        set.agency(),
                        clock.instant(),
                        person,
                        set.id(),
                        set.id())
                .orElseThrow(() -> Problem.conflict("revert-runs", "This change is being put back already."));
    }

    /** Call inside a transaction. */
    public Optional<RevertJob> newest(UUID set) {
        return sql.first(
                "SELECT * FROM revert_job WHERE change_set = ? ORDER BY id DESC LIMIT 1", RevertJobs::read, set);
    }

    /** Products that stay as they are though they differ, in the order of SKUs. Call inside a transaction. */
    public List<RevertChanges.Outcome> left(long job, String after, int limit) {
        return sql.list(
                "SELECT sku, verdict FROM revert_left WHERE job = ? AND sku > ? ORDER BY sku LIMIT ?",
                row -> new RevertChanges.Outcome(row.getString("sku"), Verdict.valueOf(row.getString("verdict"))),
                job,
                after,
                limit);
    }

    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void goOn() {
        try {
            List<Waiting> open = Scope.system(() -> sql.list(
                    "SELECT id, agency FROM revert_job WHERE ended_at IS NULL ORDER BY id LIMIT 20",
                    row -> new Waiting(row.getLong("id"), row.getString("agency"))));
            open.forEach(job -> Scope.agency(job.agency(), () -> step(job.id())));
        } catch (RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.debugf("Reverts go on later: %s", e.getMessage());
        }
    }

    /** One step, unless another replica is at it. False when it is done, or nothing of this caller's. */
    private boolean step(long id) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> sql.first(
                            "SELECT * FROM revert_job WHERE id = ? AND ended_at IS NULL FOR UPDATE SKIP LOCKED",
                            row -> new Open(
                                    id,
                                    row.getObject("change_set", UUID.class),
                                    row.getString("asked_by"),
                                    row.getString("after_sku")),
                            id)
                    .map(this::step)
                    .orElse(false));
        } catch (RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            Log.errorf(e, "Revert %d stumbled", id);
            QuarkusTransaction.requiringNew()
                    .run(() -> sql.update(
                            "UPDATE revert_job SET ended_at = ?, failed = true WHERE id = ? AND ended_at IS NULL",
                            clock.instant(),
                            id));
            return false;
        }
    }

    private boolean step(Open job) {
        ChangeSet set = sets.find(job.set()).orElseThrow();
        RevertChanges.Step step = revert.revert(set, job.person(), job.after(), STEP);
        List<@Nullable Object[]> left = new ArrayList<>();
        int done = 0;
        for (RevertChanges.Outcome outcome : step.outcomes()) {
            if (outcome.verdict() == Verdict.REVERTS) {
                done++;
            } else if (outcome.verdict() != Verdict.SAME) {
                left.add(new Object[] {job.id(), set.agency(), outcome.sku(), outcome.verdict()});
            }
        }
        sql.batch("INSERT INTO revert_left (job, agency, sku, verdict) VALUES (?, ?, ?, ?)", left);
        String next = step.next();
        sql.update(
                "UPDATE revert_job SET after_sku = coalesce(?, after_sku), seen = seen + ?, done = done + ?, kept = kept + ?,"
                        + " ended_at = CASE WHEN ? THEN ?::timestamptz END WHERE id = ?",
                next,
                step.outcomes().size(),
                done,
                left.size(),
                next == null,
                clock.instant(),
                job.id());
        return next != null;
    }

    private static RevertJob read(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new RevertJob(
                row.getLong("id"),
                row.getObject("change_set", UUID.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("asked_by"),
                ended == null ? null : ended.toInstant(),
                row.getBoolean("failed"),
                row.getInt("lines"),
                row.getInt("seen"),
                row.getInt("done"),
                row.getInt("kept"));
    }
}
