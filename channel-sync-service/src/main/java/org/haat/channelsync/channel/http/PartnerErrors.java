package org.haat.channelsync.channel.http;

import java.util.Optional;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/** Reads a partner's error body; must bear any bytes, a gateway's HTML too. */
@FunctionalInterface
public interface PartnerErrors {
    PartnerErrors NONE = answer -> Optional.empty();

    Optional<PartnerError> read(HttpAnswer answer);

    /**
     * @param code the partner's code
     * @param message the partner's words
     * @param kind what it means where the status alone would mislead, else null
     */
    record PartnerError(
            String code, String message, @Nullable FailureKind kind) {}
}
