package org.haat.channelsync.account;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a channel's refusal of an account means to a person, read from the channel's own words. */
public enum Refusal {
    /** No seller gave consent yet: nobody refused anything. */
    FIRST_CONSENT,
    /** The seller withdrew the consent, or it ran out. */
    CONSENT("invalid_grant", "access_denied", "revoked"),
    /** The application's own id or secret is wrong. */
    APPLICATION("invalid_client", "unauthorized_client", "invalid_scope"),
    /** A credential was never entered. */
    INCOMPLETE(" has no "),
    /** Let in, but not allowed to do this. */
    PERMISSION("answered 403"),
    OTHER;

    private final String[] words;

    Refusal(String... words) {
        this.words = words;
    }

    /** @return null for an account that no channel refuses */
    public static @Nullable Refusal of(ChannelAccount account) {
        if (account.awaitsConsent()) {
            return FIRST_CONSENT;
        }
        return account.state() == AccountState.NEEDS_REAUTH ? of(String.valueOf(account.cause())) : null;
    }

    /** What pages call the state of an account. */
    public static String standing(AccountState state, @Nullable Refusal refusal) {
        return refusal == FIRST_CONSENT ? refusal.name() : state.name();
    }

    static Refusal of(String cause) {
        String said = cause.toLowerCase(Locale.ROOT);
        for (Refusal refusal : values()) {
            for (String word : refusal.words) {
                if (said.contains(word)) {
                    return refusal;
                }
            }
        }
        return OTHER;
    }
}
