package org.haat.channelsync.listing;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.database.Columns;
import org.haat.channelsync.database.Sql;
import org.haat.event.ListingStatus;
import org.jspecify.annotations.Nullable;

/** What channels hold against listings, verbatim, each with the remedy and owner that the table of remedies names. */
@Singleton
public class Issues {
    /** The best row of the table for an issue {@code n} of a channel {@code a}, as {@code r}. */
    private static final String REMEDY =
            " CROSS JOIN LATERAL (SELECT remedy, owner FROM issue_remedy m WHERE m.channel IN ('*', a.channel)"
                    + " AND (m.code = n.code OR (right(m.code, 1) = '*' AND starts_with(n.code, rtrim(m.code, '*'))))"
                    + " AND m.field IN ('', coalesce(n.field, ''))"
                    + " ORDER BY m.field <> '' DESC, length(m.code) DESC, m.channel <> '*' DESC LIMIT 1) r";

    /** As many as a person reads; a channel may name thousands of one listing. */
    private static final int MOST = 100;

    static final String MORE = "MORE_ISSUES";

    private final Sql sql;

    public Issues(Sql sql) {
        this.sql = sql;
    }

    /**
     * What one source now says of a listing; replaces what that source said before.
     *
     * @param source a facet's name for the answer to a call, {@code READ} for a reading
     * @param issues of very many the worst, and a remark of how many more there were
     */
    public record Said(ListingRow listing, String source, List<ChannelIssue> issues) {
        public Said {
            issues = worst(issues);
        }
    }

    private record Line(ListingRow listing, String source, int position, ChannelIssue issue) {}

    private static List<ChannelIssue> worst(List<ChannelIssue> all) {
        if (all.size() <= MOST) {
            return all;
        }
        int left = all.size() - MOST;
        String words = "The marketplace named " + left + " more issues; the worst " + MOST + " are kept.";
        return Stream.concat(
                        all.stream()
                                .sorted(Comparator.comparing(ChannelIssue::severity))
                                .limit(MOST),
                        Stream.of(new ChannelIssue(MORE, ChannelIssue.Severity.INFO, words, "+" + left)))
                .toList();
    }

    /** Returns nothing; identical words keep the time since when they stand. */
    public void replace(List<Said> all, Instant now) {
        if (all.isEmpty()) {
            return;
        }
        List<Line> lines = new ArrayList<>();
        for (Said said : all) {
            for (int i = 0; i < said.issues().size(); i++) {
                lines.add(
                        new Line(said.listing(), said.source(), i, said.issues().get(i)));
            }
        }
        sql.update(
                "DELETE FROM listing_issue i USING unnest(?::bigint[], ?::text[], ?::int[]) AS n (listing, source, size)"
                        + " WHERE i.listing = n.listing AND i.source = n.source AND i.position >= n.size",
                Columns.longs(all, said -> said.listing().id()),
                Columns.text(all, Said::source),
                Columns.ints(all, said -> said.issues().size()));
        if (!lines.isEmpty()) {
            write(lines, now);
        }
    }

    private void write(List<Line> lines, Instant now) {
        sql.update(
                "INSERT INTO listing_issue AS i (listing, agency, account, source, position, code, severity, message, field,"
                        + " remedy, owner, since, quarantined_until) SELECT n.listing, l.agency, l.account, n.source, n.position, n.code,"
                        + " n.severity, n.message, n.field, r.remedy, r.owner, ?, CASE WHEN n.source NOT IN ('READ', 'DELAY')"
                        + " THEN ?::timestamptz + make_interval(hours => q.hours) END FROM unnest(?::bigint[], ?::text[], ?::int[],"
                        + " ?::text[], ?::text[], ?::text[], ?::text[]) AS n (listing, source, position, code, severity,"
                        + " message, field) JOIN listing l ON l.id = n.listing JOIN channel_account a ON a.id = l.account"
                        + REMEDY
                        + " LEFT JOIN issue_quarantine q ON q.channel = a.channel AND q.code = n.code AND q.remedy = r.remedy"
                        + " ON CONFLICT (listing, source, position) DO UPDATE SET code = excluded.code,"
                        + " severity = excluded.severity, message = excluded.message, field = excluded.field,"
                        + " remedy = excluded.remedy, owner = excluded.owner, quarantined_until = excluded.quarantined_until,"
                        + " since = CASE WHEN i.code = excluded.code"
                        + " AND i.message = excluded.message THEN i.since ELSE excluded.since END",
                now,
                now,
                Columns.longs(lines, line -> line.listing().id()),
                Columns.text(lines, Line::source),
                Columns.ints(lines, Line::position),
                Columns.text(lines, line -> line.issue().code()),
                Columns.text(lines, line -> line.issue().severity().name()),
                Columns.text(lines, line -> line.issue().message()),
                Columns.text(lines, line -> line.issue().field()));
    }

    /** Issues with the remedy and owner that the table of remedies names; nothing is written. */
    List<ListingStatus.Issue> named(String channel, List<ChannelIssue> all) {
        List<ChannelIssue> said = worst(all);
        return sql.list(
                "SELECT n.code, n.severity, n.message, n.field, r.remedy, r.owner FROM (SELECT ?::text AS channel) a,"
                        + " unnest(?::text[], ?::text[], ?::text[], ?::text[])"
                        + " WITH ORDINALITY AS n (code, severity, message, field, place)" + REMEDY
                        + " ORDER BY n.place",
                Issues::read,
                channel,
                Columns.text(said, ChannelIssue::code),
                Columns.text(said, issue -> issue.severity().name()),
                Columns.text(said, ChannelIssue::message),
                Columns.text(said, ChannelIssue::field));
    }

    private static ListingStatus.Issue read(ResultSet row) throws SQLException {
        return new ListingStatus.Issue(
                row.getString("code"),
                row.getString("severity"),
                row.getString("message"),
                row.getString("field"),
                row.getString("remedy"),
                ListingStatus.Owner.valueOf(row.getString("owner")));
    }

    /** When a listing may be tried again by hand; null when it may be at once. */
    @Nullable
    Instant quarantinedUntil(long listing, Instant now) {
        return sql.one(
                        "SELECT max(quarantined_until) AS until FROM listing_issue WHERE listing = ? AND quarantined_until > ?",
                        row -> Optional.ofNullable(Sql.instant(row, "until")),
                        listing,
                        now)
                .orElse(null);
    }

    /** The issues of each listing, errors first. */
    public Map<Long, List<ListingStatus.Issue>> of(Collection<Long> listings) {
        Map<Long, List<ListingStatus.Issue>> byListing = new HashMap<>();
        sql.list(
                "SELECT * FROM listing_issue WHERE listing = ANY (?)"
                        + " ORDER BY listing, severity = 'ERROR' DESC, severity = 'WARNING' DESC, source, position",
                row -> byListing
                        .computeIfAbsent(row.getLong("listing"), id -> new ArrayList<>())
                        .add(read(row)),
                (Object) listings.toArray(Long[]::new));
        return byListing;
    }
}
