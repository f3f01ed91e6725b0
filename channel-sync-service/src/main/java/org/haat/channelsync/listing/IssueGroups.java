package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** What holds listings back, by cause. */
@Singleton
public class IssueGroups {
    private final Sql sql;

    public IssueGroups(Sql sql) {
        this.sql = sql;
    }

    /** An issue's code with what it holds back. */
    public record Group(
            String channel,
            String code,
            String severity,
            String remedy,
            String owner,
            String example,
            long listings,
            double share) {}

    /** Issues by code, the ones that hold back most first; {@code share} is of all listings of the channel. */
    public List<Group> of(@Nullable UUID account) {
        return sql.list(
                "WITH every AS (SELECT b.channel, sum(t.listings) AS listings FROM listing_tally t"
                        + " JOIN channel_account b ON b.id = t.account WHERE (?::uuid IS NULL OR b.id = ?::uuid)"
                        + " GROUP BY b.channel)"
                        + " SELECT a.channel, i.code, i.severity, i.remedy, i.owner, min(i.message) AS example,"
                        + " count(DISTINCT i.listing) AS listings,"
                        + " count(DISTINCT i.listing)::float8 / greatest(1, max(every.listings)) AS share"
                        + " FROM listing_issue i JOIN channel_account a ON a.id = i.account"
                        + " LEFT JOIN every ON every.channel = a.channel"
                        + " WHERE (?::uuid IS NULL OR i.account = ?::uuid)"
                        + " GROUP BY a.channel, i.code, i.severity, i.remedy, i.owner"
                        + " ORDER BY listings DESC, a.channel, i.code LIMIT 500",
                row -> new Group(
                        row.getString("channel"),
                        row.getString("code"),
                        row.getString("severity"),
                        row.getString("remedy"),
                        row.getString("owner"),
                        row.getString("example"),
                        row.getLong("listings"),
                        row.getDouble("share")),
                account,
                account,
                account,
                account);
    }
}
