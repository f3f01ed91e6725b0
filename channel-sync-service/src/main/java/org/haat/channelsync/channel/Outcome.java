package org.haat.channelsync.channel;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a call. Outcomes come back one per line, in the order of the lines.
 *
 * @param sku the line's SKU
 * @param status see {@link Status}
 * @param failure why, when {@code REJECTED} or {@code FAILED}; else null
 * @param remoteId ASIN or FSN if the channel named it, else null
 * @param reference the channel's id of the submission, for asking it later, else null
 * @param issues the channel's own words; warnings too when accepted
 * @param retryAfter how long the channel asked us to wait before this line may go again, else null
 */
public record Outcome(
        String sku,
        Status status,
        @Nullable FailureKind failure,
        @Nullable String remoteId,
        @Nullable String reference,
        List<ChannelIssue> issues,
        @Nullable Duration retryAfter) {

    public Outcome(
            String sku,
            Status status,
            @Nullable FailureKind failure,
            @Nullable String remoteId,
            @Nullable String reference,
            List<ChannelIssue> issues) {
        this(sku, status, failure, remoteId, reference, issues, null);
    }

    /** Whether our work ran, and what the channel said, are not the same question. */
    public enum Status {
        /** The channel took it. Not live yet: verification decides. */
        ACCEPTED,
        /** The channel said no, and why. */
        REJECTED,
        /** The call did not come through for this line; see {@code failure}. */
        FAILED,
        /** The channel cannot make this product by API; a person must obtain its identifier first. */
        AWAITING_IDENTIFIER
    }

    public static Outcome accepted(String sku) {
        return new Outcome(sku, Status.ACCEPTED, null, null, null, List.of());
    }

    public static Outcome accepted(String sku, @Nullable String reference, List<ChannelIssue> issues) {
        return new Outcome(sku, Status.ACCEPTED, null, null, reference, issues);
    }

    public static Outcome rejected(String sku, List<ChannelIssue> issues) {
        return new Outcome(sku, Status.REJECTED, FailureKind.REJECTED, null, null, issues);
    }

    public static Outcome failed(String sku, FailureKind failure, String message) {
        return new Outcome(
                sku, Status.FAILED, failure, null, null, List.of(ChannelIssue.error(failure.name(), message, null)));
    }

    /** The call that carried this line failed as a whole; keeps how long to wait. */
    public static Outcome failed(String sku, ChannelException e) {
        String message = String.valueOf(e.getMessage());
        return failed(sku, e.kind(), message).retryAfter(e.retryAfter().orElse(null));
    }

    /** The same outcome of a line that goes by another name. */
    public Outcome of(String otherSku) {
        return new Outcome(otherSku, status, failure, remoteId, reference, issues, retryAfter);
    }

    /** The same failure, to be dealt with as one of another kind. */
    public Outcome as(FailureKind other) {
        return new Outcome(sku, status, other, remoteId, reference, issues, retryAfter);
    }

    public Outcome retryAfter(@Nullable Duration wait) {
        return new Outcome(sku, status, failure, remoteId, reference, issues, wait);
    }

    public static Outcome awaitingIdentifier(String sku) {
        return new Outcome(sku, Status.AWAITING_IDENTIFIER, null, null, null, List.of());
    }
}
