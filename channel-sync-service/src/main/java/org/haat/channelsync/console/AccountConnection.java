package org.haat.channelsync.console;

import java.time.LocalDate;
import java.util.List;
import org.haat.channelsync.account.Expiry;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.notification.Subscriptions.Subscription;

/**
 * How an account is connected with its channel.
 *
 * @param byConsent whether a seller gives consent on the channel's page
 * @param byQueue whether the channel can put notifications into a queue
 * @param queueUrl where they go, or empty
 * @param today in India
 */
record AccountConnection(
        List<Expiry> expiries,
        boolean byConsent,
        boolean byQueue,
        String queueUrl,
        List<Subscription> subscriptions,
        LocalDate today) {
    /** What may end. */
    public List<CredentialLife.Kind> getKinds() {
        return List.of(CredentialLife.Kind.values());
    }
}
