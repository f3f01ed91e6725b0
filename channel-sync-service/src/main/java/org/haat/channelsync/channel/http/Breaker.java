package org.haat.channelsync.channel.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;

/**
 * Stops calling for an account whose partner keeps failing: after {@code threshold} failures in a row nothing goes out for
 * {@code rest}, then one call tries, and its success opens the way again. Accounts do not affect one another.
 */
public final class Breaker {
    public static final int THRESHOLD = 5;
    public static final Duration REST = Duration.ofSeconds(30);
    private final Map<UUID, State> states = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int threshold;
    private final Duration rest;

    public Breaker(Clock clock, int threshold, Duration rest) {
        this.clock = clock;
        this.threshold = threshold;
        this.rest = rest;
    }

    /** @throws ChannelException {@code TEMPORARY} with code {@code BREAKER_OPEN} and the time left, while it is open */
    void pass(UUID account) {
        State state = states.computeIfAbsent(account, id -> new State());
        Duration left = state.wait(clock.instant());
        if (!left.isZero()) {
            throw new ChannelException(
                    FailureKind.TEMPORARY,
                    "Resting after " + threshold + " failures in a row for account " + account,
                    "BREAKER_OPEN",
                    left,
                    null);
        }
    }

    void succeeded(UUID account) {
        states.remove(account);
    }

    void failed(UUID account) {
        states.computeIfAbsent(account, id -> new State()).failed(clock.instant());
    }

    private final class State {
        private int failures;
        private Instant openUntil = Instant.MIN;

        synchronized Duration wait(Instant now) {
            if (failures < threshold) {
                return Duration.ZERO;
            }
            if (now.isBefore(openUntil)) {
                return Duration.between(now, openUntil);
            }
            openUntil = now.plus(rest); // this caller is the one that tries
            return Duration.ZERO;
        }

        synchronized void failed(Instant now) {
            failures++;
            if (failures >= threshold) {
                openUntil = now.plus(rest);
            }
        }
    }
}
