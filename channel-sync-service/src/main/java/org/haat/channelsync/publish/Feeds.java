package org.haat.channelsync.publish;

import static org.haat.channelsync.database.Columns.longs;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.jspecify.annotations.Nullable;

/** The documents that are on their way, and those that were. Call inside a transaction. */
@Singleton
public class Feeds {
    private static final int REMEMBERED = 5;
    private final Sql sql;
    private final Accounts accounts;
    private final Clock clock;

    public Feeds(Sql sql, Accounts accounts, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The channel says by itself that a feed is over: it is asked about at once. Harmless for a feed that is not known. */
    public void hasten(UUID account, String reference) {
        int known = sql.update(
                "UPDATE channel_feed SET ask_due_at = ? WHERE account = ? AND reference = ? AND state = 'RUNNING'",
                clock.instant(),
                account,
                reference);
        if (known > 0) {
            accounts.wake(account);
        }
    }

    public List<FeedRow> open(UUID account) {
        return sql.list(
                "SELECT * FROM channel_feed WHERE account = ? AND state <> 'OVER' ORDER BY id", Feeds::read, account);
    }

    /** Newest first. */
    public List<FeedView> latest(UUID account, int limit) {
        return sql.list(
                "SELECT * FROM channel_feed WHERE account = ? ORDER BY id DESC LIMIT ?",
                row -> FeedView.of(read(row), List.of(StoredJson.read(row.getString("remarks"), ChannelIssue[].class))),
                account,
                limit);
    }

    Optional<FeedRow> find(UUID account, long id) {
        return sql.first("SELECT * FROM channel_feed WHERE account = ? AND id = ?", Feeds::read, account, id);
    }

    /** A person waits for it no longer. False when it is not late, over, or given up already. */
    boolean giveUp(FeedRow feed, String person) {
        Instant now = clock.instant();
        return sql.update(
                        "UPDATE channel_feed SET given_up_at = ?, given_up_by = ?, ask_due_at = ? WHERE id = ? AND late"
                                + " AND state = 'RUNNING' AND given_up_at IS NULL",
                        now,
                        person,
                        now,
                        feed.id())
                == 1;
    }

    /** The feeds that carry facets of a listing now. */
    public Map<Facet, FeedRow> carrying(long listing) {
        Map<Facet, FeedRow> carrying = new EnumMap<>(Facet.class);
        sql.list(
                        "SELECT f.facet, d.* FROM listing_facet f JOIN channel_feed d ON d.call = f.call"
                                + " WHERE f.listing = ? AND f.work = 'FEED'",
                        row -> Map.entry(Facet.valueOf(row.getString("facet")), read(row)),
                        listing)
                .forEach(one -> carrying.put(one.getKey(), one.getValue()));
        return carrying;
    }

    /** Numbers that the channel gave to feeds of ours. */
    List<String> references(UUID account, Instant since) {
        return sql.list(
                "SELECT reference FROM channel_feed WHERE account = ? AND reference IS NOT NULL AND claimed_at > ?",
                row -> row.getString("reference"),
                account,
                since);
    }

    /** How long this account's feeds took lately, from the beginning to the end: the middle one of the last. */
    Optional<Duration> measured(UUID account) {
        return sql.first(
                        "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY took) AS millis FROM (SELECT extract(epoch FROM"
                                + " least(greatest(coalesce(ended_at, finished_at), begun_at), finished_at) - begun_at) * 1000 AS took"
                                + " FROM channel_feed WHERE account = ? AND outcome = 'DONE' ORDER BY id DESC LIMIT ?) last",
                        row -> Optional.ofNullable(row.getBigDecimal("millis"))
                                .map(millis -> Duration.ofMillis(millis.longValue())),
                        account,
                        REMEMBERED)
                .flatMap(took -> took);
    }

    Optional<Instant> lastBegun(UUID account) {
        return sql.first(
                "SELECT begun_at FROM channel_feed WHERE account = ? AND begun_at IS NOT NULL ORDER BY id DESC LIMIT 1",
                row -> Sql.instantOf(row, "begun_at"),
                account);
    }

    /** Writes down that the lines of a claim travel in a document. */
    FeedRow prepare(ChannelAccount account, Claim claim) {
        Instant now = clock.instant();
        sql.update("UPDATE listing_facet SET work = 'FEED' WHERE account = ? AND call = ?", account.id(), claim.call());
        return sql.one(
                "INSERT INTO channel_feed (account, agency, call, operation, lines, state, claimed_at)"
                        + " VALUES (?, ?, ?, ?, ?, 'PREPARING', ?) RETURNING *",
                Feeds::read,
                account.id(),
                account.agency(),
                claim.call(),
                claim.operation().name(),
                claim.lines().size(),
                now);
    }

    void uploaded(FeedRow feed, String document) {
        sql.update(
                "UPDATE channel_feed SET state = 'UPLOADED', document = ?, ask_due_at = ? WHERE id = ? AND state = 'PREPARING'",
                document,
                clock.instant(),
                feed.id());
    }

    /** False when somebody else has moved it on. */
    boolean starting(FeedRow feed) {
        return sql.update(
                        "UPDATE channel_feed SET state = 'STARTING', begun_at = ? WHERE id = ? AND state = 'UPLOADED'",
                        clock.instant(),
                        feed.id())
                == 1;
    }

    /** The channel did not let it begin: it is told once more, later. */
    void notBegun(FeedRow feed, Duration wait) {
        sql.update(
                "UPDATE channel_feed SET state = 'UPLOADED', begun_at = NULL, ask_due_at = ? WHERE id = ?",
                clock.instant().plus(wait),
                feed.id());
    }

    void lost(FeedRow feed, Duration wait) {
        sql.update(
                "UPDATE channel_feed SET state = 'LOST', ask_due_at = ? WHERE id = ? AND state = 'STARTING'",
                clock.instant().plus(wait),
                feed.id());
    }

    void running(FeedRow feed, String reference, Duration wait) {
        sql.update(
                "UPDATE channel_feed SET state = 'RUNNING', reference = ?, ask_due_at = ? WHERE id = ?",
                reference,
                clock.instant().plus(wait),
                feed.id());
    }

    /** @param word null when the channel gave no answer */
    void asked(FeedRow feed, @Nullable String word, Duration wait) {
        Instant now = clock.instant();
        sql.update(
                "UPDATE channel_feed SET asks = asks + 1, asked_at = ?, word = coalesce(?, word),"
                        + " ask_due_at = CASE WHEN given_up_at IS NULL OR take_back IS NOT NULL THEN ?::timestamptz"
                        + " ELSE ask_due_at END WHERE id = ?",
                now,
                word,
                now.plus(wait),
                feed.id());
    }

    /** What is known of asking it back; it is asked about next after the pause. */
    void takenBack(FeedRow feed, FeedRow.TakeBack known, Duration pause) {
        Instant now = clock.instant();
        sql.update(
                "UPDATE channel_feed SET take_back = ?, take_back_at = coalesce(take_back_at, ?), ask_due_at = ? WHERE id = ?"
                        + " AND state = 'RUNNING'",
                known.name(),
                now,
                now.plus(pause),
                feed.id());
    }

    void late(FeedRow feed) {
        sql.update("UPDATE channel_feed SET late = true WHERE id = ?", feed.id());
    }

    /** @param endedAt by the channel's clock, null when it does not say */
    void over(FeedRow feed, String outcome, @Nullable Instant endedAt, List<ChannelIssue> remarks) {
        Instant now = clock.instant();
        sql.update(
                "UPDATE channel_feed SET state = 'OVER', outcome = ?, ended_at = ?, finished_at = ?, asked_at = ?,"
                        + " asks = asks + 1, ask_due_at = NULL, remarks = ?::jsonb WHERE id = ?",
                outcome,
                endedAt,
                now,
                now,
                StoredJson.write(remarks),
                feed.id());
    }

    static FeedRow read(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getLong("id"),
                Sql.uuid(row, "account"),
                row.getLong("call"),
                Operation.valueOf(row.getString("operation")),
                row.getInt("lines"),
                FeedRow.State.valueOf(row.getString("state")),
                row.getString("document"),
                row.getString("reference"),
                Sql.instantOf(row, "claimed_at"),
                Sql.instant(row, "begun_at"),
                row.getInt("asks"),
                Sql.instant(row, "asked_at"),
                Sql.instant(row, "ask_due_at"),
                row.getBoolean("late"),
                row.getString("word"),
                Sql.instant(row, "finished_at"),
                row.getString("outcome"),
                row.getString("given_up_by"),
                takeBack(row.getString("take_back")),
                Sql.instant(row, "take_back_at"));
    }

    private static FeedRow.@Nullable TakeBack takeBack(@Nullable String word) {
        return word == null ? null : FeedRow.TakeBack.valueOf(word);
    }

    /** Lines of a feed that are not settled yet, in the order of their messages. */
    List<FeedLines.Sent> unsettled(FeedRow feed, int limit) {
        return sql.list(
                "SELECT listing, sku, position FROM channel_call_line WHERE call = ? AND facet = ? AND status IS NULL"
                        + " AND position IS NOT NULL ORDER BY position LIMIT ?",
                row -> new FeedLines.Sent(row.getLong("listing"), row.getString("sku"), row.getInt("position")),
                feed.call(),
                feed.operation().facet().name(),
                limit);
    }

    /** Every line that the document carries, settled or not. */
    List<FeedLines.Sent> carried(FeedRow feed) {
        return sql.list(
                "SELECT listing, sku, position FROM channel_call_line WHERE call = ? AND facet = ? AND position IS NOT NULL"
                        + " ORDER BY position",
                row -> new FeedLines.Sent(row.getLong("listing"), row.getString("sku"), row.getInt("position")),
                feed.call(),
                feed.operation().facet().name());
    }

    /** Lines whose value is not what is wanted any more. Those of a whole listing wait: it may not be there yet. */
    List<FeedLines.Sent> changed(FeedRow feed, int limit) {
        return sql.list(
                "SELECT l.listing, l.sku, l.position FROM listing_facet f JOIN channel_call_line l ON l.call = f.call"
                        + " AND l.listing = f.listing AND l.facet = f.facet WHERE f.account = ? AND f.call = ?"
                        + " AND f.work = 'FEED' AND f.facet = ? AND f.facet <> 'CONTENT' AND f.desired_hash <> l.hash LIMIT ?",
                row -> new FeedLines.Sent(row.getLong("listing"), row.getString("sku"), row.getInt("position")),
                feed.account(),
                feed.call(),
                feed.operation().facet().name(),
                limit);
    }

    /** These lines are no part of the document. */
    void notCarried(FeedRow feed, List<FeedLines.Sent> lines) {
        sql.update(
                "UPDATE channel_call_line SET position = NULL WHERE call = ? AND listing = ANY (?)",
                feed.call(),
                longs(lines, FeedLines.Sent::listing));
    }

    /** These lines were never sent. */
    void forget(FeedRow feed, List<FeedLines.Sent> lines) {
        sql.update(
                "DELETE FROM channel_call_line WHERE call = ? AND listing = ANY (?)",
                feed.call(),
                longs(lines, FeedLines.Sent::listing));
    }
}
