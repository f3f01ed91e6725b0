package org.haat.order.partner;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How often each partner may post: a minute's worth at once, then evenly. Counted for messages whose signature fits, so
 * that nobody can use up another's share; counted in this process.
 */
@Singleton
public class MessageRate {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private final Clock clock;
    private final int usual;
    /** When each partner's share would be whole again. */
    private final Map<UUID, Instant> wholeAgain = new ConcurrentHashMap<>();

    public MessageRate(Clock clock, @ConfigProperty(name = "haat.partner.messages-per-minute") int usual) {
        if (usual < 1) {
            throw new IllegalArgumentException("haat.partner.messages-per-minute must be at least 1");
        }
        this.clock = clock;
        this.usual = usual;
    }

    int perMinute(@Nullable Integer ofPartner) {
        return ofPartner == null ? usual : ofPartner;
    }

    /**
     * Takes one message from the partner's share.
     *
     * @return zero, or how long until the next one may be taken; then nothing was counted
     */
    Duration take(UUID partner, int perMinute) {
        Instant now = clock.instant();
        Duration each = WINDOW.dividedBy(perMinute);
        Instant latest = now.plus(WINDOW).minus(each);
        Wait wait = new Wait();
        wholeAgain.compute(partner, (id, whole) -> {
            Instant from = whole == null || whole.isBefore(now) ? now : whole;
            if (from.isAfter(latest)) {
                wait.time = Duration.between(latest, from);
                return whole;
            }
            return from.plus(each);
        });
        return wait.time;
    }

    private static final class Wait {
        Duration time = Duration.ZERO;
    }
}
