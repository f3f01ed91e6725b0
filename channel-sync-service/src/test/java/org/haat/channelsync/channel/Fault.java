package org.haat.channelsync.channel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a partner can misbehave, and what a channel must call it. */
public enum Fault {
    UNAUTHORISED(FailureKind.AUTH, FailureKind.AUTH),
    FORBIDDEN(FailureKind.FORBIDDEN, FailureKind.FORBIDDEN),
    NOT_FOUND(FailureKind.NOT_FOUND, FailureKind.NOT_FOUND),
    CONFLICT(FailureKind.REJECTED, FailureKind.REJECTED),
    UNPROCESSABLE(FailureKind.REJECTED, FailureKind.REJECTED),
    THROTTLED(FailureKind.THROTTLED, FailureKind.THROTTLED),
    /** With {@code Retry-After: 60}. */
    THROTTLED_FOR_A_MINUTE(FailureKind.THROTTLED, FailureKind.THROTTLED),
    SERVER_ERROR(FailureKind.TEMPORARY, FailureKind.TEMPORARY),
    UNAVAILABLE(FailureKind.TEMPORARY, FailureKind.TEMPORARY),
    /** The request arrives and nothing comes back within the read timeout. */
    HANG(FailureKind.TEMPORARY, FailureKind.UNKNOWN),
    /** The request arrives and the connection is reset. */
    RESET(FailureKind.TEMPORARY, FailureKind.UNKNOWN),
    /** 200 with JSON that stops in the middle. */
    TRUNCATED(FailureKind.PROTOCOL, FailureKind.UNKNOWN),
    /** 200 with a gateway's HTML page. */
    NOT_JSON(FailureKind.PROTOCOL, FailureKind.UNKNOWN),
    /** 200 with a megabyte more than is read. */
    HUGE(FailureKind.PROTOCOL, FailureKind.UNKNOWN),
    /** 302 to another host. */
    REDIRECT(FailureKind.PROTOCOL, FailureKind.PROTOCOL),
    /** Served well, with fields in every object that nobody described. */
    UNKNOWN_FIELDS(null, null),
    /** Served, but a field that the partner promises is missing. */
    MISSING_FIELD(FailureKind.PROTOCOL, FailureKind.UNKNOWN);

    private final @Nullable FailureKind ofRead;
    private final @Nullable FailureKind ofWrite;

    Fault(@Nullable FailureKind ofRead, @Nullable FailureKind ofWrite) {
        this.ofRead = ofRead;
        this.ofWrite = ofWrite;
    }

    public FailureKind kind(Operation operation) {
        return Objects.requireNonNull(operation.write() ? ofWrite : ofRead, () -> this + " is no failure");
    }
}
