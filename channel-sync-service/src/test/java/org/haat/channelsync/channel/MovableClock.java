package org.haat.channelsync.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.haat.channelsync.channel.http.Pause;

/** A clock that moves only when it is told to, or when someone waits on it. */
public final class MovableClock extends Clock {
    private final AtomicReference<Instant> now;

    public MovableClock(String start) {
        this.now = new AtomicReference<>(Instant.parse(start));
    }

    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** Waiting moves the clock instead of the test. */
    public Pause pause() {
        return this::advance;
    }

    @Override
    public Instant instant() {
        return java.util.Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
