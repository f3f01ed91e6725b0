package org.haat.channelsync.channel;

import java.time.Duration;

/**
 * How long a credential is good from the day on which it was given.
 *
 * @param secret key of the secret
 */
public record CredentialLife(String secret, Kind kind, Duration life) {
    /** What ends. */
    public enum Kind {
        /** The seller's consent to the application. */
        CONSENT,
        /** The application's own secret. */
        CLIENT_SECRET,
        /** The token that stands for the consent. */
        REFRESH_TOKEN
    }
}
