package org.haat.channelsync.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code throttle_bucket}. Every method is one statement that commits by itself, also within a transaction:
 * what was granted stays granted whatever becomes of the work around it.
 */
@Singleton
public class ThrottleBuckets {
    private static final String NOW = "coalesce(?::timestamptz, statement_timestamp())";
    private static final String LEVEL =
            "throttle_level(b.permits, b.filled_at, excluded.filled_at, coalesce(b.learnt_rate, excluded.published_rate),"
                    + " excluded.burst)";
    /** A hair below one counts as one, or rounding would have a caller who comes at exactly the rate wait twice. */
    private static final String GRANT = "CASE WHEN " + LEVEL
            + " - ? < 0.999999 THEN 0 ELSE least(excluded.granted, floor(" + LEVEL + " - ? + 0.000001)::int) END";

    private static final String TAKE =
            "INSERT INTO throttle_bucket AS b (account, agency, bucket, burst, published_rate,"
                    + " permits, granted, filled_at) SELECT id, agency, ?, ?, ?::float8, ?::float8, ?, " + NOW
                    + " FROM channel_account WHERE id = ? ON CONFLICT (account, bucket) DO UPDATE SET burst = excluded.burst,"
                    + " published_rate = excluded.published_rate, permits = greatest(0, " + LEVEL + " - " + GRANT + "),"
                    + " granted = " + GRANT + ", filled_at = greatest(b.filled_at, excluded.filled_at)"
                    + " RETURNING granted, learnt_rate, (extract(epoch FROM filled_at - " + NOW + ")"
                    + " + greatest(0, ? - permits) / coalesce(learnt_rate, published_rate))::float8 AS wait";
    private static final String LEARN = "UPDATE throttle_bucket SET permits = throttle_level(permits, filled_at, " + NOW
            + ", coalesce(learnt_rate, published_rate), burst), filled_at = greatest(filled_at, " + NOW
            + "), learnt_rate = ?, learnt_at = " + NOW + ", learnt_from = ? WHERE account = ? AND bucket = ?";
    private static final String EMPTY = "UPDATE throttle_bucket SET permits = 0, filled_at = greatest(filled_at, " + NOW
            + " + make_interval(secs => ?)) WHERE account = ? AND bucket = ?";
    private static final String GROUP =
            "WITH kept AS (INSERT INTO quota_group (name, account) SELECT ?, id FROM channel_account WHERE id = ?"
                    + " ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING name, account),"
                    + " shared AS (INSERT INTO quota_share (account, bucket, name) SELECT a.id, ?, kept.name"
                    + " FROM channel_account a, kept WHERE a.id = ?"
                    + " ON CONFLICT (account, bucket) DO UPDATE SET name = excluded.name) SELECT account FROM kept";
    private final Sql sql;
    private final @Nullable Clock clock;

    @Inject
    public ThrottleBuckets(Sql sql) {
        this(sql, null);
    }

    /** @param clock instead of the database's, for a test that moves time */
    public ThrottleBuckets(Sql sql, @Nullable Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What came of asking.
     *
     * @param granted permits, 0 when none is free
     * @param learntRate what the partner last told, or null
     * @param free how long until as many are free as were asked for, when none was granted
     */
    public record Answer(int granted, @Nullable Double learntRate, Duration free) {
        static Answer read(ResultSet row) throws SQLException {
            double learnt = row.getDouble("learnt_rate");
            Double rate = row.wasNull() ? null : learnt;
            double micros = Math.ceil(row.getDouble("wait") * 1e6 - 0.001);
            Duration free = Duration.of((long) Math.max(1, micros), ChronoUnit.MICROS);
            return new Answer(row.getInt("granted"), rate, free);
        }
    }

    /**
     * The account that keeps the buckets of a group: the first of it that asked. Writes down that the account shares the
     * bucket.
     *
     * @return empty when {@code account} is not stored (yet)
     */
    public Optional<UUID> keeper(String group, String bucket, UUID account) {
        return alone(() -> sql.first(GROUP, row -> Sql.uuid(row, "account"), group, account, bucket, account));
    }

    /** A rate that the partner told. */
    public record Learnt(double ratePerSecond, Instant at) {}

    /**
     * What partners told these accounts, or another one of their group, by account and bucket. Alone among these methods it
     * reads in the caller's transaction.
     *
     * @param accounts that the caller may see
     */
    public Map<UUID, Map<String, Learnt>> learnt(List<UUID> accounts) {
        Map<UUID, Map<String, Learnt>> learnt = new HashMap<>();
        sql.list(
                "SELECT * FROM learnt_rates(?)",
                row -> learnt.computeIfAbsent(Sql.uuid(row, "account"), id -> new HashMap<>())
                        .put(
                                row.getString("bucket"),
                                new Learnt(row.getDouble("learnt_rate"), Sql.instantOf(row, "learnt_at"))),
                (Object) accounts.toArray(UUID[]::new));
        return learnt;
    }

    /**
     * Takes up to {@code most} permits; a bucket that is asked for the first time is full.
     *
     * @param quota whose burst is the most that the row may ever hold
     * @param floor permits that stay in the row for others
     * @return empty when the account is not stored (yet)
     */
    public Optional<Answer> take(UUID account, Quota quota, int most, int floor) {
        Instant now = now();
        int first = Math.min(most, quota.burst());
        return alone(() -> sql.first(
                TAKE,
                Answer::read,
                quota.bucket(),
                quota.burst(),
                quota.ratePerSecond(),
                quota.burst() - first,
                first,
                now,
                account,
                floor,
                floor,
                floor,
                floor,
                now,
                first + floor));
    }

    /** Writes down the rate that the partner told, when and by which operation; what was saved up till now stays. */
    public boolean learn(UUID account, Quota quota, double ratePerSecond) {
        Instant now = now();
        return onRow(account, quota, LEARN, now, now, ratePerSecond, now, quota.operation(), account, quota.bucket());
    }

    /** Nothing more goes before {@code wait} is over, and then at the rate. */
    public boolean empty(UUID account, Quota quota, Duration wait) {
        return onRow(account, quota, EMPTY, now(), wait.toNanos() / 1e9, account, quota.bucket());
    }

    private boolean onRow(UUID account, Quota quota, String statement, @Nullable Object... arguments) {
        boolean there = alone(() -> sql.update(statement, arguments)) == 1;
        return there || (take(account, quota, 0, 0).isPresent() && alone(() -> sql.update(statement, arguments)) == 1);
    }

    private <T> T alone(Supplier<T> work) {
        return Scope.system(() -> QuarkusTransaction.suspendingExisting().call(work::get));
    }

    private @Nullable Instant now() {
        return clock == null ? null : clock.instant();
    }
}
