package org.haat.channelsync.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should know, from when it was first so until it is over.
 *
 * @param agency {@code *} where it is nobody's or everybody's
 * @param name of the account or the channel
 * @param figure how much or how long when it was last looked at
 * @param toldAt when it was last told
 * @param overSince the condition is gone, and it is not yet believed
 */
public record Alert(
        long id,
        String agency,
        String rule,
        String severity,
        String subject,
        @Nullable UUID account,
        String name,
        @Nullable String channel,
        long figure,
        String detail,
        Instant raisedAt,
        Instant toldAt,
        @Nullable Instant overSince,
        @Nullable Instant clearedAt) {
    Condition.Key key() {
        return new Condition.Key(agency, rule, subject);
    }

    public boolean stands() {
        return clearedAt == null;
    }
}
