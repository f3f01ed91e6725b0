package org.haat.channelsync.account;

import java.time.Instant;
import org.haat.channelsync.channel.CredentialLife;
import org.jspecify.annotations.Nullable;

/**
 * Until when a credential of an account is good.
 *
 * @param told whether the channel or a person named the day; else it is counted from the day of its entry here
 * @param warnedDays the warning that stands: 30, 7, 1 or 0 days before; null when it is not near
 */
public record Expiry(
        CredentialLife.Kind kind,
        Instant expiresAt,
        boolean told,
        @Nullable Integer warnedDays) {
    /** How urgent it looks. */
    public String tone() {
        return warnedDays == null ? "" : warnedDays <= 1 ? "bad" : "warn";
    }
}
