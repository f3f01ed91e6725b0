package org.haat.channelsync.verify;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.OwnFault;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;
import org.haat.edge.DatabaseDown;

/** Finds the listing at fault in a reading that makes no sense: each is asked about alone, and the one at fault is put off. */
@Singleton
public class OneByOne {
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final VerifySchedule schedule;
    private final Sql sql;
    private final Clock clock;
    /** How many are still to be asked about alone. */
    private final Map<Place, Integer> left = new ConcurrentHashMap<>();

    OneByOne(Listings listings, ListingStates states, Issues issues, VerifySchedule schedule, Sql sql, Clock clock) {
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.schedule = schedule;
        this.sql = sql;
        this.clock = clock;
    }

    private record Place(UUID account, String lane) {}

    /** How many to ask about in the next call. */
    public int most(ChannelAccount account, String lane, int batch) {
        return left.containsKey(new Place(account.id(), lane)) ? 1 : batch;
    }

    /**
     * An answer was taken in. Not inside a transaction, which may be rolled back.
     *
     * @param about none, where it was about a page
     */
    public void answered(ChannelAccount account, String lane, List<ListingRow> about) {
        if (about.size() == 1) {
            left.computeIfPresent(new Place(account.id(), lane), (place, some) -> some > 1 ? some - 1 : null);
        }
    }

    /** Whether to ask the same again would fare no better, with credentials that are good. */
    private static boolean isSenseless(ChannelException e) {
        return e.kind().retry() == FailureKind.Retry.NEVER && e.kind() != FailureKind.AUTH;
    }

    /** What we cannot take in is to us an answer that nobody can read. A database that is away is no fault of an answer. */
    public static ChannelException unreadable(ChannelAccount account, RuntimeException fault) {
        if (DatabaseDown.isCauseOf(fault)) {
            throw fault;
        }
        String reference = OwnFault.log("A reading of account " + account.id() + " cannot be taken in:", fault);
        return new ChannelException(FailureKind.PROTOCOL, "It cannot be taken in: " + reference);
    }

    /**
     * A question failed. If it makes no sense, each of these is asked about alone from now on. Not inside a transaction: the
     * question was put, whatever becomes of what is written about it.
     *
     * @param asked none, where it was about a page
     * @return the one at fault, when it was asked about alone
     */
    public Optional<ListingRow> atFault(
            ChannelAccount account, String lane, List<ListingRow> asked, ChannelException why) {
        if (asked.isEmpty() || !isSenseless(why)) {
            return Optional.empty();
        }
        if (asked.size() > 1) {
            left.put(new Place(account.id(), lane), asked.size());
            return Optional.empty();
        }
        answered(account, lane, asked);
        return Optional.of(asked.get(0));
    }

    /** It is asked about again ever later, and says why nothing is known of it meanwhile. Call inside a transaction. */
    public boolean putOff(ListingRow asked, ChannelException why) {
        Instant now = clock.instant();
        ChannelIssue unreadable = new ChannelIssue(
                FailureKind.PROTOCOL.name(), ChannelIssue.Severity.WARNING, String.valueOf(why.getMessage()), null);
        List<ChannelIssue> before = said(List.of(asked.id())).getOrDefault(asked.id(), List.of());
        for (ListingRow row : listings.lock(List.of(asked.id()))) {
            listings.save(List.of(row.askAgain(schedule.next(row.verifyAttempts() + 1, now))));
            issues.replace(List.of(new Issues.Said(row, VerifyLane.READ, List.of(unreadable))), now);
            if (!before.equals(List.of(unreadable))) {
                states.change(List.of(new StateChange(row, row.state(), Because.REMARKS_CHANGED, "channel")), now);
            }
        }
        return true;
    }

    /** What earlier readings said, by listing. */
    Map<Long, List<ChannelIssue>> said(List<Long> ids) {
        Map<Long, List<ChannelIssue>> said = new HashMap<>();
        sql.list(
                "SELECT * FROM listing_issue WHERE listing = ANY (?) AND source = 'READ' ORDER BY listing, position",
                row -> said.computeIfAbsent(row.getLong("listing"), id -> new ArrayList<>())
                        .add(new ChannelIssue(
                                row.getString("code"),
                                ChannelIssue.Severity.valueOf(row.getString("severity")),
                                row.getString("message"),
                                row.getString("field"))),
                (Object) ids.toArray(Long[]::new));
        return said;
    }
}
