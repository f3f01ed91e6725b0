package org.haat.channelsync.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.haat.channelsync.channel.MovableClock;
import org.junit.jupiter.api.Test;

class ThrottleSpeedTest {
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final Quota HOURLY = Quota.perHour("calls", 1_000, 1);
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");

    @Test
    void shortenedHoursGivePermitsBackFaster() {
        Throttle throttle = new TokenBucketThrottle(clock, 100);
        assertThat(throttle.take(ACCOUNT, HOURLY)).isZero();

        assertThat(throttle.take(ACCOUNT, HOURLY)).isBetween(Duration.ofMillis(35), Duration.ofMillis(37));
        clock.advance(Duration.ofMillis(37));
        assertThat(throttle.take(ACCOUNT, HOURLY)).isZero();
    }

    @Test
    void operationsOfOneBucketShareItsPermits() {
        Throttle throttle = new TokenBucketThrottle(clock);
        assertThat(throttle.take(ACCOUNT, HOURLY.forOperation("read"))).isZero();

        assertThat(throttle.take(ACCOUNT, HOURLY.forOperation("write"))).isPositive();
        assertThat(throttle.take(UUID.randomUUID(), HOURLY.forOperation("write")))
                .isZero();
    }

    @Test
    void speedOfZeroIsRefused() {
        assertThatThrownBy(() -> new TokenBucketThrottle(clock, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
