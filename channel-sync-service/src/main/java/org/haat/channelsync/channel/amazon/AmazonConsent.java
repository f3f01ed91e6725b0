package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ConsentFlow.Answer;
import org.haat.channelsync.channel.ConsentFlow.Given;
import org.haat.channelsync.channel.ConsentFlow.Reason;
import org.haat.channelsync.channel.ConsentFlow.Refused;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.http.Address;

/** Consent in Seller Central: the seller's browser comes back with a code that is good for five minutes and one exchange. */
final class AmazonConsent {
    /** The application's id in Seller Central, which is not the client id. */
    static final String APPLICATION = "application_id";

    static final List<CredentialLife> LIVES = AmazonTable.rows("credential-lives.csv", 5).stream()
            .map(row -> new CredentialLife(
                    row[0], CredentialLife.Kind.valueOf(row[1]), Duration.ofDays(Long.parseLong(row[2]))))
            .toList();
    private final AmazonClient client;
    private final String sellerCentral;

    AmazonConsent(AmazonClient client, String sellerCentral) {
        this.client = client;
        this.sellerCentral = sellerCentral;
    }

    static boolean byConsent(Account account) {
        return !account.settings().getOrDefault(APPLICATION, "").isBlank();
    }

    URI page(Account account, String state, URI callback) {
        if (!byConsent(account)) {
            throw new ChannelException(
                    FailureKind.REJECTED, "Enter the application id from Seller Central (" + APPLICATION + ") first");
        }
        return Address.of(sellerCentral)
                .path("apps", "authorize", "consent")
                .query("application_id", account.setting(APPLICATION))
                .query("state", state)
                .query("redirect_uri", callback.toString())
                .uri();
    }

    Answer exchange(Account account, Map<String, String> query, URI callback) {
        String code = query.getOrDefault("spapi_oauth_code", "");
        if (code.isBlank()) {
            return new Refused(Reason.DENIED, query.getOrDefault("error", ""));
        }
        String seller = query.getOrDefault("selling_partner_id", "");
        if (!seller.equals(account.setting("seller_id"))) {
            return new Refused(Reason.FOREIGN, seller);
        }
        try {
            return new Given(Map.of("refresh_token", client.exchange(account, code, callback)), Map.of());
        } catch (ChannelException e) {
            boolean late = e.code().orElse("").equals("invalid_grant");
            return new Refused(late ? Reason.LATE : Reason.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
