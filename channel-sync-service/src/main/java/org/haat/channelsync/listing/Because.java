package org.haat.channelsync.listing;

import org.jspecify.annotations.Nullable;

/**
 * Why a listing went to a state, or why something else is told of it. The pages say {@code because_…} of their bundles; the
 * sentences here are the English that the API and rows without a page have. {@code {0}} is what it speaks of: a number, or a
 * channel's own words.
 */
public enum Because {
    OFFERED("The catalogue offers it"),
    WANTED_AGAIN("The catalogue wants it again"),
    SHOWN_ALREADY("The marketplace shows it so already: nothing that buyers see has changed"),
    CHANGED_SINCE_PREVIEW("The product changed after the marketplace looked it over"),
    PAUSED("The agency paused it; the marketplace shows no stock"),
    BACK_ON_SALE("The agency put it back on sale"),
    GATE("The publish gate no longer lets it pass to this marketplace"),
    RETIRED("The agency retired it"),
    SENT("Sent to the marketplace"),
    ACCEPTED("The marketplace accepted it; we read it back until it is live"),
    HANDED_OVER(
            "It was handed to the marketplace, which shows nothing of what became of it: this is as far as we can know"),
    REMARKS("The marketplace accepted the change with remarks"),
    CHANGE_TAKEN("The marketplace took the change"),
    TAKEN_DOWN("The marketplace took it down"),
    REFUSED("The marketplace refused: {0}"),
    REFUSED_WORDLESSLY("The marketplace refused it and said no more: {0}", "failure"),
    NEEDS_IDENTIFIER("A person must obtain the marketplace's identifier for it first"),
    TURNED_DOWN("The marketplace's people turned it down: {0}"),
    LINKED("Linked to {0}"),
    ADOPTED("It was at the marketplace already and is linked: it is updated, not made anew"),
    ADOPTED_AS("It was at the marketplace already as {0} and is linked: it is updated, not made anew"),
    UNLINKED(
            "The link to {0} was taken back: that listing stays as it is and is not ours; nothing is sent until the product"
                    + " is linked again"),
    PREVIEW_FIT("The marketplace looked it over and would take it; nothing was sent"),
    PREVIEW_UNFIT("The marketplace looked it over and would refuse it"),
    READ_UNTIL_LIVE("The marketplace has it; we read it back until it is live"),
    LIVE("The marketplace shows it to buyers"),
    CHANGE_LIVE("The marketplace shows the change to buyers"),
    REMARKS_CHANGED("The marketplace's remarks changed"),
    HIDDEN("The marketplace hides it from buyers"),
    FOUND_FAULT("The marketplace found fault with it"),
    GONE("The marketplace no longer shows it"),
    NOT_LIVE_IN_TIME("Accepted, but not live in time"),
    DELAYED_CHANNEL_STOPPED("A change waits: the marketplace is stopped: {0}"),
    DELAYED_ACCOUNT_REFUSED("A change waits: the marketplace refuses the account: {0}"),
    DELAYED_ACCOUNT_PAUSED("A change waits: the account is paused: {0}"),
    DELAYED_REVIEW("A change waits: a person looks before it is sent"),
    DELAYED_MASS_CHANGE("A change waits: so many at once are looked at first"),
    DELAYED_ON_THE_WAY("A change has not reached the marketplace yet"),
    DELAYED_IN_FEED("A change travels in a feed, which the marketplace works through in its own time"),
    DELAYED_FEED_LATE("A change travels in a feed that does not finish; the marketplace is asked further"),
    DELAY_OVER("What was delayed has arrived"),
    TRIED_AGAIN("Tried again"),
    READ_AGAIN("Read again"),
    AUDIT_DIFFERENCE("The audit found a difference: {0}", "drift");

    private final String english;
    private final @Nullable String words;

    Because(String english) {
        this(english, null);
    }

    Because(String english, @Nullable String words) {
        this.english = english;
        this.words = words;
    }

    /** @param about what it speaks of, empty where it names nothing */
    public String text(String about) {
        return english.replace("{0}", about);
    }

    /** Prefix of the pages' words for the names, parted by blanks, that it speaks of; null where it is said as it came. */
    public @Nullable String words() {
        return words;
    }
}
