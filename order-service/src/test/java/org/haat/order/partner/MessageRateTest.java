package org.haat.order.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageRateTest {
    private static final UUID VAN = UUID.randomUUID();
    private Instant now = Instant.parse("2026-11-21T06:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final MessageRate rate = new MessageRate(clock, 60);

    @Test
    void aMinutesWorthMayComeAtOnceAndThenOneASecond() {
        for (int i = 0; i < 60; i++) {
            assertThat(rate.take(VAN, 60)).isZero();
        }
        assertThat(rate.take(VAN, 60)).isEqualTo(Duration.ofSeconds(1));

        now = now.plusMillis(400);
        assertThat(rate.take(VAN, 60)).isEqualTo(Duration.ofMillis(600));
        now = now.plusMillis(600);
        assertThat(rate.take(VAN, 60)).isZero();
        assertThat(rate.take(VAN, 60)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatWasRefusedIsNotCounted() {
        for (int i = 0; i < 600; i++) {
            rate.take(VAN, 60);
        }
        now = now.plusSeconds(1);

        assertThat(rate.take(VAN, 60)).isZero();
    }

    @Test
    void oneMinuteOfSilenceMakesTheShareWhole() {
        for (int i = 0; i < 60; i++) {
            rate.take(VAN, 60);
        }
        now = now.plusSeconds(60);

        assertThat(IntStream.range(0, 60).mapToObj(i -> rate.take(VAN, 60))).allMatch(Duration::isZero);
        assertThat(rate.take(VAN, 60)).isPositive();
    }

    @Test
    void eachPartnerHasAShareOfItsOwn() {
        for (int i = 0; i < 61; i++) {
            rate.take(VAN, 60);
        }

        assertThat(rate.take(UUID.randomUUID(), 60)).isZero();
    }

    @Test
    void manyAtOnceGetNoMoreThanTheShare() {
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, 1_000).parallel().forEach(i -> {
            if (rate.take(VAN, 60).isZero()) {
                taken.incrementAndGet();
            }
        });

        assertThat(taken).hasValue(60);
    }

    @Test
    void settingCountsWhereThePartnerHasNoLimitOfItsOwn() {
        assertThat(rate.perMinute(null)).isEqualTo(60);
        assertThat(rate.perMinute(5)).isEqualTo(5);
    }
}
