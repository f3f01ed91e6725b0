package org.haat.channelsync.channel;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The State of an Indian address as ISO 3166-2 without the country, from whatever a marketplace wrote. */
public final class IndianStates {
    private static final Map<String, String> CODES = load();

    private IndianStates() {}

    /**
     * From a code ({@code IN-MH}, {@code MH}) or a name ({@code Maharashtra}).
     *
     * @return empty when it is not known: the place of supply is never guessed
     */
    public static Optional<String> iso(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String key = text.strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(CODES.get(key.startsWith("in-") ? key.substring(3) : key));
    }

    private static Map<String, String> load() {
        Map<String, String> codes = new HashMap<>();
        for (Map<String, String> row : CodeTable.rows(IndianStates.class, "indian-states.csv")) {
            String iso = row.getOrDefault("iso", "");
            codes.put(iso.toLowerCase(Locale.ROOT), iso);
            for (String spelling : row.getOrDefault("spellings", "").split("\\|")) {
                codes.put(spelling, iso);
            }
        }
        return Map.copyOf(codes);
    }
}
