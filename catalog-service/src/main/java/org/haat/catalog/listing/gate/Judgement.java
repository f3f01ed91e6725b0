package org.haat.catalog.listing.gate;

import java.util.List;
import java.util.Map;
import org.haat.catalog.rule.Refusal;

/**
 * What the gate says of an offer.
 *
 * @param byChannel for each channel its refusals; an empty list means that it passes
 * @param gstRateBasisPoints the rate found, or -1 when there is none beyond doubt
 */
public record Judgement(Map<String, List<Refusal>> byChannel, int gstRateBasisPoints) {
    /** The channels that it passes to, in order. */
    public List<String> channels() {
        return byChannel.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    public boolean passesSomewhere() {
        return byChannel.values().stream().anyMatch(List::isEmpty);
    }

    /** Each refusal once, of whatever channel. */
    public List<Refusal> refusals() {
        return byChannel.values().stream().flatMap(List::stream).distinct().toList();
    }
}
