package org.haat.channelsync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.SyncConfig;
import org.junit.jupiter.api.Test;

class AuditScheduleTest {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private final AuditSchedule schedule = new AuditSchedule(new Nightly());

    @Test
    void everyAccountHasItsMomentInTheIndianNight() {
        Instant noon = Instant.parse("2026-11-21T06:30:00Z");

        var moments = Stream.generate(UUID::randomUUID)
                .limit(200)
                .map(account -> schedule.next(account, noon))
                .collect(Collectors.toSet());

        assertThat(moments).hasSizeGreaterThan(190);
        assertThat(moments).allSatisfy(moment -> assertThat(LocalTime.ofInstant(moment, INDIA))
                .isBetween(LocalTime.of(0, 30), LocalTime.of(4, 30)));
    }

    @Test
    void theNextMomentIsADayAfterTheLatest() {
        UUID account = UUID.randomUUID();
        Instant now = Instant.parse("2026-11-21T20:00:00Z");

        Instant latest = schedule.latest(account, now);
        Instant next = schedule.next(account, now);

        assertThat(latest).isBeforeOrEqualTo(now);
        assertThat(next).isAfter(now);
        assertThat(Duration.between(latest, next)).isEqualTo(Duration.ofDays(1));
    }

    private static final class Nightly implements SyncConfig.Audit {
        @Override
        public boolean nightly() {
            return true;
        }

        @Override
        public LocalTime from() {
            return LocalTime.of(0, 30);
        }

        @Override
        public Duration window() {
            return Duration.ofHours(4);
        }

        @Override
        public Duration settle() {
            return Duration.ofMinutes(10);
        }

        @Override
        public int contentNights() {
            return 7;
        }

        @Override
        public double share() {
            return 0.5;
        }
    }
}
