package org.haat.local.process;

import java.time.Duration;

/** Something that runs beside this program and is started, watched and stopped by it. */
public interface Part {
    /** As a person reads it: {@code PostgreSQL}, {@code catalogue}. */
    String name();

    /** Starts it and returns at once. Called again after it died. */
    void start();

    /**
     * Says whether it does its work now. Must answer within a second and never throw.
     *
     * @return false while it starts, hangs or is dead
     */
    boolean isReady();

    /** Says whether it answers or hangs: a part that waits for another one still answers. A few seconds are given to a busy one. */
    default boolean answers() {
        return isReady();
    }

    /** False once it has ended by itself or by a signal. */
    boolean isAlive();

    /** Why it ended, for the person: {@code killed by signal 9}. */
    String ending();

    /** Stops it and waits until it is gone. Does nothing when it does not run. */
    void stop();

    /** Its process id, or -1 while it has none. */
    default long pid() {
        return -1;
    }

    /** How long a start may take before it counts as failed. */
    default Duration startLimit() {
        return Duration.ofSeconds(90);
    }
}
