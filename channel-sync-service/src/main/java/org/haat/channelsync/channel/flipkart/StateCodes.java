package org.haat.channelsync.channel.flipkart;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The State of an address as ISO 3166-2 without the country, from whatever Flipkart wrote. */
final class StateCodes {
    private static final Map<String, String> CODES = load();

    private StateCodes() {}

    /** Tries the code ({@code IN-MH}), then the name ({@code Maharashtra}); empty when neither is known. */
    static Optional<String> of(@Nullable String code, @Nullable String name) {
        return known(code).or(() -> known(name));
    }

    private static Optional<String> known(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String key = text.strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(CODES.get(key.startsWith("in-") ? key.substring(3) : key));
    }

    private static Map<String, String> load() {
        Map<String, String> codes = new HashMap<>();
        for (Map<String, String> row : CodeTable.rows("states.csv")) {
            String iso = row.getOrDefault("iso", "");
            codes.put(iso.toLowerCase(Locale.ROOT), iso);
            for (String spelling : row.getOrDefault("spellings", "").split("\\|")) {
                codes.put(spelling, iso);
            }
        }
        return Map.copyOf(codes);
    }
}
