package org.haat.bench.figure;

import java.time.Duration;

/**
 * How long a run takes. A short one looks at everything and proves less: its timings have fewer and shorter windows, and
 * some sizes are a tenth.
 */
public enum Length {
    FULL(Duration.ofSeconds(25), 7, Duration.ofSeconds(8), 1_000_000, 50_000, 20_000),
    SHORT(Duration.ofSeconds(5), 3, Duration.ofSeconds(4), 100_000, 10_000, 2_000);

    /** Before the first window of a timing. */
    public final Duration warmUp;

    /** Windows of floor and of subject, in turns. */
    public final int pairs;

    public final Duration window;
    public final int manyListings;
    public final int backlog;
    public final int audited;

    Length(Duration warmUp, int pairs, Duration window, int manyListings, int backlog, int audited) {
        this.warmUp = warmUp;
        this.pairs = pairs;
        this.window = window;
        this.manyListings = manyListings;
        this.backlog = backlog;
        this.audited = audited;
    }
}
