package org.haat.channelsync.channel.amazon;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ISO code of an Indian State from the name a buyer's address has, from {@code states.csv}. */
final class States {
    private static final Map<String, String> BY_NAME = AmazonTable.rows("states.csv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));
    private static final Set<String> CODES = new TreeSet<>(BY_NAME.values());

    private States() {}

    /** @return empty when the name is not known: the place of supply is never guessed */
    static Optional<String> iso(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        String plain = name.strip();
        String upper = plain.toUpperCase(Locale.ROOT);
        return CODES.contains(upper)
                ? Optional.of(upper)
                : Optional.ofNullable(BY_NAME.get(plain.toLowerCase(Locale.ROOT)));
    }
}
