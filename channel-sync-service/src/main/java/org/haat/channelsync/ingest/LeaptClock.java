package org.haat.channelsync.ingest;

import java.time.Duration;
import java.time.Instant;

/**
 * The rule for what is told with a time of years to come: else that one change would be the newest for as long, and hide every
 * true one after it. Pure.
 */
final class LeaptClock {
    /** A channel's clock may be ahead of ours; by more than this it has leapt. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private LeaptClock() {}

    /** @return the version (milliseconds since 1970) as told, or now where a clock has leapt */
    static long believed(long version, Instant now) {
        return version > now.plus(AHEAD).toEpochMilli() ? now.toEpochMilli() : version;
    }

    /** Whether what is told with that version says nothing that is not known: it comes with every look, each a little later. */
    static boolean isKnown(long version, long believed, String digest, String knownDigest) {
        return believed < version && digest.equals(knownDigest);
    }
}
