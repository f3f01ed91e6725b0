package org.haat.channelsync.channel.amazon;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Amazon's code and name for a carrier, from {@code carriers.csv}; whoever is not in it goes by name. */
final class Carriers {
    private static final Map<String, Carrier> BY_NAME = AmazonTable.rows("carriers.csv", 4).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> new Carrier(row[1], row[2])));

    private Carriers() {}

    record Carrier(String code, String name) {}

    static Carrier of(String name) {
        String plain = name.strip();
        return BY_NAME.getOrDefault(plain.toLowerCase(Locale.ROOT), new Carrier("Other", plain));
    }
}
