package org.haat.channelsync.engine;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/** How long to wait after a failure: what the partner asks for, and otherwise a doubling time with full jitter. */
@Singleton
public class RetryDelay {
    /** So often in a row may an answer be one that nobody can read: a gateway's page is no refusal. Then a person looks. */
    private static final int GARBLED_TRIES = 8;

    private final SyncConfig config;

    public RetryDelay(SyncConfig config) {
        this.config = config;
    }

    /** @param asked the partner's Retry-After, kept to the letter (a little more, so that not all come back at one moment); null when it said nothing */
    public Duration after(int attempts, @Nullable Duration asked) {
        return asked == null ? jitter(attempts) : asked.plus(jitter(0));
    }

    /** As above; none after a refusal of the credentials: the account stands still until they are good, and goes on at once then. */
    public Duration after(int attempts, ChannelException failure) {
        return failure.kind() == FailureKind.AUTH
                ? Duration.ZERO
                : after(attempts, failure.retryAfter().orElse(null));
    }

    /** Whether an answer that nobody can read says no more than that it is to be asked for again. */
    public static boolean triesGarbledAgain(int attempts) {
        return attempts + 1 < GARBLED_TRIES;
    }

    /** A wait as a person says it: 40 ms, 2.5 s, 12 s, 2 min 59 s, 1 h 5 min. */
    public static String inWords(Duration wait) {
        if (wait.toMillis() < 10_000) {
            return wait.toMillis() < 1_000
                    ? Math.max(1, wait.toMillis()) + " ms"
                    : wait.toSeconds() + "." + wait.toMillisPart() / 100 + " s";
        }
        if (wait.toMinutes() < 1) {
            return wait.toSeconds() + " s";
        }
        return wait.toHours() < 1
                ? wait.toMinutes() + " min " + wait.toSecondsPart() + " s"
                : wait.toHours() + " h " + wait.toMinutesPart() + " min";
    }

    private Duration jitter(int attempts) {
        Duration longest = config.scaled(config.retry().longest());
        long ceiling = config.scaled(config.retry().first()).toMillis();
        for (int i = 0; i < attempts && ceiling < longest.toMillis(); i++) {
            ceiling *= 2;
        }
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(1, Math.max(2, Math.min(ceiling, longest.toMillis()))));
    }
}
