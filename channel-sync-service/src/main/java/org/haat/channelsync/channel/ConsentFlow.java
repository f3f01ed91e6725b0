package org.haat.channelsync.channel;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** A marketplace on whose own page a seller lets an application in. */
public interface ConsentFlow {
    /** Whether this account lives by such a consent, and not by keys of its own. */
    boolean byConsent(Account account);

    /**
     * Where the seller's browser goes.
     *
     * @param state comes back with the browser, to know it by
     * @param callback where the browser comes back to, as registered with the channel
     * @throws ChannelException {@code REJECTED} with a sentence for a person when a setting is missing
     */
    URI consentPage(Account account, String state, URI callback);

    /**
     * Makes credentials of what the browser brought. Calls the channel, once: a code is good for one exchange.
     *
     * @param query the callback's parameters, {@code state} checked already
     */
    Answer exchange(Account account, Map<String, String> query, URI callback);

    /** What became of it. */
    sealed interface Answer permits Given, Refused {}

    /**
     * @param secrets to use from now on, by key
     * @param ends until when something is good, as the channel said
     */
    record Given(Map<String, String> secrets, Map<CredentialLife.Kind, Instant> ends) implements Answer {
        @Override
        public String toString() {
            return "Given" + secrets.keySet();
        }
    }

    /** @param said the channel's own words, or empty */
    record Refused(Reason reason, String said) implements Answer {}

    /** Why there are no credentials. */
    enum Reason {
        /** The seller said no. */
        DENIED,
        /** The code was used or too old. */
        LATE,
        /** Another seller agreed than the account's. */
        FOREIGN,
        /** The channel did not do it. */
        FAILED
    }
}
