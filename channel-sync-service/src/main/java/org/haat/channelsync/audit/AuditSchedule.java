package org.haat.channelsync.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;

/** When an account's nightly audit is due: by Indian time, at a moment of its own, so that not all begin at once. */
@Singleton
class AuditSchedule {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private final SyncConfig.Audit config;

    @Inject
    AuditSchedule(SyncConfig config) {
        this(config.audit());
    }

    AuditSchedule(SyncConfig.Audit config) {
        this.config = config;
    }

    boolean isOn() {
        return config.nightly();
    }

    /** The newest moment that is not after {@code now}. */
    Instant latest(UUID account, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, INDIA);
        Instant slot = on(account, today);
        return slot.isAfter(now) ? on(account, today.minusDays(1)) : slot;
    }

    Instant next(UUID account, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, INDIA);
        Instant slot = on(account, today);
        return slot.isAfter(now) ? slot : on(account, today.plusDays(1));
    }

    private Instant on(UUID account, LocalDate night) {
        long seconds = Math.max(1, config.window().toSeconds());
        Duration place = Duration.ofSeconds(Math.floorMod(account.hashCode(), seconds));
        return night.atTime(config.from()).atZone(INDIA).toInstant().plus(place);
    }
}
