package org.haat.channelsync.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a refused account is tried again. Pure.
 *
 * @param deniedAt since when it is refused; another instant is another refusal
 * @param attempts knocks that were refused
 * @param dueAt when to knock next
 * @param healedAt when a knock last let it go on, or null
 */
public record Knocking(
        Instant deniedAt,
        int attempts,
        Instant dueAt,
        @Nullable Instant healedAt) {
    /**
     * A refusal begins. One that follows soon upon a healing goes on counting, so that an account that is let in and refused
     * by turns does not knock faster and faster.
     */
    public static Knocking begin(@Nullable Knocking before, Instant deniedAt, List<Duration> intervals) {
        if (before == null || before.healedAt() == null) {
            return new Knocking(deniedAt, 0, deniedAt.plus(interval(0, intervals)), null);
        }
        Instant healed = before.healedAt();
        boolean goesOn = deniedAt.isBefore(healed.plus(intervals.get(intervals.size() - 1)));
        int attempts = goesOn ? before.attempts() + 1 : 0;
        return new Knocking(deniedAt, attempts, deniedAt.plus(interval(attempts, intervals)), healed);
    }

    public Knocking refused(Instant now, List<Duration> intervals) {
        int next = attempts + 1;
        return new Knocking(deniedAt, next, now.plus(interval(next, intervals)), healedAt);
    }

    /** The channel was out of order: that says nothing of the credentials. */
    public Knocking unanswered(Instant now, Duration asked, List<Duration> intervals) {
        Duration wait = interval(attempts, intervals);
        return new Knocking(deniedAt, attempts, now.plus(asked.compareTo(wait) > 0 ? asked : wait), healedAt);
    }

    public Knocking healed(Instant now) {
        return new Knocking(deniedAt, attempts, dueAt, now);
    }

    private static Duration interval(int attempts, List<Duration> intervals) {
        return intervals.get(Math.min(attempts, intervals.size() - 1));
    }
}
