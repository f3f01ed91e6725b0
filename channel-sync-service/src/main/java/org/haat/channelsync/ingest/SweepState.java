package org.haat.channelsync.ingest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far collection got on an account. A sweep under way keeps its {@code since}, so that its pages stay those of one
 * question; the watermark moves only when the last page is stored.
 *
 * @param watermark all changes up to here were seen
 * @param since the question of the sweep under way, null between sweeps
 * @param startedAt when the sweep under way began
 * @param newest the newest change the sweep under way has seen
 * @param cursor the next page, null for the first
 */
public record SweepState(
        Instant watermark,
        @Nullable Instant since,
        @Nullable Instant startedAt,
        @Nullable Instant newest,
        @Nullable String cursor,
        Instant dueAt,
        int failures) {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    static SweepState first(Instant now, Duration lookBack) {
        return new SweepState(now.minus(lookBack), null, null, null, null, now, 0);
    }

    /**
     * Goes on with the sweep under way, or begins one that looks {@code overlap} behind what is known. A watermark that lies in the
     * future was set by a clock that had leapt and was put right: what it knows is worth nothing, and the sweep looks back anew.
     */
    SweepState begin(Instant now, Duration overlap, Duration lookBack) {
        boolean leapt = watermark.isAfter(now.plus(overlap));
        if (since != null && !leapt && !since.isAfter(now)) {
            return this;
        }
        Instant known = leapt ? now.minus(lookBack) : watermark;
        return new SweepState(known, known.minus(overlap), now, null, null, dueAt, failures);
    }

    /** How long until the next sweep; a time beyond any pause of ours was set by a clock that had leapt. */
    Duration waitFrom(Instant now) {
        Duration wait = Duration.between(now, dueAt);
        return wait.isNegative() || wait.compareTo(LONGEST_PAUSE) > 0 ? Duration.ZERO : wait;
    }

    SweepState page(@Nullable Instant seen, String next) {
        Instant latest = newest == null || (seen != null && seen.isAfter(newest)) ? seen : newest;
        return new SweepState(watermark, since, startedAt, latest, next, dueAt, 0);
    }

    /**
     * The last page is stored. The watermark goes to the newest change seen; without one, to when the sweep began less the
     * overlap, so that a quiet account is not asked about an ever longer past, and a channel's clock may be that far behind.
     */
    SweepState done(@Nullable Instant seen, Instant next, Duration overlap) {
        Instant latest = page(seen, "").newest();
        Instant quiet = startedAt == null ? watermark : startedAt.minus(overlap);
        Instant reached = latest != null && latest.isAfter(quiet) && !latest.isAfter(next) ? latest : quiet;
        return new SweepState(reached.isAfter(watermark) ? reached : watermark, null, null, null, null, next, 0);
    }

    SweepState failed(Instant next, boolean startOver) {
        return startOver
                ? new SweepState(watermark, null, null, null, null, next, failures + 1)
                : new SweepState(watermark, since, startedAt, newest, cursor, next, failures + 1);
    }
}
