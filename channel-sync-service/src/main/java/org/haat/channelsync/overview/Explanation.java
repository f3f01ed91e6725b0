package org.haat.channelsync.overview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a product stands where it stands on one account, from the catalogue to the channel's answer, as sentences.
 *
 * @param account null where the agency has none, and with {@code channel} where what is said holds for all
 * @param next what happens next
 * @param owner who acts next: {@code NOBODY}, {@code PRODUCER}, {@code AGENCY}, {@code OPERATIONS}, {@code PARTNER}
 */
public record Explanation(
        @Nullable UUID account,
        @Nullable String channel,
        @Nullable String accountName,
        String state,
        List<Step> chain,
        String next,
        String owner) {
    /** False when nobody has a product of that name. */
    @JsonIgnore
    public boolean isOfAProduct() {
        return chain.stream().noneMatch(step -> step.code().equals("catalogue.none"));
    }

    /**
     * One link of the chain.
     *
     * @param code key of the sentence, stable
     */
    public record Step(String code, String text) {}
}
