package org.haat.channelsync.safety;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** The kill switch of a channel: nothing leaves for it and nothing is fetched, for any account. Call inside a transaction. */
@Singleton
public class ChannelStops {
    private final Sql sql;
    private final Accounts accounts;
    private final Channels channels;
    private final Clock clock;

    public ChannelStops(Sql sql, Accounts accounts, Channels channels, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.channels = channels;
        this.clock = clock;
    }

    /** @param accounts those that the caller may see */
    public record View(
            String channel,
            long accounts,
            boolean stopped,
            @Nullable String reason,
            @Nullable Instant since,
            @Nullable String by) {}

    private record Stop(String channel, String reason, Instant since, String by) {}

    /** One press of a switch. */
    public record Change(Instant at, String channel, String person, String action, String reason) {}

    public List<View> all() {
        Map<String, Stop> stops = sql
                .list(
                        "SELECT * FROM channel_stop",
                        row -> new Stop(
                                row.getString("channel"),
                                row.getString("reason"),
                                Sql.instantOf(row, "stopped_at"),
                                row.getString("stopped_by")))
                .stream()
                .collect(Collectors.toMap(Stop::channel, Function.identity()));
        Map<String, Long> open =
                accounts.all().stream().collect(Collectors.groupingBy(ChannelAccount::channel, Collectors.counting()));
        return channels.ids().stream()
                .sorted()
                .map(id -> view(id, open.getOrDefault(id, 0L), stops.get(id)))
                .toList();
    }

    private static View view(String channel, long open, @Nullable Stop stop) {
        return stop == null
                ? new View(channel, open, false, null, null, null)
                : new View(channel, open, true, stop.reason(), stop.since(), stop.by());
    }

    public void stop(String channel, String reason, String person) {
        known(channel);
        forEverybody();
        int stopped = sql.update(
                "INSERT INTO channel_stop (channel, reason, stopped_at, stopped_by) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                channel,
                reason,
                clock.instant(),
                person);
        if (stopped == 0) {
            throw Problem.conflict("stopped-already", "This channel is stopped already.");
        }
        remember(channel, person, "STOPPED", reason);
    }

    public void release(String channel, String person) {
        known(channel);
        forEverybody();
        if (sql.update("DELETE FROM channel_stop WHERE channel = ?", channel) == 0) {
            throw Problem.conflict("not-stopped", "This channel is not stopped.");
        }
        remember(channel, person, "RELEASED", "");
        accounts.all().stream()
                .filter(account -> account.channel().equals(channel))
                .forEach(account -> accounts.wake(account.id()));
    }

    /** The newest first. */
    public List<Change> changes(int limit) {
        return sql.list(
                "SELECT * FROM channel_stop_change ORDER BY id DESC LIMIT ?",
                row -> new Change(
                        Sql.instantOf(row, "at"),
                        row.getString("channel"),
                        row.getString("person"),
                        row.getString("action"),
                        row.getString("reason")),
                limit);
    }

    private static void forEverybody() {
        if (!Scope.current().seesEverything()) {
            throw Problem.forbidden(
                    "not-yours-alone", "A channel is stopped for everybody; your sign-in is for one agency.");
        }
    }

    private void known(String channel) {
        if (channels.find(channel).isEmpty()) {
            throw Problem.notFound("channel", channel);
        }
    }

    private void remember(String channel, String person, String action, String reason) {
        sql.update(
                "INSERT INTO channel_stop_change (channel, at, person, action, reason) VALUES (?, ?, ?, ?, ?)",
                channel,
                clock.instant(),
                person,
                action,
                reason);
    }
}
