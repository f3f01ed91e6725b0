package org.haat.channelsync.channel.amazon;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Amazon's product tax code for a GST rate, from {@code tax-codes.csv}. */
final class TaxCodes {
    private static final Map<Integer, String> BY_RATE = AmazonTable.rows("tax-codes.csv", 4).stream()
            .collect(Collectors.toUnmodifiableMap(row -> Integer.valueOf(row[0]), row -> row[1]));

    private TaxCodes() {}

    static Optional<String> of(int gstBasisPoints) {
        return Optional.ofNullable(BY_RATE.get(gstBasisPoints));
    }
}
