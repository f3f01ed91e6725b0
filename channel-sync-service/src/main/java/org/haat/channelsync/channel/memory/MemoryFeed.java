package org.haat.channelsync.channel.memory;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.Outcome;

/** A feed at the marketplace. */
record MemoryFeed(
        String id,
        UUID account,
        Map<Integer, FeedLine> lines,
        Instant begunAt,
        State state,
        Map<Integer, Outcome> outcomes) {
    /** Where it stands. */
    enum State {
        RUNNING,
        DONE,
        FATAL,
        CANCELLED
    }

    MemoryFeed over(State how, Map<Integer, Outcome> result) {
        return new MemoryFeed(id, account, lines, begunAt, how, result);
    }
}
