package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.SandboxedPartners;

/** The sandbox's Amazon with sellers of a test, in a time that the test moves. */
final class SandboxedAmazon implements AutoCloseable {
    final SandboxedPartners partners;

    SandboxedAmazon(Path data, MovableClock clock) throws IOException {
        partners = new SandboxedPartners(data, clock);
    }

    AmazonConfig config() {
        String amazon = partners.origin() + "/amazon";
        return AmazonConfig.of(amazon, amazon + "/auth/o2/token").consentUrl(amazon);
    }

    JsonNode post(String path, String body) throws Exception {
        return partners.post(path, body);
    }

    Account register(String name) throws Exception {
        return register("amazon-in", name, Map.of("language", "en_IN", "currency", "INR"));
    }

    /** @param settings beside those of every seller */
    Account register(String store, String name, Map<String, String> settings) throws Exception {
        JsonNode given = partners.register(store, name);
        Account seller = new Account(
                UUID.randomUUID(),
                "wb-prd",
                Map.of(
                        "seller_id", given.path("sellerId").asText(),
                        "marketplace_id", given.path("marketplaceId").asText(),
                        "gtin_exemption", "true"),
                Map.of(
                        "client_id", given.path("clientId").asText(),
                        "client_secret", given.path("clientSecret").asText(),
                        "refresh_token", given.path("refreshToken").asText()));
        return with(seller, settings, Map.of());
    }

    /** The account with more settings and secrets, or others. */
    static Account with(Account account, Map<String, String> settings, Map<String, String> secrets) {
        Map<String, String> allSettings = new HashMap<>(account.settings());
        allSettings.putAll(settings);
        Map<String, String> allSecrets = new HashMap<>(account.secrets());
        allSecrets.putAll(secrets);
        return new Account(account.id(), account.agency(), allSettings, allSecrets);
    }

    @Override
    public void close() throws IOException {
        partners.close();
    }
}
