package org.haat.channelsync.adoption;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
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

    /** What a sheet of pairs came to. */
    public record Taken(int linked, List<Bad> bad, Instant at) {}
}
