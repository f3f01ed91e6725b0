package org.haat.channelsync.account;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long calls at one bucket have given way to more urgent ones. After some patience one of them comes before the others,
 * once, so that nothing starves under a flood. Guarded by its holder.
 */
final class GivingWay {
    private @Nullable Instant since;
    private Instant lastAt = Instant.EPOCH;

    /** Whether whoever gives way comes next. Not for somebody who asked no more for twice the patience. */
    boolean isItsTurn(Duration patience, Instant now) {
        return since != null && !now.isBefore(since.plus(patience)) && isAsking(patience, now);
    }

    private boolean isAsking(Duration patience, Instant now) {
        return now.isBefore(lastAt.plus(patience.multipliedBy(2)));
    }

    /**
     * Somebody who gives way got a permit, or must wait.
     *
     * @param wait zero with a permit
     * @return when to ask again: it may be its turn sooner
     */
    Duration answered(Duration wait, Duration patience, Instant now) {
        if (wait.isZero()) {
            since = null;
            return wait;
        }
        Instant from = since == null || !isAsking(patience, now) ? now : since;
        since = from;
        lastAt = now;
        Duration untilItsTurn = Duration.between(now, from.plus(patience));
        boolean sooner = untilItsTurn.compareTo(Duration.ZERO) > 0 && untilItsTurn.compareTo(wait) < 0;
        return sooner ? untilItsTurn : wait;
    }
}
