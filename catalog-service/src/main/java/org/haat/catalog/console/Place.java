package org.haat.catalog.console;

import java.util.List;
import org.haat.catalog.rule.RefusalView;
import org.jspecify.annotations.Nullable;

/**
 * Where a product stands on one marketplace.
 *
 * @param stand the furthest point that it has reached on its way to a buyer
 * @param owner who acts next, or null when nobody must
 * @param words the same in a sentence
 */
record Place(
        String channel,
        String stand,
        String tone,
        @Nullable String remoteId,
        @Nullable String owner,
        String words,
        List<RefusalView> refusals,
        List<Issue> issues) {

    /** Refusals that hold on each of several marketplaces, to be told once. */
    static List<RefusalView> common(List<Place> places) {
        if (places.size() < 2) {
            return List.of();
        }
        return places.get(0).refusals().stream()
                .filter(refusal ->
                        places.stream().allMatch(place -> place.refusals().contains(refusal)))
                .toList();
    }

    Place without(List<RefusalView> told) {
        List<RefusalView> left =
                refusals.stream().filter(refusal -> !told.contains(refusal)).toList();
        return new Place(channel, stand, tone, remoteId, owner, words, left, issues);
    }

    /** What the marketplace said, in its own words, and our plain remedy. */
    record Issue(String code, String severity, String message, String remedy, String owner) {}
}
