package org.haat.channelsync.channel.memory;

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

/** Consent at the marketplace in memory: the code says what it is good for. */
final class MemoryConsent {
    static final List<CredentialLife> LIVES = List.of(
            new CredentialLife("refresh_token", CredentialLife.Kind.CONSENT, Duration.ofDays(365)),
            new CredentialLife("client_secret", CredentialLife.Kind.CLIENT_SECRET, Duration.ofDays(180)));

    private MemoryConsent() {}

    static URI page(Account account, String state, URI callback) {
        if (!account.settings().containsKey("consent")) {
            throw new ChannelException(FailureKind.REJECTED, "This account lives by keys of its own");
        }
        return Address.of("https://market.example")
                .path("consent")
                .query("state", state)
                .query("back", callback.toString())
                .uri();
    }

    static Answer exchange(Map<String, String> query) {
        String code = query.getOrDefault("code", "");
        return switch (code) {
            case "" -> new Refused(Reason.DENIED, query.getOrDefault("error", ""));
            case "late" -> new Refused(Reason.LATE, "invalid_grant");
            case "foreign" -> new Refused(Reason.FOREIGN, "");
            default -> new Given(Map.of("refresh_token", "token-for-" + code), Map.of());
        };
    }
}
