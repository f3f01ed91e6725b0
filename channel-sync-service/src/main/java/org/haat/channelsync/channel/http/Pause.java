package org.haat.channelsync.channel.http;

import java.time.Duration;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;

/** Waits. A test gives one that moves its clock instead. */
@FunctionalInterface
public interface Pause {
    void rest(Duration duration);

    /** Sleeps for real; an interrupt ends the call as {@code TEMPORARY} and stays set. */
    static Pause real() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChannelException(FailureKind.TEMPORARY, "Interrupted while waiting", null, null, e);
            }
        };
    }
}
