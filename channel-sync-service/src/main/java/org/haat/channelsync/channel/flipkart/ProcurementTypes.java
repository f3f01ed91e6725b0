package org.haat.channelsync.channel.flipkart;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.CodeTable;

/** Flipkart's {@code procurement_type} for Haat's. */
final class ProcurementTypes {
    private static final Map<String, String> CODES =
            CodeTable.rows(ProcurementTypes.class, "procurement-types.csv").stream()
                    .collect(Collectors.toUnmodifiableMap(
                            row -> row.getOrDefault("procurement", ""), row -> row.getOrDefault("code", "")));

    private ProcurementTypes() {}

    static Optional<String> code(String procurement) {
        return Optional.ofNullable(CODES.get(procurement));
    }
}
