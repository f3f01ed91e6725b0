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
    /** Under which a listing is counted whoever acts. */
    private static final String ANYBODY = "";

    private static final String HELD =
            ", held AS (SELECT a.channel, c.code, c.remedy, array_agg(DISTINCT c.account) AS accounts,"
                    + " min(c.owner) FILTER (WHERE c.owner <> '') AS owner,"
                    + " CASE max(CASE c.severity WHEN 'ERROR' THEN 3 WHEN 'WARNING' THEN 2 ELSE 1 END)"
                    + " WHEN 3 THEN 'ERROR' WHEN 2 THEN 'WARNING' ELSE 'INFO' END AS severity,"
                    + " sum(c.listings) FILTER (WHERE c.owner = ?) AS listings,"
                    + " coalesce(sum(c.listings) FILTER (WHERE c.owner = ? AND c.severity = 'ERROR'), 0) AS held_back"
                    + " FROM counted c JOIN channel_account a ON a.id = c.account WHERE true";

    private static final String NARROWED = ", narrowed AS (SELECT held.*, held.held_back::float8"
            + " / greatest(1, every.listings) AS share, q.hours, s.agency AS taken_in, s.person, s.note, s.assigned_at,"
            + " s.assigned_by FROM held LEFT JOIN every ON every.channel = held.channel"
            + " LEFT JOIN issue_quarantine q ON q.channel = held.channel AND q.code = held.code AND q.remedy = held.remedy"
            + " LEFT JOIN LATERAL (SELECT * FROM issue_assignment m WHERE m.channel = held.channel"
            + " AND m.code = held.code AND m.remedy = held.remedy ORDER BY m.agency = ? DESC, m.agency LIMIT 1) s ON true"
            + " WHERE true";

    private static final String ORDER = " ORDER BY held_back DESC, listings DESC, channel, code, remedy";
    private static final String OF_CAUSE =
            " FROM listing_issue i WHERE i.account = o.account AND i.code = narrowed.code"
                    + " AND i.remedy = narrowed.remedy AND (? = '' OR i.owner = ?)";

    private static final String TOLD = ") SELECT narrowed.*, t.* FROM narrowed CROSS JOIN LATERAL"
            + " (SELECT min(first.since) AS oldest, max(last.since) AS newest,"
            + " (array_agg(first.message ORDER BY first.since, first.message))[1] AS example,"
            + " coalesce(sum(rest.listings), 0) AS quarantined, max(rest.until) AS quarantined_until"
            + " FROM unnest(narrowed.accounts) AS o (account)"
            + " CROSS JOIN LATERAL (SELECT i.since, i.message" + OF_CAUSE + " ORDER BY i.since LIMIT 1) first"
            + " CROSS JOIN LATERAL (SELECT i.since" + OF_CAUSE + " ORDER BY i.since DESC LIMIT 1) last"
            + " CROSS JOIN LATERAL (SELECT count(DISTINCT i.listing) AS listings, max(i.quarantined_until) AS until"
            + OF_CAUSE + " AND i.quarantined_until > ?) rest) t WHERE t.oldest IS NOT NULL"
            + ORDER;

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

    /**
     * Counts are read from those that are kept (V53), each listing once for a cause; since when a cause stands, its words and
     * what of it rests, from the ends of an index. Nothing here reads all issues.
     */
    private List<Group> query(Filter filter, @Nullable Cause cause) {
        Scope scope = Scope.current();
        List<Object> arguments = new ArrayList<>();
        StringBuilder query =
                new StringBuilder("WITH every AS (SELECT b.channel, sum(t.listings) AS listings FROM listing_tally t"
                        + " JOIN channel_account b ON b.id = t.account WHERE true");
        and(query, arguments, " AND b.id = ?", filter.account());
        query.append(" GROUP BY b.channel), counted AS (SELECT account, code, remedy, owner, severity,"
                + " sum(listings) AS listings FROM issue_tally WHERE true");
        and(query, arguments, " AND agency = ?", scope.agencyOrNone().isEmpty() ? null : scope.agencyOrNone());
        and(query, arguments, " AND account = ?", filter.account());
        and(query, arguments, " AND owner = ?", filter.owner());
        if (cause != null) {
            and(query, arguments, " AND code = ?", cause.code());
            and(query, arguments, " AND remedy = ?", cause.remedy());
        }
        query.append(" GROUP BY account, code, remedy, owner, severity HAVING sum(listings) > 0)")
                .append(HELD);
        String owner = filter.owner() == null ? ANYBODY : filter.owner();
        arguments.addAll(List.of(owner, owner));
        and(query, arguments, " AND a.channel = ?", cause == null ? null : cause.channel());
        query.append(" GROUP BY a.channel, c.code, c.remedy)").append(NARROWED);
        arguments.add(scope.seesEverything() ? Takings.EVERY_AGENCY : scope.agencyOrNone());
        and(query, arguments, " AND held.severity = ?", filter.severity());
        if (filter.taken() == Taken.MINE) {
            and(query, arguments, " AND s.person = ?", filter.person());
        } else if (filter.taken() == Taken.NOBODY) {
            query.append(" AND s.person IS NULL");
        }
        query.append(ORDER).append(" LIMIT ").append(MOST).append(TOLD);
        return sql.list(query.toString(), IssueGroups::read, told(arguments, filter));
    }

    private Object[] told(List<Object> arguments, Filter filter) {
        String owner = filter.owner() == null ? ANYBODY : filter.owner();
        arguments.addAll(List.of(owner, owner, owner, owner, owner, owner, clock.instant()));
        return arguments.toArray();
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
