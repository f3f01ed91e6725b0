package org.haat.channelsync.channel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole call failed. The message names ids and status, never a payload, a secret or a person. */
public final class ChannelException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String OWN_QUOTA = "OWN_QUOTA";
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

    /** The call never left, because the quota that we keep ourselves to has no permit for it before {@code wait} is over. */
    public static ChannelException ownQuota(String operation, Duration wait) {
        return new ChannelException(FailureKind.THROTTLED, operation + " waits for its quota", OWN_QUOTA, wait, null);
    }

    public boolean isOwnQuota() {
        return OWN_QUOTA.equals(code);
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
