package org.haat.channelsync.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.haat.channelsync.channel.MovableClock;
import org.junit.jupiter.api.Test;

class TokenBucketThrottleTest {
    private static final Quota TWO_A_SECOND = new Quota("write", 2, 3);
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final TokenBucketThrottle throttle = new TokenBucketThrottle(clock);
    private final UUID account = UUID.randomUUID();

    private int taken(Duration within) {
        int taken = 0;
        for (long ms = 0; ms <= within.toMillis(); ms += 10) {
            while (throttle.take(account, TWO_A_SECOND).isZero()) {
                taken++;
            }
            clock.advance(Duration.ofMillis(10));
        }
        return taken;
    }

    @Test
    void burstGoesAtOnceThenTheRateRules() {
        assertThat(taken(Duration.ofSeconds(10))).isBetween(22, 23);
    }

    @Test
    void waitIsTheTimeUntilThePermitIsBack() {
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.take(account, TWO_A_SECOND)).isZero();
        }

        Duration wait = throttle.take(account, TWO_A_SECOND);
        clock.advance(wait);

        assertThat(wait).isEqualTo(Duration.ofMillis(500));
        assertThat(throttle.take(account, TWO_A_SECOND)).isZero();
    }

    @Test
    void learntRateReplacesTheQuotas() {
        taken(Duration.ZERO);
        throttle.learn(account, TWO_A_SECOND, 0.1);

        assertThat(throttle.take(account, TWO_A_SECOND)).isGreaterThan(Duration.ofSeconds(9));
    }

    @Test
    void nonsenseIsNotLearnt() {
        throttle.learn(account, TWO_A_SECOND, 0);
        throttle.learn(account, TWO_A_SECOND, Double.NaN);
        throttle.learn(account, TWO_A_SECOND, Double.POSITIVE_INFINITY);
        throttle.learn(account, TWO_A_SECOND, 1e-300);
        throttle.learn(account, TWO_A_SECOND, 1e-6);
        throttle.learn(account, TWO_A_SECOND, 1e300);

        assertThat(taken(Duration.ofSeconds(10))).isBetween(22, 23);
    }

    @Test
    void refusalHoldsEverythingForItsTimeAndEmptiesTheBucket() {
        throttle.refused(account, TWO_A_SECOND, Duration.ofSeconds(60));

        assertThat(throttle.take(account, TWO_A_SECOND)).isEqualTo(Duration.ofMillis(60_500));
        clock.advance(Duration.ofSeconds(61));
        assertThat(throttle.take(account, TWO_A_SECOND)).isZero();
        assertThat(throttle.take(account, TWO_A_SECOND)).isZero();
        assertThat(throttle.take(account, TWO_A_SECOND)).isPositive();
    }

    @Test
    void accountsDoNotShareAPermit() {
        taken(Duration.ZERO);

        assertThat(throttle.take(UUID.randomUUID(), TWO_A_SECOND)).isZero();
    }

    @Test
    void operationsOfOneBucketShareIt() {
        taken(Duration.ZERO);

        assertThat(throttle.take(account, TWO_A_SECOND.forOperation("other"))).isPositive();
    }

    @Test
    void hourlyLimitIsNeverPassedInAnyHour() {
        Quota hourly = Quota.perHour("write", 500, 50);
        int taken = 0;
        for (int second = 0; second < 3600; second++) {
            while (throttle.take(account, hourly).isZero()) {
                taken++;
            }
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(taken).isBetween(495, 500);
    }
}
