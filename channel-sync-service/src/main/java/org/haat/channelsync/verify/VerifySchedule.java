package org.haat.channelsync.verify;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.SyncConfig;

/** When an accepted listing is read again: soon, then ever later; and when its time is up. */
@Singleton
public class VerifySchedule {
    private final SyncConfig config;

    public VerifySchedule(SyncConfig config) {
        this.config = config;
    }

    /** The first reading after a channel accepted something. */
    public Instant first(Instant acceptedAt) {
        return acceptedAt.plus(config.scaled(config.verify().first()));
    }

    /** The reading after {@code attempts} readings; the wait doubles. */
    public Instant next(int attempts, Instant now) {
        Duration wait = config.verify().first();
        for (int i = 0; i < attempts && wait.compareTo(config.verify().longest()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        Duration longest = config.verify().longest();
        return now.plus(config.scaled(wait.compareTo(longest) < 0 ? wait : longest));
    }

    /** An outcome that is not known is asked for soon. */
    public Instant afterUnknown(Instant now) {
        return now.plus(config.scaled(config.verify().first()).dividedBy(5));
    }

    /** When a change of unknown outcome that a reading did not find goes out again: at once, then ever later. */
    public Instant sendAgain(int attempts, Instant now) {
        if (attempts <= 1) {
            return now;
        }
        Duration wait = config.retry().first();
        for (int i = 2; i < attempts && wait.compareTo(config.retry().longest()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        Duration longest = config.retry().longest();
        return now.plus(config.scaled(wait.compareTo(longest) < 0 ? wait : longest));
    }

    /** How many of the deadlines are over. */
    public int deadlinesOver(Instant acceptedAt, Instant now) {
        return (int) deadlines().stream()
                .filter(deadline -> !acceptedAt.plus(deadline).isAfter(now))
                .count();
    }

    public boolean isTimeUp(Instant acceptedAt, Instant now) {
        return deadlinesOver(acceptedAt, now) >= config.verify().deadlines().size();
    }

    /** A listing whose time is up is still read, rarely: it may come live after all. */
    public Instant afterTimeUp(Instant now) {
        return now.plus(deadlines().get(deadlines().size() - 1));
    }

    /** How much earlier than due a listing may be read, to fill a call. */
    public Duration slack() {
        return config.scaled(config.verify().first()).dividedBy(2);
    }

    private List<Duration> deadlines() {
        return config.verify().deadlines().stream().map(config::scaled).toList();
    }
}
