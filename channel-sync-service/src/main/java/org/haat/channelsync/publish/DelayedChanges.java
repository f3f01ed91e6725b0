package org.haat.channelsync.publish;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.change.Reviews;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ChannelIssue.Severity;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.safety.MassChanges;
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
    /** Of one account, so that the index of what waits is read and no other listing. */
    private static final String LATE =
            "SELECT DISTINCT f.listing FROM listing_facet f JOIN listing l ON l.id = f.listing"
                    + " WHERE f.account = ? AND f.work <> 'NONE' AND f.work <> 'BLOCKED' AND f.waiting_since < ?"
                    + " AND l.state = 'LIVE' AND NOT EXISTS (SELECT 1 FROM listing_issue i WHERE i.listing = f.listing"
                    + " AND i.source = 'DELAY' AND i.code = ?) AND NOT EXISTS (SELECT 1 FROM listing_facet e"
                    + " WHERE e.listing = f.listing AND e.work = 'FEED') LIMIT ?";

    private static final String LATE_IN_FEED =
            "SELECT DISTINCT f.listing FROM channel_feed d JOIN listing_facet f ON f.account = d.account AND f.call = d.call"
                    + " JOIN listing l ON l.id = f.listing WHERE d.account = ? AND d.state <> 'OVER' AND d.late = ?"
                    + " AND f.work = 'FEED' AND f.waiting_since < ? AND l.state = 'LIVE' AND NOT EXISTS"
                    + " (SELECT 1 FROM listing_issue i WHERE i.listing = f.listing AND i.source = 'DELAY' AND i.code = ?)"
                    + " LIMIT ?";

    private static final String ARRIVED = "SELECT l.id FROM listing l JOIN listing_issue i ON i.listing = l.id"
            + " WHERE i.source = 'DELAY' AND (l.state <> 'LIVE' OR NOT EXISTS (SELECT 1 FROM listing_facet f"
            + " WHERE f.listing = l.id AND f.work IN ('SEND', 'READ_BACK', 'FEED') AND f.waiting_since < ?)) LIMIT ?";
    private final Sql sql;
    private final Accounts accounts;
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final MassChanges massChanges;
    private final Reviews reviews;
    private final Clock clock;

    public DelayedChanges(
            Sql sql,
            Accounts accounts,
            Listings listings,
            ListingStates states,
            Issues issues,
            MassChanges massChanges,
            Reviews reviews,
            Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.massChanges = massChanges;
        this.reviews = reviews;
        this.clock = clock;
    }

    @Scheduled(every = "15s", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tell() {
        Instant now = clock.instant();
        for (ChannelAccount account : sql.system(accounts::all)) {
            while (sql.system(() -> tellLate(account, now)) == BATCH) {}
            while (sql.system(() -> tellInFeed(account, false, now)) == BATCH) {}
            while (sql.system(() -> tellInFeed(account, true, now)) == BATCH) {}
        }
        while (sql.system(() -> tellArrived(now)) == BATCH) {}
    }

    private int tellLate(ChannelAccount account, Instant now) {
        Delay delay = delay(account);
        return tell(
                delay,
                sql.list(LATE, row -> row.getLong("listing"), account.id(), now.minus(PATIENCE), delay.code(), BATCH),
                now);
    }

    private int tellInFeed(ChannelAccount account, boolean late, Instant now) {
        Delay delay = new Delay(late ? Because.DELAYED_FEED_LATE : Because.DELAYED_IN_FEED, "");
        return tell(
                delay,
                sql.list(
                        LATE_IN_FEED,
                        row -> row.getLong("listing"),
                        account.id(),
                        late,
                        now.minus(PATIENCE),
                        delay.code(),
                        BATCH),
                now);
    }

    private int tell(Delay delay, List<Long> late, Instant now) {
        List<ListingRow> rows = listings.lock(late).stream()
                .filter(row -> row.state() == State.LIVE)
                .toList();
        issues.replace(
                rows.stream()
                        .map(row -> new Issues.Said(row, SOURCE, List.of(delay.issue())))
                        .toList(),
                now);
        states.change(
                rows.stream()
                        .map(row -> new StateChange(row, State.LIVE, delay.why(), delay.about(), "engine"))
                        .toList(),
                now);
        return rows.size();
    }

    private int tellArrived(Instant now) {
        List<Long> ids = sql.list(ARRIVED, row -> row.getLong("id"), now.minus(PATIENCE), BATCH);
        List<ListingRow> rows = listings.lock(ids);
        issues.replace(
                rows.stream()
                        .map(row -> new Issues.Said(row, SOURCE, List.of()))
                        .toList(),
                now);
        states.change(
                rows.stream()
                        .map(row -> new StateChange(row, row.state(), Because.DELAY_OVER, "engine"))
                        .toList(),
                now);
        return rows.size();
    }

    private Delay delay(ChannelAccount account) {
        if (account.stopped() != null) {
            return new Delay(Because.DELAYED_CHANNEL_STOPPED, account.stopped());
        }
        String cause = Objects.requireNonNullElse(account.cause(), "");
        return switch (account.state()) {
            case NEEDS_REAUTH -> new Delay(Because.DELAYED_ACCOUNT_REFUSED, cause);
            case PAUSED -> new Delay(Because.DELAYED_ACCOUNT_PAUSED, cause);
            case ACTIVE -> new Delay(ofActive(account), "");
        };
    }

    private Because ofActive(ChannelAccount account) {
        if (reviews.isOn(account.id())) {
            return Because.DELAYED_REVIEW;
        }
        return massChanges.waitingKinds(account.id()).isEmpty()
                ? Because.DELAYED_ON_THE_WAY
                : Because.DELAYED_MASS_CHANGE;
    }

    /** Why a change waits, as the listing's history and its issue say it. */
    private record Delay(Because why, String about) {
        String code() {
            return why.name();
        }

        ChannelIssue issue() {
            return new ChannelIssue(code(), Severity.WARNING, why.text(about), null);
        }
    }
}
