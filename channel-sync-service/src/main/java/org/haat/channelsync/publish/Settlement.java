package org.haat.channelsync.publish;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.verify.VerifyLane;
import org.haat.event.ListingStatus.State;

/**
 * Decides what an outcome means for one listing. Pure: made from the rows as they are now (which may have moved since the
 * call was claimed) and what the channel said.
 */
final class Settlement {
    private final Operation operation;
    private final Claim.Line line;
    private final SettledListing listing;
    private final CarriedFacets facets;
    private boolean took;
    private boolean unsure;

    Settlement(Operation operation, Claim.Line line, SettledListing listing, CarriedFacets facets) {
        this.operation = operation;
        this.line = line;
        this.listing = listing;
        this.facets = facets;
    }

    SettledListing listing() {
        return listing;
    }

    CarriedFacets facets() {
        return facets;
    }

    /** Lanes that may have passed this listing by while it was locked here, and those for which it is work only now. */
    Stream<String> lanes() {
        boolean reads = listing.asksForReading() || facets.areReadBack();
        return Stream.concat(facets.lanes(), reads ? Stream.of(VerifyLane.READ) : Stream.empty());
    }

    /** How long each change waited that the channel accepted. */
    Stream<Duration> times() {
        return took ? facets.waited() : Stream.empty();
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
        if (!facets.areUnderWay()) {
            return;
        }
        switch (outcome.status()) {
            case ACCEPTED -> accepted(outcome);
            case REJECTED -> refused(outcome.issues(), FailureKind.REJECTED.name());
            case AWAITING_IDENTIFIER -> awaiting();
            case FAILED -> failed(outcome, retryIn);
        }
        putBackTheRest();
        listing.conclude(facets.rows());
    }

    /** Applies the outcome of a line of a feed, which a newer value may have overtaken. */
    void settleFeed(Outcome outcome, Duration retryIn) {
        if (!facets.areOvertaken()) {
            settle(outcome, retryIn);
            return;
        }
        if (outcome.status() == Outcome.Status.ACCEPTED || outcome.failure() == FailureKind.UNKNOWN) {
            facets.overwrite();
        }
        putBackTheRest();
    }

    /** The call was not made. */
    void release() {
        facets.release();
        putBackTheRest();
    }

    private void accepted(Outcome outcome) {
        took = true;
        listing.identify(outcome);
        if (operation == Operation.RETIRE) {
            facets.takeDown();
            listing.takeDown();
            return;
        }
        facets.accept();
        listing.say(operation.facet(), outcome.issues());
        boolean mended = listing.row().state() == State.ISSUES && !facets.areBlocked();
        if (operation == Operation.PUT || mended) {
            taken(outcome.issues());
        } else {
            listing.show(facets.rows());
        }
    }

    private void taken(List<ChannelIssue> remarks) {
        listing.readUntilSeen();
        State state = listing.row().state();
        if (state != State.LIVE && state != State.PAUSED) {
            listing.go(State.ACCEPTED, listing.isReadBack() ? Because.ACCEPTED : Because.HANDED_OVER);
        } else if (!remarks.isEmpty()) {
            listing.go(state, Because.REMARKS);
        }
    }

    private void refused(List<ChannelIssue> issues, String kind) {
        facets.refuse(issues.isEmpty() ? kind : issues.get(0).code());
        listing.say(operation.facet(), issues);
        if (issues.isEmpty()) {
            listing.go(State.ISSUES, Because.REFUSED_WORDLESSLY, kind);
        } else {
            listing.go(State.ISSUES, Because.REFUSED, issues.get(0).message());
        }
    }

    private void awaiting() {
        facets.blockContent(State.AWAITING_IDENTIFIER.name());
        listing.say(operation.facet(), List.of());
        listing.go(State.AWAITING_IDENTIFIER, Because.NEEDS_IDENTIFIER);
    }

    private void failed(Outcome outcome, Duration retryIn) {
        FailureKind kind = outcome.failure() == null ? FailureKind.UNKNOWN : outcome.failure();
        switch (kind.retry()) {
            case LATER -> facets.tryAgain(retryIn);
            case AFTER_READING_BACK -> {
                if (listing.isReadBack()) {
                    unknown();
                } else {
                    facets.tryAgain(retryIn);
                }
            }
            case NEVER -> {
                if (kind == FailureKind.AUTH) {
                    facets.tryAgain(Duration.ZERO);
                } else {
                    refused(outcome.issues(), kind.name());
                    listing.readAtOnce();
                }
            }
        }
    }

    private void unknown() {
        unsure = true;
        facets.readBack();
        listing.readWhatBecameOfIt();
    }

    private void putBackTheRest() {
        facets.putBackTheRest(listing.row().wanted());
    }
}
