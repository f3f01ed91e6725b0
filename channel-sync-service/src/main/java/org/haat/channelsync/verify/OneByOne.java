package org.haat.channelsync.verify;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;

/** Finds the listing at fault in a reading that makes no sense: each is asked about alone, and the one at fault is put off. */
@Singleton
public class OneByOne {
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final VerifySchedule schedule;
    private final Sql sql;
    private final Clock clock;
    /** How many are still to be asked about alone, by account. */
    private final Map<UUID, Integer> left = new ConcurrentHashMap<>();

    OneByOne(Listings listings, ListingStates states, Issues issues, VerifySchedule schedule, Sql sql, Clock clock) {
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.schedule = schedule;
        this.sql = sql;
        this.clock = clock;
    }

    /** How many to ask about in the next call. */
    int most(ChannelAccount account, int batch) {
        return left.containsKey(account.id()) ? 1 : batch;
    }

    void begin(ChannelAccount account, int listings) {
        left.put(account.id(), listings);
    }

    void asked(ChannelAccount account) {
        left.computeIfPresent(account.id(), (id, some) -> some > 1 ? some - 1 : null);
    }

    /** It is asked about again ever later, and says why nothing is known of it meanwhile. Call inside a transaction. */
    boolean putOff(ListingRow asked, ChannelException why) {
        Instant now = clock.instant();
        ChannelIssue unreadable = new ChannelIssue(
                FailureKind.PROTOCOL.name(), ChannelIssue.Severity.WARNING, String.valueOf(why.getMessage()), null);
        List<ChannelIssue> before = said(List.of(asked.id())).getOrDefault(asked.id(), List.of());
        for (ListingRow row : listings.lock(List.of(asked.id()))) {
            listings.save(List.of(row.readAgain(schedule.next(row.verifyAttempts() + 1, now), now)));
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
