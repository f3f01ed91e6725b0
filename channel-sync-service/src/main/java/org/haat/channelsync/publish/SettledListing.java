package org.haat.channelsync.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingPlan;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.Transitions;
import org.haat.channelsync.verify.VerifySchedule;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** What becomes of a listing that a call carried: its states with their reasons, its next reading, what the channel says of it. */
final class SettledListing {
    private final VerifySchedule schedule;
    private final boolean shows;
    private final Instant now;
    private final ListingRow before;
    private final List<StateChange> changes = new ArrayList<>();
    private ListingRow row;
    private Issues.@Nullable Said said;

    /** @param shows the channel can be read back; if not, accepted is all that can be known, and to send again is harmless */
    SettledListing(VerifySchedule schedule, boolean shows, Instant now, ListingRow row) {
        this.schedule = schedule;
        this.shows = shows;
        this.now = now;
        this.before = row;
        this.row = row;
    }

    /** In the state that it had: what it comes to is told by {@link #changes}. */
    ListingRow row() {
        return row;
    }

    /** Outside its state, which its changes tell. */
    boolean isChanged() {
        return !row.equals(before);
    }

    List<StateChange> changes() {
        return changes;
    }

    Issues.@Nullable Said said() {
        return said;
    }

    boolean isReadBack() {
        return shows;
    }

    /** Whether its reading is due at another time than before. */
    boolean asksForReading() {
        return row.verifyDueAt() != null && !row.verifyDueAt().equals(before.verifyDueAt());
    }

    void identify(Outcome outcome) {
        row = row.identified(outcome.remoteId(), outcome.reference());
    }

    void say(Facet facet, List<ChannelIssue> issues) {
        said = new Issues.Said(row, facet.name(), issues);
    }

    /** From now on, until it shows what the channel took. */
    void readUntilSeen() {
        row = shows ? row.verifyFrom(now, schedule.first(now)) : row.readAgain(null, now);
    }

    void readAtOnce() {
        row = shows ? row.verifyFrom(now, now) : row;
    }

    void readWhatBecameOfIt() {
        Instant began = row.acceptedAt() == null ? now : row.acceptedAt();
        row = row.verifyFrom(began, schedule.afterUnknown(now));
    }

    /** A price is not read back: the channel that took it shows it. */
    void show(Map<Facet, FacetRow> facets) {
        long version = row.listingVersion();
        row = ListingPlan.shown(row, facets);
        if (row.listingVersion() != version) {
            go(row.state(), Because.CHANGE_TAKEN);
        }
    }

    void takeDown() {
        row = row.readAgain(null, now).showing(0);
        say(Facet.CONTENT, List.of());
        go(State.RETIRED, Because.TAKEN_DOWN);
    }

    /** The state that follows from what its facets have come to. */
    void conclude(Map<Facet, FacetRow> facets) {
        StateChange settled = ListingPlan.settle(row.inState(state()), facets);
        if (settled != null) {
            go(settled.to(), settled.why(), settled.about(), settled.actor());
            if (settled.to() == State.ACCEPTED) {
                readUntilSeen();
            }
        }
    }

    void go(State to, Because why) {
        go(to, why, "", "channel");
    }

    void go(State to, Because why, String about) {
        go(to, why, about, "channel");
    }

    private void go(State to, Because why, String about, String actor) {
        if (Transitions.isLegal(state(), to)) {
            changes.add(new StateChange(row.inState(state()), to, why, about, actor));
        }
    }

    private State state() {
        return changes.isEmpty() ? row.state() : changes.get(changes.size() - 1).to();
    }
}
