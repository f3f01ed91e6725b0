package org.haat.channelsync.channel.flipkart;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.CodeTable;
import org.haat.event.ChannelOrder;

/** Flipkart's words for the state of an item, what Haat calls them, and what the seller does next. */
final class ShipmentStates {
    private static final Map<String, State> STATES =
            CodeTable.rows(ShipmentStates.class, "shipment-states.csv").stream()
                    .map(row -> new State(
                            row.getOrDefault("state", ""),
                            ChannelOrder.Status.valueOf(row.getOrDefault("canonical", "")),
                            Step.valueOf(row.getOrDefault("step", ""))))
                    .collect(Collectors.toUnmodifiableMap(State::code, state -> state));

    private ShipmentStates() {}

    /** Empty for a word we have never seen. */
    static Optional<State> of(String code) {
        return Optional.ofNullable(STATES.get(code.strip().toUpperCase(Locale.ROOT)));
    }

    /** One word of Flipkart's. */
    record State(String code, ChannelOrder.Status canonical, Step step) {}

    /** How far the seller has got, in order; the slowest item decides for the shipment. */
    enum Step {
        TO_PACK,
        PACKING,
        FORM_FAILED,
        PACKED,
        DISPATCHED,
        CANCELLED
    }
}
