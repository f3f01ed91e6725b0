package org.haat.channelsync.overview;

import java.util.List;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.listing.ListingQueries;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;
import org.haat.event.ListingStatus;
import org.haat.event.ListingStatus.State;

/**
 * What is to be done about a product on an account, and who does it.
 *
 * @param code of the sentence that says it
 * @param owner who acts
 */
record NextAct(String code, String owner) {
    /** The step that says that a person looks first. */
    static final String LOOK = "review.on";

    /** The step that says that the catalogue does not sell on the channel. */
    static final String NOT_OFFERED = "gate.not-offered";

    private static final String NOTHING = "next.nothing";
    private static final NextAct GATE = new NextAct("next.gate", "AGENCY");
    private static final NextAct OFFER = new NextAct("next.offer-or-publish", "OPERATIONS");

    /** @param holds a mass change that a second person looks at keeps part of it back */
    static NextAct of(
            ChannelAccount account, ListingQueries.Detail detail, boolean holds, List<Explanation.Step> chain) {
        if (!account.isActive()) {
            return toOpen(account);
        }
        NextAct next = holds ? new NextAct("next.mass-change", "OPERATIONS") : ofListing(detail, chain);
        boolean shownWithoutStock = account.awaySince() != null && next.code().equals(NOTHING);
        return shownWithoutStock ? new NextAct("next.away", "AGENCY") : next;
    }

    /** Of a product that has no listing on the account. */
    static NextAct ofUnlisted(ChannelAccount account, List<Explanation.Step> chain) {
        if (says(chain, NOT_OFFERED)) {
            return OFFER;
        }
        return account.isActive() || isRefusedByGate(chain) ? GATE : toOpen(account);
    }

    /** What lets an account that is not served go on. */
    private static NextAct toOpen(ChannelAccount account) {
        if (account.stopped() != null) {
            return new NextAct("next.channel", "OPERATIONS");
        }
        if (account.awaitsConsent()) {
            return new NextAct("next.consent", "AGENCY");
        }
        return new NextAct(account.state() == AccountState.PAUSED ? "next.resume" : "next.reauth", "OPERATIONS");
    }

    private static NextAct ofListing(ListingQueries.Detail detail, List<Explanation.Step> chain) {
        State state = detail.listing().state();
        if (state == State.AWAITING_IDENTIFIER) {
            return new NextAct("next.identifier", "AGENCY");
        }
        if (says(chain, LOOK)) {
            return new NextAct("next.look", "AGENCY");
        }
        if (works(detail, Work.SEND) || works(detail, Work.READ_BACK)) {
            return new NextAct("next.send", "NOBODY");
        }
        if (works(detail, Work.FEED)) {
            return new NextAct("next.feed", "PARTNER");
        }
        if (says(chain, NOT_OFFERED)) {
            return OFFER;
        }
        if (isRefusedByGate(chain)) {
            return GATE;
        }
        if (state == State.ISSUES || state == State.SUPPRESSED || state == State.FAILED_VERIFICATION) {
            return new NextAct("next.mend", mender(detail));
        }
        if (detail.listing().verifyDueAt() != null) {
            return new NextAct("next.read", "PARTNER");
        }
        if (state == State.ACCEPTED) {
            return new NextAct("next.unseen", "PARTNER");
        }
        boolean wanted = detail.listing().wanted() == Wanted.ON_SALE;
        return new NextAct(wanted ? NOTHING : "next.not-wanted", "NOBODY");
    }

    private static String mender(ListingQueries.Detail detail) {
        return detail.issues().stream()
                .findFirst()
                .map(ListingStatus.Issue::owner)
                .map(Enum::name)
                .orElse("OPERATIONS");
    }

    private static boolean works(ListingQueries.Detail detail, Work work) {
        return detail.facets().stream().anyMatch(facet -> facet.work() == work);
    }

    private static boolean isRefusedByGate(List<Explanation.Step> chain) {
        return says(chain, "gate.refused-by");
    }

    private static boolean says(List<Explanation.Step> chain, String code) {
        return chain.stream().anyMatch(step -> step.code().equals(code));
    }
}
