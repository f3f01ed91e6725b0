package org.haat.sandbox.quota;

import java.time.Duration;
import java.time.Instant;

/** A bucket that starts full and refills evenly. */
final class TokenBucket {
    private double tokens;
    private Instant filled;

    TokenBucket(int burst, Instant now) {
        tokens = burst;
        filled = now;
    }

    /** Takes one token if there is one, after refilling at the rate that holds now. */
    boolean take(double ratePerSecond, int burst, Instant now) {
        double seconds = Math.max(0, Duration.between(filled, now).toMillis()) / 1000.0;
        tokens = Math.min(burst, tokens + seconds * ratePerSecond);
        filled = now;
        // a hair below one counts as one, or rounding would make a caller at exactly the rate fail
        if (tokens < 0.999999) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
