package org.haat.channelsync.engine;

import io.quarkus.logging.Log;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fault of ours as people are told of it: a code with a reference, which pages say in the reader's language. What happened
 * stands in the log alone, under the same reference.
 */
public final class OwnFault {
    private static final String CODE = "FAULT ";

    private OwnFault() {}

    /**
     * Writes it to the log.
     *
     * @param what happened, for whoever reads the log
     * @return what to keep of it
     */
    public static String log(String what, RuntimeException fault) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        Log.errorf(fault, "%s fault=%s", what, reference);
        return CODE + reference;
    }

    /** The reference in a note or message, or null when that tells of no such fault. */
    public static @Nullable String referenceOf(@Nullable String kept) {
        return kept != null && kept.startsWith(CODE) ? kept.substring(CODE.length()) : null;
    }
}
