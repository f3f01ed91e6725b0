package org.haat.channelsync.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingPlan;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.Transitions;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** Decides what the channel's own reading means for one listing. Pure. */
final class Reading {
    private final VerifySchedule schedule;
    private final Instant now;
    private final RemoteListing remote;
    private final Map<Facet, Sent> sent;
    private final Map<Facet, FacetRow> facets;
    private final List<StateChange> changes = new ArrayList<>();
    private final List<ChannelIssue> issues = new ArrayList<>();
    private ListingRow listing;
    private @Nullable Duration seenAfter;

    /** What the last call that carried a facet tried to set. */
    record Sent(@Nullable String value, String hash, long version) {}

    Reading(
            VerifySchedule schedule,
            Instant now,
            RemoteListing remote,
            Map<Facet, Sent> sent,
            ListingRow listing,
            Map<Facet, FacetRow> facets) {
        this.schedule = schedule;
        this.now = now;
        this.remote = remote;
        this.sent = sent;
        this.listing = listing;
        this.facets = new EnumMap<>(facets);
        this.issues.addAll(remote.issues());
    }

    ListingRow listing() {
        return listing;
    }

    Map<Facet, FacetRow> facets() {
        return facets;
    }

    /** How long the listing's present content took to be seen live, when this reading is the first to see it. */
    Optional<Duration> seenAfter() {
        return Optional.ofNullable(seenAfter);
    }

    List<ChannelIssue> issues() {
        return issues;
    }

    List<Listings.Observation> observations() {
        return List.of(
                new Listings.Observation(listing.id(), Facet.CONTENT, remote.title() == null ? null : content()),
                new Listings.Observation(listing.id(), Facet.PRICE, price()),
                new Listings.Observation(listing.id(), Facet.STOCK, quantity()));
    }

    /** @param before what earlier readings said, to tell whether anything new is to be told */
    List<StateChange> decide(List<ChannelIssue> before) {
        long shownBefore = listing.listingVersion();
        listing = listing.identified(remote.remoteId(), null);
        facets.replaceAll((facet, row) -> row.work() == Work.READ_BACK && row.call() == null ? answer(row) : row);
        FacetRow content = facets.get(Facet.CONTENT);
        String applied = content == null ? null : content.appliedHash();
        if (content == null || applied == null) {
            listing = listing.askAgain(null); // whether it was there before us is for the look at new accounts to tell
        } else if (applied.equals(FacetValues.RETIRED)) {
            listing = listing.readAgain(null, now);
            if (!remote.present()) {
                go(State.RETIRED, Because.GONE);
            }
        } else if (remote.live()) {
            live(content);
        } else {
            notLive();
        }
        follow();
        if (facets.values().stream().anyMatch(row -> row.work() == Work.READ_BACK)) {
            listing = listing.readAgain(schedule.afterUnknown(now), now);
        }
        boolean told = !changes.isEmpty();
        if (!told && !issues.equals(before)) {
            changes.add(new StateChange(listing, listing.state(), Because.REMARKS_CHANGED, "channel"));
        } else if (!told && listing.listingVersion() != shownBefore) {
            changes.add(new StateChange(listing, listing.state(), Because.CHANGE_LIVE, "channel"));
        }
        return changes;
    }

    /** The outcome of a call is unknown, and this is the channel's answer. Of the content first, on which the others depend. */
    private FacetRow answer(FacetRow row) {
        Sent last = sent.get(row.facet());
        if (last == null) {
            return row; // Sent after we asked: this answer says nothing of it. The next reading does.
        }
        boolean wasApplied =
                switch (row.facet()) {
                    case CONTENT -> contentApplied(row, last);
                    case PRICE -> last.value() != null && sameAs(last.value(), price(), FacetValues.Price.class);
                    case STOCK ->
                        last.value() != null
                                && remote.quantity() != null
                                && StoredJson.read(last.value(), FacetValues.Stock.class)
                                                .quantity()
                                        == remote.quantity();
                };
        return wasApplied
                ? row.accepted(last.value(), last.hash(), last.version(), now)
                : row.notApplied(
                        ListingPlan.goesAlone(row.facet(), listing.wanted(), facets),
                        schedule.sendAgain(row.attempts(), now),
                        now);
    }

    /** A new listing that is there was made. Whether an old one was replaced cannot be seen: replacing again is harmless. */
    private boolean contentApplied(FacetRow row, Sent last) {
        boolean retire = last.hash().equals(FacetValues.RETIRED);
        boolean wasListed = row.appliedHash() != null && !row.appliedHash().equals(FacetValues.RETIRED);
        return retire ? !remote.present() : remote.present() && !wasListed;
    }

    private static <T> boolean sameAs(String sent, @Nullable String shown, Class<T> type) {
        return shown != null && Objects.equals(StoredJson.read(sent, type), StoredJson.read(shown, type));
    }

    private void live(FacetRow content) {
        if (content.isInStep() && content.appliedVersion() > listing.listingVersion()) {
            seenAfter = Duration.between(content.desiredAt(), now);
        }
        listing = listing.showing(ListingPlan.shownVersion(listing, facets)).readAgain(null, now);
        boolean refused = facets.values().stream().anyMatch(row -> row.work() == Work.BLOCKED);
        if (!refused && listing.state() != State.PAUSED) {
            go(State.LIVE, Because.LIVE);
        }
    }

    private void notLive() {
        boolean errors = remote.issues().stream().anyMatch(issue -> issue.severity() == ChannelIssue.Severity.ERROR);
        Instant began = listing.acceptedAt() == null ? now : listing.acceptedAt();
        if (remote.suppressed()) {
            go(State.SUPPRESSED, Because.HIDDEN);
        } else if (remote.present() && errors) {
            go(State.ISSUES, Because.FOUND_FAULT);
        } else {
            waiting(began);
        }
        boolean over = schedule.isTimeUp(began, now);
        listing = listing.readAgain(
                over ? schedule.afterTimeUp(now) : schedule.next(listing.verifyAttempts() + 1, now), now);
    }

    private void waiting(Instant began) {
        int over = schedule.deadlinesOver(began, now);
        if (schedule.isTimeUp(began, now)) {
            issues.add(ChannelIssue.error(
                    "NOT_LIVE_IN_TIME", "The channel accepted it but has not shown it within the time allowed", null));
            if (listing.state() != State.PAUSED) {
                go(State.FAILED_VERIFICATION, Because.NOT_LIVE_IN_TIME);
            }
        } else if (over > 0) {
            issues.add(new ChannelIssue(
                    "NOT_LIVE_YET",
                    ChannelIssue.Severity.WARNING,
                    "Accepted, but not live after deadline " + over,
                    null));
        }
        if (listing.state() == State.SUBMITTED) {
            go(State.ACCEPTED, Because.READ_UNTIL_LIVE);
        }
    }

    private void follow() {
        State state = changes.isEmpty()
                ? listing.state()
                : changes.get(changes.size() - 1).to();
        StateChange wish = ListingPlan.settle(listing.inState(state), facets);
        if (wish != null && listing.wanted() != Wanted.RETIRED) {
            changes.add(wish);
        }
    }

    private void go(State to, Because why) {
        if (to != listing.state() && Transitions.isLegal(listing.state(), to)) {
            changes.add(new StateChange(listing, to, why, "channel"));
        }
    }

    private String content() {
        return StoredJson.write(Map.of("title", String.valueOf(remote.title()), "live", remote.live()));
    }

    private @Nullable String price() {
        if (remote.price() == null) {
            return null;
        }
        long mrp = remote.mrp() == null ? remote.price().minor() : remote.mrp().minor();
        return StoredJson.write(new FacetValues.Price(
                mrp, remote.price().minor(), remote.price().currency()));
    }

    private @Nullable String quantity() {
        return remote.quantity() == null ? null : StoredJson.write(Map.of("quantity", remote.quantity()));
    }
}
