package org.haat.channelsync.channel.http;

import java.time.Duration;
import java.util.UUID;

/** Counts calls: exactly once for each request that left, or tried to. */
@FunctionalInterface
public interface CallMeter {
    CallMeter NONE = (account, operation, outcome, duration) -> {};

    /** @param outcome {@code ok} or the name of a {@code FailureKind} */
    void count(UUID account, String operation, String outcome, Duration duration);
}
