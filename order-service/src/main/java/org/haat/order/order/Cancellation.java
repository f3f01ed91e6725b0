package org.haat.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.haat.event.ChannelOrder;
import org.jspecify.annotations.Nullable;

/**
 * Who ended an order before it arrived, when, and why.
 *
 * @param reason a person's sentence, or the channel's own word
 */
@Embeddable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cancellation(
        @Enumerated(EnumType.STRING) @Column(name = "cancellation_by")
        CancelledBy by,

        @Column(name = "cancellation_at") Instant at,
        @Column(name = "cancellation_reason") @Nullable String reason) {
    private static final int LONGEST_REASON = 200;

    /** What the channel says of the latest of its cancelled lines, as far as it names who. */
    static Optional<Cancellation> told(ChannelOrder in) {
        return in.lines().stream()
                .map(ChannelOrder.Line::cancellation)
                .filter(Objects::nonNull)
                .filter(one -> one.by() != null)
                .max(Comparator.comparing(one -> Objects.requireNonNullElse(one.at(), Instant.MIN)))
                .map(one -> of(one, in));
    }

    private static Cancellation of(ChannelOrder.Cancellation told, ChannelOrder in) {
        return new Cancellation(
                by(Objects.requireNonNull(told.by())),
                Objects.requireNonNullElse(told.at(), in.updatedAt()),
                shortened(told.reason()));
    }

    /** The channel says why, though not who. */
    static @Nullable String reason(ChannelOrder in) {
        List<String> words = in.lines().stream()
                .flatMap(line -> Optional.ofNullable(line.cancellation()).stream())
                .flatMap(one -> Optional.ofNullable(one.reason()).stream())
                .toList();
        return words.isEmpty() ? null : shortened(words.get(0));
    }

    private static @Nullable String shortened(@Nullable String reason) {
        return reason == null ? null : reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    private static CancelledBy by(ChannelOrder.Canceller canceller) {
        return switch (canceller) {
            case BUYER -> CancelledBy.BUYER;
            case SELLER -> CancelledBy.SELLER;
            case CHANNEL -> CancelledBy.CHANNEL;
        };
    }
}
