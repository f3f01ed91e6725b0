package org.haat.channelsync.console;

import java.time.Instant;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.ListingQueries.Detail;
import org.haat.channelsync.listing.ListingQueries.FacetView;
import org.haat.channelsync.listing.Wanted;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.jspecify.annotations.Nullable;

/** A part of a listing: what is wanted beside what the channel accepted and what it was seen to show, in words. */
record FacetLine(
        FacetView facet,
        String wanted,
        @Nullable String accepted,
        @Nullable String shown) {

    /** Of the channel's content only what can be read of it is known. */
    static FacetLine of(FacetView facet, Detail detail, Messages messages, Language language) {
        PendingWords words = new PendingWords(messages, language);
        String there = facet.observed() == null ? null : words.seen(facet.facet(), facet.observed());
        if (facet.facet() != Facet.CONTENT) {
            return new FacetLine(
                    facet,
                    words.value(facet.facet(), facet.desired()),
                    facet.applied() == null ? null : words.value(facet.facet(), facet.applied()),
                    there);
        }
        String wanted = detail.listing().wanted() == Wanted.RETIRED
                ? messages.text(language, "content_not_there")
                : detail.listing().title();
        return new FacetLine(facet, wanted, accepted(facet, wanted, messages, language), there);
    }

    private static @Nullable String accepted(FacetView content, String wanted, Messages messages, Language language) {
        if (content.appliedAt() == null) {
            return null;
        }
        if (content.inStep()) {
            return wanted;
        }
        return messages.text(language, content.appliedVersion() == 0 ? "content_found" : "content_earlier");
    }

    /** Since when the accepted value stands, where there is one. */
    public @Nullable Instant acceptedAt() {
        return accepted == null ? null : facet.appliedAt();
    }
}
