package org.haat.channelsync.listing;

import static java.util.Map.entry;
import static org.haat.event.ListingStatus.State.ACCEPTED;
import static org.haat.event.ListingStatus.State.AWAITING_IDENTIFIER;
import static org.haat.event.ListingStatus.State.DRAFT;
import static org.haat.event.ListingStatus.State.FAILED_VERIFICATION;
import static org.haat.event.ListingStatus.State.ISSUES;
import static org.haat.event.ListingStatus.State.LIVE;
import static org.haat.event.ListingStatus.State.PAUSED;
import static org.haat.event.ListingStatus.State.PREVIEWED;
import static org.haat.event.ListingStatus.State.RETIRED;
import static org.haat.event.ListingStatus.State.SUBMITTED;
import static org.haat.event.ListingStatus.State.SUPPRESSED;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.haat.event.ListingStatus.State;

/** Which state of a listing may follow which. To stay in a state is always legal. */
public final class Transitions {
    private static final Map<State, Set<State>> NEXT = Map.ofEntries(
            entry(DRAFT, EnumSet.of(PREVIEWED, SUBMITTED, AWAITING_IDENTIFIER, ACCEPTED, ISSUES, RETIRED)),
            entry(PREVIEWED, EnumSet.of(DRAFT, SUBMITTED, AWAITING_IDENTIFIER, ACCEPTED, ISSUES, RETIRED)),
            entry(AWAITING_IDENTIFIER, EnumSet.of(DRAFT, SUBMITTED, ACCEPTED, ISSUES, RETIRED)),
            entry(
                    SUBMITTED,
                    EnumSet.of(
                            DRAFT,
                            AWAITING_IDENTIFIER,
                            ACCEPTED,
                            LIVE,
                            ISSUES,
                            SUPPRESSED,
                            FAILED_VERIFICATION,
                            RETIRED)),
            entry(
                    ACCEPTED,
                    EnumSet.of(
                            SUBMITTED,
                            AWAITING_IDENTIFIER,
                            LIVE,
                            ISSUES,
                            SUPPRESSED,
                            PAUSED,
                            FAILED_VERIFICATION,
                            RETIRED)),
            entry(
                    LIVE,
                    EnumSet.of(
                            SUBMITTED,
                            ACCEPTED,
                            AWAITING_IDENTIFIER,
                            ISSUES,
                            SUPPRESSED,
                            PAUSED,
                            FAILED_VERIFICATION,
                            RETIRED)),
            entry(
                    ISSUES,
                    EnumSet.of(
                            SUBMITTED,
                            ACCEPTED,
                            AWAITING_IDENTIFIER,
                            LIVE,
                            SUPPRESSED,
                            PAUSED,
                            FAILED_VERIFICATION,
                            RETIRED)),
            entry(SUPPRESSED, EnumSet.of(SUBMITTED, ACCEPTED, LIVE, ISSUES, PAUSED, FAILED_VERIFICATION, RETIRED)),
            entry(PAUSED, EnumSet.of(SUBMITTED, ACCEPTED, AWAITING_IDENTIFIER, LIVE, ISSUES, SUPPRESSED, RETIRED)),
            entry(RETIRED, EnumSet.of(DRAFT, SUBMITTED, ISSUES)),
            entry(
                    FAILED_VERIFICATION,
                    EnumSet.of(SUBMITTED, ACCEPTED, AWAITING_IDENTIFIER, LIVE, ISSUES, SUPPRESSED, PAUSED, RETIRED)));

    private Transitions() {}

    public static boolean isLegal(State from, State to) {
        return from == to || NEXT.getOrDefault(from, Set.of()).contains(to);
    }
}
