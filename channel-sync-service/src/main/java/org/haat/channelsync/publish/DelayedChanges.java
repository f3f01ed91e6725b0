package org.haat.channelsync.publish;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ChannelIssue.Severity;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;
import org.haat.event.ListingStatus.State;

/**
 * Tells when buyers still see a listing as it was before a change: the listing is live, and live alone would say that all is
 * well. The delay is an issue of the listing with its cause, its remedy and who acts, until the change has arrived. Runs
 * whether or not the account is served, because an account that is stopped is the usual cause; twice at once does no harm.
 */
@Singleton
public class DelayedChanges {
    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SOURCE = "DELAY";
    private static final int BATCH = 500;
    private static final String CODE = "CASE a.state WHEN 'NEEDS_REAUTH' THEN 'DELAYED_ACCOUNT_REFUSED'"
            + " WHEN 'PAUSED' THEN 'DELAYED_ACCOUNT_PAUSED' ELSE 'DELAYED_ON_THE_WAY' END";
    private static final String WAITS = "SELECT 1 FROM listing_facet f WHERE f.listing = l.id"
            + " AND f.work IN ('SEND', 'READ_BACK') AND f.waiting_since < ?";
    private static final String LATE = "SELECT l.id, a.state, coalesce(a.cause, '') AS cause FROM listing l"
            + " JOIN channel_account a ON a.id = l.account WHERE l.state = 'LIVE' AND l.id IN (SELECT f.listing"
            + " FROM listing_facet f WHERE f.work IN ('SEND', 'READ_BACK') AND f.waiting_since < ?)"
            + " AND NOT EXISTS (SELECT 1 FROM listing_issue i WHERE i.listing = l.id AND i.source = ? AND i.code = "
            + CODE + ") LIMIT ?";
    private static final String ARRIVED = "SELECT l.id FROM listing l WHERE l.id IN (SELECT listing FROM listing_issue"
            + " WHERE source = ?) AND (l.state <> 'LIVE' OR NOT EXISTS (" + WAITS + ")) LIMIT ?";
    private final Sql sql;
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final Clock clock;

    public DelayedChanges(Sql sql, Listings listings, ListingStates states, Issues issues, Clock clock) {
        this.sql = sql;
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.clock = clock;
    }

    private record Late(long listing, ChannelIssue issue) {}

    @Scheduled(every = "15s", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tell() {
        Instant now = clock.instant();
        while (sql.system(() -> tellLate(now)) == BATCH) {}
        while (sql.system(() -> tellArrived(now)) == BATCH) {}
    }

    private int tellLate(Instant now) {
        List<Late> late = sql.list(
                LATE,
                row -> new Late(
                        row.getLong("id"), issue(AccountState.valueOf(row.getString("state")), row.getString("cause"))),
                now.minus(PATIENCE),
                SOURCE,
                BATCH);
        Map<Long, ChannelIssue> said = late.stream().collect(Collectors.toMap(Late::listing, Late::issue));
        List<ListingRow> rows = listings.lock(said.keySet());
        List<Issues.Said> all = new ArrayList<>();
        List<StateChange> changes = new ArrayList<>();
        for (ListingRow row : rows) {
            ChannelIssue issue = said.get(row.id());
            if (issue != null && row.state() == State.LIVE) {
                all.add(new Issues.Said(row, SOURCE, List.of(issue)));
                changes.add(new StateChange(row, State.LIVE, issue.message(), "engine"));
            }
        }
        issues.replace(all, now);
        states.change(changes, now);
        return changes.size();
    }

    private int tellArrived(Instant now) {
        List<Long> ids = sql.list(ARRIVED, row -> row.getLong("id"), SOURCE, now.minus(PATIENCE), BATCH);
        List<ListingRow> rows = listings.lock(ids);
        issues.replace(
                rows.stream()
                        .map(row -> new Issues.Said(row, SOURCE, List.of()))
                        .toList(),
                now);
        states.change(
                rows.stream()
                        .map(row -> new StateChange(row, row.state(), "What was delayed has arrived", "engine"))
                        .toList(),
                now);
        return rows.size();
    }

    private static ChannelIssue issue(AccountState account, String cause) {
        return switch (account) {
            case NEEDS_REAUTH ->
                warning("DELAYED_ACCOUNT_REFUSED", "A change waits: the channel refuses the account: " + cause);
            case PAUSED -> warning("DELAYED_ACCOUNT_PAUSED", "A change waits: the account is paused: " + cause);
            case ACTIVE -> warning("DELAYED_ON_THE_WAY", "A change has not reached the channel yet");
        };
    }

    private static ChannelIssue warning(String code, String message) {
        return new ChannelIssue(code, Severity.WARNING, message, null);
    }
}
