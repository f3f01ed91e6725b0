package org.haat.channelsync.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a feed is asked about: first until it should be done, then a share of the time that it has taken, so
 * that few calls find its end soon. Pure.
 */
final class AskPause {
    private static final double SHARE = 0.12;
    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofMinutes(10);

    private AskPause() {}

    /**
     * @param measured how long the account's feeds took lately, null when none was measured
     * @param usual how long the channel says that they take
     * @param scale of waiting times, 1 in production
     */
    static Duration next(int asks, Duration elapsed, @Nullable Duration measured, Duration usual, double scale) {
        if (asks == 0) {
            Duration expected = measured == null ? usual.dividedBy(4) : measured;
            return longer(expected.minus(elapsed), scaled(LEAST, scale));
        }
        Duration share = Duration.ofMillis(Math.round(elapsed.toMillis() * SHARE));
        Duration most = scaled(MOST, scale);
        return longer(share.compareTo(most) > 0 ? most : share, scaled(LEAST, scale));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration scaled(Duration wait, double scale) {
        return Duration.ofMillis(Math.max(1, Math.round(wait.toMillis() * scale)));
    }
}
