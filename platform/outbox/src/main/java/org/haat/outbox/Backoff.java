package org.haat.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Pauses that double up to a ceiling, with full jitter, so that replicas do not come back in step. Not thread-safe. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration ceiling;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.ceiling = first;
    }

    void reset() {
        ceiling = first;
    }

    /** Waits; ends early and keeps the interrupt flag when the thread is interrupted. */
    void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(1, ceiling.toMillis() + 1));
            ceiling = ceiling.multipliedBy(2).compareTo(longest) < 0 ? ceiling.multipliedBy(2) : longest;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
