package org.haat.channelsync.inbox;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** What holds listings back, by cause. */
@Singleton
public class IssueGroups {
    private static final int MOST = 500;
    private final Sql sql;
    private final Clock clock;

    public IssueGroups(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Whose causes. */
    public enum Taken {
        ALL,
        MINE,
        NOBODY
    }

    /** @param person for {@link Taken#MINE} */
    public record Filter(
            @Nullable UUID account,
            @Nullable String owner,
            @Nullable String severity,
            Taken taken,
            String person) {
        public static final Filter NONE = new Filter(null, null, null, Taken.ALL, "");
    }

    /** @param agency whose people took it, {@code *} for people of every agency */
    public record Assignment(String agency, String person, String note, Instant at, String by) {}

    /**
     * A cause with what it holds back.
     *
     * @param example in the channel's own words
     * @param listings that have it, whatever its severity
     * @param heldBack of these the ones that it holds back, because it is an error of theirs
     * @param share of all listings of the channel that it holds back
     * @param oldest since when the oldest of them stands
     * @param quarantined listings that are not tried again before {@code quarantinedUntil}
     * @param quarantineHours how long a refusal with this cause rests, null when it may be tried at once
     */
    public record Group(
            String channel,
            String code,
            String remedy,
            String severity,
            String owner,
            String example,
            long listings,
            long heldBack,
            double share,
            Instant oldest,
            Instant newest,
            long quarantined,
            @Nullable Instant quarantinedUntil,
            @Nullable Integer quarantineHours,
            @Nullable Assignment assignment) {
        public Cause cause() {
            return new Cause(channel, code, remedy);
        }
    }

    /** The ones that hold back most first. */
    public List<Group> of(Filter filter) {
        return query(filter, null);
    }

    public Optional<Group> of(Cause cause) {
        return query(Filter.NONE, cause).stream().findFirst();
    }

    private List<Group> query(Filter filter, @Nullable Cause cause) {
        List<Object> arguments = new ArrayList<>();
        Scope scope = Scope.current();
        StringBuilder query =
                new StringBuilder("WITH every AS (SELECT b.channel, sum(t.listings) AS listings FROM listing_tally t"
                        + " JOIN channel_account b ON b.id = t.account WHERE true");
        and(query, arguments, " AND b.id = ?", filter.account());
        // A listing may have a cause more than once. First its issues are brought together, then the listings are
        // counted,
        // then the accounts: to count each listing once in one step sorts all issues three times.
        query.append(
                " GROUP BY b.channel), hit AS (SELECT i.account, i.code, i.remedy, i.listing, min(i.owner) AS owner,"
                        + " max(CASE i.severity WHEN 'ERROR' THEN 3 WHEN 'WARNING' THEN 2 ELSE 1 END) AS weight,"
                        + " min(i.message) AS example, min(i.since) AS oldest, max(i.since) AS newest,"
                        + " max(i.quarantined_until) FILTER (WHERE i.quarantined_until > ?) AS quarantined_until"
                        + " FROM listing_issue i WHERE true");
        arguments.add(clock.instant());
        and(query, arguments, " AND i.agency = ?", scope.agencyOrNone().isEmpty() ? null : scope.agencyOrNone());
        and(query, arguments, " AND i.account = ?", filter.account());
        and(query, arguments, " AND i.owner = ?", filter.owner());
        if (cause != null) {
            and(
                    query,
                    arguments,
                    " AND i.account IN (SELECT id FROM channel_account WHERE channel = ?)",
                    cause.channel());
            and(query, arguments, " AND i.code = ?", cause.code());
            and(query, arguments, " AND i.remedy = ?", cause.remedy());
        }
        query.append(" GROUP BY i.account, i.code, i.remedy, i.listing), counted AS (SELECT account, code, remedy,"
                + " min(owner) AS owner, max(weight) AS weight, min(example) AS example, count(*) AS listings,"
                + " count(*) FILTER (WHERE weight = 3) AS held_back, min(oldest) AS oldest, max(newest) AS newest,"
                + " count(quarantined_until) AS quarantined, max(quarantined_until) AS quarantined_until"
                + " FROM hit GROUP BY account, code, remedy), held AS (SELECT a.channel, c.code, c.remedy,"
                + " min(c.owner) AS owner, CASE max(c.weight) WHEN 3 THEN 'ERROR' WHEN 2 THEN 'WARNING' ELSE 'INFO' END"
                + " AS severity, min(c.example) AS example, sum(c.listings) AS listings, sum(c.held_back) AS held_back,"
                + " min(c.oldest) AS oldest, max(c.newest) AS newest, sum(c.quarantined) AS quarantined,"
                + " max(c.quarantined_until) AS quarantined_until"
                + " FROM counted c JOIN channel_account a ON a.id = c.account GROUP BY a.channel, c.code, c.remedy)"
                + " SELECT held.*, held.held_back::float8 / greatest(1, every.listings) AS share, q.hours, s.agency AS taken_in,"
                + " s.person, s.note, s.assigned_at, s.assigned_by FROM held"
                + " LEFT JOIN every ON every.channel = held.channel"
                + " LEFT JOIN issue_quarantine q ON q.channel = held.channel AND q.code = held.code AND q.remedy = held.remedy"
                + " LEFT JOIN LATERAL (SELECT * FROM issue_assignment m WHERE m.channel = held.channel"
                + " AND m.code = held.code AND m.remedy = held.remedy ORDER BY m.agency = ? DESC, m.agency LIMIT 1) s ON true"
                + " WHERE true");
        arguments.add(scope.seesEverything() ? Takings.EVERY_AGENCY : scope.agencyOrNone());
        and(query, arguments, " AND held.severity = ?", filter.severity());
        if (filter.taken() == Taken.MINE) {
            and(query, arguments, " AND s.person = ?", filter.person());
        } else if (filter.taken() == Taken.NOBODY) {
            query.append(" AND s.person IS NULL");
        }
        query.append(" ORDER BY held.held_back DESC, held.listings DESC, held.channel, held.code, held.remedy LIMIT ")
                .append(MOST);
        return sql.list(query.toString(), IssueGroups::read, arguments.toArray());
    }

    private static void and(StringBuilder query, List<Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            query.append(condition);
            arguments.add(value);
        }
    }

    private static Group read(ResultSet row) throws SQLException {
        int hours = row.getInt("hours");
        boolean noHours = row.wasNull();
        return new Group(
                row.getString("channel"),
                row.getString("code"),
                row.getString("remedy"),
                row.getString("severity"),
                row.getString("owner"),
                row.getString("example"),
                row.getLong("listings"),
                row.getLong("held_back"),
                row.getDouble("share"),
                Sql.instantOf(row, "oldest"),
                Sql.instantOf(row, "newest"),
                row.getLong("quarantined"),
                Sql.instant(row, "quarantined_until"),
                noHours ? null : hours,
                row.getString("person") == null
                        ? null
                        : new Assignment(
                                row.getString("taken_in"),
                                row.getString("person"),
                                row.getString("note"),
                                Sql.instantOf(row, "assigned_at"),
                                row.getString("assigned_by")));
    }
}
