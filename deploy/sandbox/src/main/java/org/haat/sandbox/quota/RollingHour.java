package org.haat.sandbox.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** So many calls in any window that ends now, per account. */
public final class RollingHour {
    private final Map<String, Deque<Instant>> calls = new HashMap<>();

    /** @return nothing to wait if the call is admitted (and counted), else how long until the next one would be */
    public Duration admit(String account, int limit, Duration window, Instant now) {
        Deque<Instant> seen = calls.computeIfAbsent(account, a -> new ArrayDeque<>());
        while (!seen.isEmpty() && !seen.peekFirst().isAfter(now.minus(window))) {
            seen.removeFirst();
        }
        if (seen.size() < limit) {
            seen.addLast(now);
            return Duration.ZERO;
        }
        return seen.isEmpty() ? window : Duration.between(now, seen.peekFirst().plus(window));
    }
}
