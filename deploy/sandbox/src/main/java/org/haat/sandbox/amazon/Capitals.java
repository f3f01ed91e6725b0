package org.haat.sandbox.amazon;

import java.util.Locale;
import java.util.Set;

/** Which notification types name their fields with a capital first letter, by Amazon's published schemas. */
final class Capitals {
    private static final Set<String> SMALL = Set.of("FEED_PROCESSING_FINISHED", "APPLICATION_OAUTH_CLIENT_NEW_SECRET");

    private Capitals() {}

    static boolean of(String type) {
        return !SMALL.contains(type);
    }

    static String name(String name, boolean capitals) {
        return capitals ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
    }
}
