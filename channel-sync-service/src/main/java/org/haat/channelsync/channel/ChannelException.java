package org.haat.channelsync.channel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole call failed. The message names ids and status, never a payload, a secret or a person. */
public final class ChannelException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final FailureKind kind;
    private final @Nullable String code;
    private final @Nullable Duration retryAfter;

    public ChannelException(FailureKind kind, String message) {
        this(kind, message, null, null, null);
    }

    public ChannelException(
            FailureKind kind,
            String message,
            @Nullable String code,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public FailureKind kind() {
        return kind;
    }

    /** The channel's own code. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** How long the channel asked us to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
