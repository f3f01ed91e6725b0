package org.haat.channelsync.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HastenedThrottleTest {
    private static final UUID ACCOUNT = UUID.randomUUID();
    private final Quota oneInTenSeconds = new Quota("getOrder", 0.1, 1);
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final HastenedThrottle throttle = new HastenedThrottle(new TokenBucketThrottle(new Ticking()), 0.01);

    @Test
    void thePartnersTenSecondsAreATenthOfOurs() {
        assertThat(throttle.take(ACCOUNT, oneInTenSeconds)).isZero();
        Duration wait = throttle.take(ACCOUNT, oneInTenSeconds);
        assertThat(wait).isBetween(Duration.ofMillis(100), Duration.ofMillis(101));
        now = now.plus(wait);
        assertThat(throttle.take(ACCOUNT, oneInTenSeconds)).isZero();
    }

    @Test
    void aRefusalHoldsForAsLongAsItSaysInOurTime() {
        throttle.refused(ACCOUNT, oneInTenSeconds, Duration.ofSeconds(2));
        now = now.plusSeconds(1);
        assertThat(throttle.take(ACCOUNT, oneInTenSeconds)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void aRateThatThePartnerTellsHoldsInOurTime() {
        throttle.learn(ACCOUNT, oneInTenSeconds, 4);
        assertThat(throttle.take(ACCOUNT, oneInTenSeconds)).isZero();

        assertThat(throttle.take(ACCOUNT, oneInTenSeconds)).isBetween(Duration.ofMillis(250), Duration.ofMillis(251));
    }

    private final class Ticking extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
