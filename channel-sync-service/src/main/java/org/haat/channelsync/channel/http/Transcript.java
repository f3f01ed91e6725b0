package org.haat.channelsync.channel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what was said to a partner and what it answered. Everything in an entry is scrubbed before it gets here. */
@FunctionalInterface
public interface Transcript {
    Transcript NONE = entry -> {};

    void record(Entry entry);

    /**
     * One call.
     *
     * @param path path and query, without the origin
     * @param status HTTP status, 0 when no answer came
     * @param outcome {@code ok} or the name of a {@code FailureKind}
     * @param answerBody shortened, scrubbed; null when no answer came
     */
    record Entry(
            Instant at,
            UUID account,
            String operation,
            String method,
            String path,
            int status,
            String outcome,
            Duration duration,
            Map<String, String> requestHeaders,
            @Nullable String requestBody,
            Map<String, String> answerHeaders,
            @Nullable String answerBody) {}
}
