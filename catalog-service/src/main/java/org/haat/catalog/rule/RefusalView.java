package org.haat.catalog.rule;

import java.util.List;
import java.util.Locale;
import org.haat.event.ListingStatus.Owner;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in the reader's language.
 *
 * @param who acts
 */
public record RefusalView(
        String rule, String field, @Nullable String value, String message, String remedy, Owner who) {

    public static RefusalView of(Refusal refusal, Locale locale) {
        return new RefusalView(
                refusal.rule(),
                refusal.field(),
                refusal.value(),
                RefusalText.message(refusal, locale),
                RefusalText.remedy(refusal, locale),
                refusal.owner());
    }

    public static List<RefusalView> of(List<Refusal> refusals, Locale locale) {
        return refusals.stream().map(refusal -> of(refusal, locale)).toList();
    }
}
