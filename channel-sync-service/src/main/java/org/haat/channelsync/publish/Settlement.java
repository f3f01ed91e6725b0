package org.haat.channelsync.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingPlan;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.Transitions;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;
import org.haat.channelsync.verify.VerifyLane;
import org.haat.channelsync.verify.VerifySchedule;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an outcome means for one listing. Pure: made from the rows as they are now (which may have moved since the
 * call was claimed) and what the channel said.
 */
final class Settlement {
    private final VerifySchedule schedule;
    private final boolean shows;
    private final Instant now;
    private final long call;
    private final Operation operation;
    private final Claim.Line line;
    private final Map<Facet, FacetRow> sent;
    private final Map<Facet, FacetRow> facets;
    private final List<StateChange> changes = new ArrayList<>();
    private final List<Duration> times = new ArrayList<>();
    private final ListingRow listingBefore;
    private final Map<Facet, FacetRow> facetsBefore;
    private ListingRow listing;
    private Issues.@Nullable Said said;
    private boolean took;
    private boolean unsure;

    /** @param shows the channel can be read back; if not, accepted is all that can be known, and to send again is harmless */
    Settlement(
            VerifySchedule schedule,
            boolean shows,
            Instant now,
            long call,
            Operation operation,
            Claim.Line line,
            ListingRow listing,
            Map<Facet, FacetRow> facets) {
        this.schedule = schedule;
        this.shows = shows;
        this.now = now;
        this.call = call;
        this.operation = operation;
        this.line = line;
        this.sent = line.facets();
        this.listingBefore = listing;
        this.facetsBefore = facets;
        this.listing = listing;
        this.facets = new EnumMap<>(facets);
    }

    ListingRow listing() {
        return listing;
    }

    Map<Facet, FacetRow> facets() {
        return facets;
    }

    /** Outside its state, which its changes tell. */
    boolean changedListing() {
        return !listing.equals(listingBefore);
    }

    List<FacetRow> changedFacets() {
        return facets.values().stream()
                .filter(row -> !row.equals(facetsBefore.get(row.facet())))
                .toList();
    }

    /** Lanes that may have passed this listing by while it was locked here, and those for which it is work only now. */
    Stream<String> lanes() {
        boolean asks = listing.verifyDueAt() != null && !listing.verifyDueAt().equals(listingBefore.verifyDueAt());
        boolean reads = facets.values().stream().anyMatch(row -> row.work() == Work.READ_BACK);
        return Stream.concat(
                facets.values().stream()
                        .filter(row -> row.work() == Work.SEND && row.call() == null)
                        .flatMap(row -> Stream.of(row.facet().name(), FeedLane.FEED)),
                asks || reads ? Stream.of(VerifyLane.READ) : Stream.empty());
    }

    List<StateChange> changes() {
        return changes;
    }

    /** How long each change waited that the channel accepted. */
    List<Duration> times() {
        return times;
    }

    Issues.@Nullable Said said() {
        return said;
    }

    /** The listing as it was sent, when the channel took the whole of it; its texts are known where its snapshot is. */
    Optional<Claim.Line> taken() {
        return took && operation == Operation.PUT ? Optional.of(line) : Optional.empty();
    }

    /** Whether the channel may have texts that nobody remembers. */
    boolean hasUnknownTexts() {
        return operation == Operation.PUT && (unsure || (took && line.snapshot() == null));
    }

    /**
     * Applies the outcome.
     *
     * @param retryIn how long to wait before trying again, when it may be tried again
     */
    void settle(Outcome outcome, Duration retryIn) {
        FacetRow main = facets.get(operation.facet());
        if (main == null || main.call() == null || main.call() != call) {
            return; // Another replica took over meanwhile and asks the channel what became of it.
        }
        switch (outcome.status()) {
            case ACCEPTED -> accepted(outcome);
            case REJECTED -> refused(outcome.issues(), FailureKind.REJECTED.name());
            case AWAITING_IDENTIFIER -> awaiting();
            case FAILED -> failed(outcome, retryIn);
        }
        putBackTheRest();
        StateChange settled = ListingPlan.settle(changes.isEmpty() ? listing : at(last().to()), facets);
        if (settled != null) {
            go(settled.to(), settled.why(), settled.about(), settled.actor());
            if (settled.to() == State.ACCEPTED) {
                listing = verified();
            }
        }
    }

    /**
     * Applies the outcome of a line of a feed. A newer value may have gone by a call of its own meanwhile: nobody knows which of
     * the two came last, so that the newer one goes once more.
     */
    void settleFeed(Outcome outcome, Duration retryIn) {
        FacetRow main = facets.get(operation.facet());
        FacetRow asSent = sent.get(operation.facet());
        if (main == null || asSent == null || (main.call() != null && main.call() == call)) {
            settle(outcome, retryIn);
        } else if (outcome.status() == Outcome.Status.ACCEPTED || outcome.failure() == FailureKind.UNKNOWN) {
            facets.put(operation.facet(), main.overwritten(asSent, now));
            putBackTheRest();
        } else {
            putBackTheRest();
        }
    }

    /** The call was not made. */
    void release() {
        facets.computeIfPresent(
                operation.facet(),
                (facet, row) ->
                        row.call() != null && row.call() == call ? row.putBack().plan(true, now, now) : row);
        putBackTheRest();
    }

    private void accepted(Outcome outcome) {
        took = true;
        listing = listing.identified(outcome.remoteId(), outcome.reference());
        sent.values().stream()
                .flatMap(row -> Stream.ofNullable(row.waitingSince()))
                .forEach(since -> times.add(Duration.between(since, now)));
        if (operation == Operation.RETIRE) {
            retired();
            return;
        }
        sent.forEach((facet, row) -> facets.computeIfPresent(
                facet, (f, current) -> current.accepted(row.desired(), row.desiredHash(), row.desiredVersion(), now)));
        say(outcome.issues());
        boolean mended =
                listing.state() == State.ISSUES && facets.values().stream().allMatch(row -> row.blockedCause() == null);
        if (operation == Operation.PUT || mended) {
            listing = verified();
            boolean shown = listing.state() == State.LIVE || listing.state() == State.PAUSED;
            if (!shown) {
                go(State.ACCEPTED, shows ? Because.ACCEPTED : Because.HANDED_OVER);
            } else if (!outcome.issues().isEmpty()) {
                go(listing.state(), Because.REMARKS);
            }
        } else {
            shown();
        }
    }

    /** A price is not read back: the channel that took it shows it. */
    private void shown() {
        long before = listing.listingVersion();
        listing = ListingPlan.shown(listing, facets);
        if (listing.listingVersion() != before) {
            go(listing.state(), Because.CHANGE_TAKEN);
        }
    }

    private ListingRow verified() {
        return shows ? listing.verifyFrom(now, schedule.first(now)) : listing.readAgain(null, now);
    }

    private void retired() {
        for (Facet facet : List.of(Facet.PRICE, Facet.STOCK)) {
            facets.computeIfPresent(facet, (f, row) -> row.gone());
        }
        facets.computeIfPresent(Facet.CONTENT, (f, row) -> row.accepted(null, FacetValues.RETIRED, sentVersion(), now));
        listing = listing.readAgain(null, now).showing(0);
        say(List.of());
        go(State.RETIRED, Because.TAKEN_DOWN);
    }

    private long sentVersion() {
        FacetRow content = sent.get(Facet.CONTENT);
        return content == null ? 0 : content.desiredVersion();
    }

    private void refused(List<ChannelIssue> issues, String kind) {
        String cause = issues.isEmpty() ? kind : issues.get(0).code();
        facets.computeIfPresent(operation.facet(), (f, row) -> refuseUnlessChanged(row, cause));
        say(issues);
        if (issues.isEmpty()) {
            go(State.ISSUES, Because.REFUSED_WORDLESSLY, kind, "channel");
        } else {
            go(State.ISSUES, Because.REFUSED, issues.get(0).message(), "channel");
        }
    }

    /** What was refused is not sent again; a value that came in meanwhile is another matter and goes out. */
    private FacetRow refuseUnlessChanged(FacetRow row, String cause) {
        return sentHash(row).equals(row.desiredHash()) ? row.refused(cause) : row.released(true, now);
    }

    private void awaiting() {
        facets.computeIfPresent(Facet.CONTENT, (f, row) -> row.refused(State.AWAITING_IDENTIFIER.name()));
        say(List.of());
        go(State.AWAITING_IDENTIFIER, Because.NEEDS_IDENTIFIER);
    }

    private void failed(Outcome outcome, Duration retryIn) {
        FailureKind kind = outcome.failure() == null ? FailureKind.UNKNOWN : outcome.failure();
        switch (kind.retry()) {
            case LATER -> again(retryIn);
            case AFTER_READING_BACK -> {
                if (shows) {
                    unknown();
                } else {
                    again(retryIn);
                }
            }
            case NEVER -> {
                if (kind == FailureKind.AUTH) {
                    again(Duration.ZERO);
                } else {
                    refused(outcome.issues(), kind.name());
                    listing = shows ? listing.verifyFrom(now, now) : listing;
                }
            }
        }
    }

    private void again(Duration retryIn) {
        facets.computeIfPresent(operation.facet(), (f, row) -> row.tryAgain(sentHash(row), now.plus(retryIn), now));
    }

    private void unknown() {
        unsure = true;
        sent.keySet().forEach(facet -> facets.computeIfPresent(facet, (f, row) -> row.unknown(sentHash(row), now)));
        Instant began = listing.acceptedAt() == null ? now : listing.acceptedAt();
        listing = listing.verifyFrom(began, schedule.afterUnknown(now));
    }

    private String sentHash(FacetRow row) {
        FacetRow asSent = sent.get(row.facet());
        return asSent == null ? row.desiredHash() : asSent.desiredHash();
    }

    private void putBackTheRest() {
        facets.replaceAll((facet, row) -> row.call() != null && row.call() == call ? release(row) : row);
    }

    /** Price and stock that travelled with a whole listing which did not arrive: they go on by themselves if it exists. */
    private FacetRow release(FacetRow row) {
        FacetRow content = facets.get(Facet.CONTENT);
        boolean listed = content != null && content.isListed() && listing.wanted() != Wanted.RETIRED;
        return row.putBack().plan(listed, now, now);
    }

    private void say(List<ChannelIssue> issues) {
        said = new Issues.Said(listing, operation.facet().name(), issues);
    }

    private void go(State to, Because why) {
        go(to, why, "", "channel");
    }

    private void go(State to, Because why, String about, String actor) {
        State from = changes.isEmpty() ? listing.state() : last().to();
        if (Transitions.isLegal(from, to)) {
            changes.add(new StateChange(at(from), to, why, about, actor));
        }
    }

    private StateChange last() {
        return changes.get(changes.size() - 1);
    }

    private ListingRow at(State state) {
        return listing.inState(state);
    }
}
