package org.haat.channelsync.account;

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
import java.util.stream.Stream;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code throttle_bucket}. Every method is one statement that commits by itself, also within a transaction:
 * what was granted stays granted whatever becomes of the work around it.
 */
@Singleton
public class ThrottleBuckets {
    private static final String NOW = "coalesce(?::timestamptz, statement_timestamp())";
    private static final String LEVEL =
            "throttle_level(b.permits, b.filled_at, excluded.filled_at, coalesce(b.learnt_rate * excluded.share, excluded.published_rate),"
                    + " excluded.burst)";
    /** A hair below one counts as one, or rounding would have a caller who comes at exactly the rate wait twice. */
    private static final String GRANT = "CASE WHEN " + LEVEL
            + " - ? < 0.999999 THEN 0 ELSE least(excluded.granted, floor(" + LEVEL + " - ? + 0.000001)::int) END";

    /** A replica may believe what is no longer so: of which group the account is, and who keeps its buckets. */
    private static final String DRAWN =
            "WITH drawn AS (SELECT coalesce((SELECT g.account FROM quota_group g WHERE g.name = ?), ?) = ? AND"
                    + " (SELECT s.name FROM quota_share s WHERE s.account = ? AND s.bucket = ?) IS NOT DISTINCT FROM ? AS so) ";

    private static final String IF_DRAWN = " AND (SELECT so FROM drawn)";
    private static final String TAKE = DRAWN
            + "INSERT INTO throttle_bucket AS b (account, agency, bucket, burst, published_rate,"
            + " share, permits, granted, filled_at) SELECT id, agency, ?, ?, ?::float8, ?::float8, ?::float8, ?, " + NOW
            + " FROM channel_account WHERE id = ? " + IF_DRAWN
            + " ON CONFLICT (account, bucket) DO UPDATE SET burst = excluded.burst,"
            + " published_rate = excluded.published_rate, share = excluded.share, permits = greatest(0, " + LEVEL
            + " - " + GRANT + "),"
            + " granted = " + GRANT + ", filled_at = greatest(b.filled_at, excluded.filled_at)"
            + " RETURNING granted, learnt_rate, (extract(epoch FROM filled_at - " + NOW + ")"
            + " + greatest(0, ? - permits) / coalesce(learnt_rate * share, published_rate))::float8 AS wait";
    private static final String LEARN =
            DRAWN + "UPDATE throttle_bucket SET permits = throttle_level(permits, filled_at, " + NOW
                    + ", coalesce(learnt_rate * share, published_rate), burst), filled_at = greatest(filled_at, " + NOW
                    + "), learnt_rate = ?, learnt_at = " + NOW + ", learnt_from = ? WHERE account = ? AND bucket = ?"
                    + IF_DRAWN;
    private static final String EMPTY =
            DRAWN + "UPDATE throttle_bucket SET permits = 0, filled_at = greatest(filled_at, " + NOW
                    + " + make_interval(secs => ?)) WHERE account = ? AND bucket = ?" + IF_DRAWN;
    /** Who kept the buckets and left is followed by who asks. */
    private static final String GROUP =
            "WITH kept AS (INSERT INTO quota_group AS g (name, account) SELECT ?, id FROM channel_account WHERE id = ?"
                    + " ON CONFLICT (name) DO UPDATE SET account = CASE WHEN EXISTS (SELECT 1 FROM quota_share s"
                    + " WHERE s.account = g.account AND s.name = g.name) THEN g.account ELSE excluded.account END"
                    + " RETURNING name, account),"
                    + " shared AS (INSERT INTO quota_share (account, bucket, name) SELECT a.id, ?, kept.name"
                    + " FROM channel_account a, kept WHERE a.id = ?"
                    + " ON CONFLICT (account, bucket) DO UPDATE SET name = excluded.name) SELECT account FROM kept";

    static final String LEAVE_GROUPS = "SELECT leave_quota_groups(?)";
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
     * @param learntRate what the partner last told, whole, or null
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
        return sql.alone(() -> sql.first(GROUP, row -> Sql.uuid(row, "account"), group, account, bucket, account));
    }

    /** The account draws from no group's buckets: what it kept of one goes to who stays. */
    public void leaveGroups(UUID account) {
        sql.alone(() -> sql.list(LEAVE_GROUPS, row -> 1, account));
    }

    /** A rate that the partner told, of which Haat uses an account's share. */
    public record Learnt(double ratePerSecond, Instant at) {}

    /**
     * What partners told these accounts, or another one of their group, by account and bucket. Reads in the
     * caller's transaction.
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
     * A bucket, as the replica that draws from it believes it to be.
     *
     * @param keeper the account under which it is kept
     * @param quota whose burst is the most that the row may ever hold
     */
    public record Draw(UUID keeper, UUID account, Quota quota) {
        private Object[] with(@Nullable Object... arguments) {
            return Stream.concat(
                            Stream.of(quota.group(), account, keeper, account, quota.bucket(), quota.group()),
                            Stream.of(arguments))
                    .toArray();
        }
    }

    /**
     * Takes up to {@code most} permits; a bucket that is asked for the first time is full.
     *
     * @param floor permits that stay in the row for others
     * @return empty when the account is not stored (yet), or draws from another bucket
     */
    public Optional<Answer> take(Draw draw, int most, int floor) {
        Instant now = now();
        Quota quota = draw.quota();
        int first = Math.min(most, quota.burst());
        return sql.alone(() -> sql.first(
                TAKE,
                Answer::read,
                draw.with(
                        quota.bucket(),
                        quota.burst(),
                        quota.ratePerSecond(),
                        quota.share(),
                        quota.burst() - first,
                        first,
                        now,
                        draw.keeper(),
                        floor,
                        floor,
                        floor,
                        floor,
                        now,
                        first + floor)));
    }

    /**
     * Writes down the rate that the partner told, when and by which operation; what was saved up till now stays.
     *
     * @return false where {@link #take} is empty
     */
    public boolean learn(Draw draw, double ratePerSecond) {
        Instant now = now();
        Quota quota = draw.quota();
        return onRow(draw, LEARN, now, now, ratePerSecond, now, quota.operation(), draw.keeper(), quota.bucket());
    }

    /**
     * Nothing more goes before {@code wait} is over, and then at the rate.
     *
     * @return false where {@link #take} is empty
     */
    public boolean empty(Draw draw, Duration wait) {
        return onRow(
                draw,
                EMPTY,
                now(),
                wait.toNanos() / 1e9,
                draw.keeper(),
                draw.quota().bucket());
    }

    private boolean onRow(Draw draw, String statement, @Nullable Object... arguments) {
        return writes(draw, statement, arguments)
                || (take(draw, 0, 0).isPresent() && writes(draw, statement, arguments));
    }

    private boolean writes(Draw draw, String statement, @Nullable Object... arguments) {
        return sql.alone(() -> sql.update(statement, draw.with(arguments))) == 1;
    }

    private @Nullable Instant now() {
        return clock == null ? null : clock.instant();
    }
}
