package org.haat.channelsync.adoption;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** What a person sees of listings that the channel has and the catalogue has not. */
public final class ThereView {
    private ThereView() {}

    /**
     * @param open how many wait for a person, up to 10,000
     * @param next give it as {@code after} for the next page; null at the end
     */
    public record Page(
            Look look,
            long open,
            List<Line> listings,
            @Nullable String next) {}

    /**
     * @param there as the channel shows it
     * @param suggestion the product of ours that it may be, or null when none is alike
     */
    public record Line(@JsonUnwrapped There there, @Nullable Suggestion suggestion) {}

    /**
     * @param why {@code SKU} when only letter case or punctuation differ, {@code REMOTE_ID} when the product is known by that ASIN or
     *     FSN on another account
     * @param title what would be shown after linking, and so on
     */
    public record Suggestion(
            String sku,
            String why,
            String title,
            @Nullable Money price,
            @Nullable Integer quantity) {}

    /** A pair that could not be linked. */
    public record Bad(int row, String value, String reason) {}

    /**
     * What a sheet of pairs would come to.
     *
     * @param sheet to have it applied; null when it was not kept
     * @param links how many would be linked
     * @param pairs the first of them
     */
    public record Preview(@Nullable UUID sheet, int links, List<WouldLink> pairs, List<Bad> bad) {}

    /** A pair with the titles of both sides, so that a person sees whether it is the same product. */
    public record WouldLink(int row, String sku, String title, String remote, String titleThere) {}

    /** What a sheet of pairs came to. */
    public record Taken(int linked, List<Bad> bad, Instant at) {}
}
