package org.haat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What the agency's administrator does about channels: accounts, and the errand to Flipkart's Seller Hub. */
public final class ChannelSteps {
    private static final String API = "/sync/api/v1";
    private static final Duration QUALITY_CONTROL_LIMIT = Duration.ofMinutes(10);
    private final Web web;
    private final Market market;

    public ChannelSteps(Web web, Market market) {
        this.web = web;
        this.market = market;
    }

    /** Registers with the marketplace and gives Haat the credentials, unless an earlier run did. */
    public String openAccount(Channel channel) {
        for (JsonNode account : web.get("anita", API + "/accounts")) {
            if (account.path("channel").asText().equals(channel.id)) {
                return account.path("id").asText();
            }
        }
        JsonNode given = market.register(channel, "Sample livelihoods agency");
        Map<String, Object> account = Map.of(
                "channel",
                channel.id,
                "name",
                channel.title,
                "settings",
                channel == Channel.AMAZON ? amazonSettings(given, market.queue()) : flipkartSettings(given),
                "secrets",
                channel == Channel.AMAZON ? amazonSecrets(given, market.queue()) : flipkartSecrets(given));
        String id = web.post("anita", API + "/accounts", account).path("id").asText();
        if (channel == Channel.FLIPKART) {
            market.subscribe(web.address("/sync/notifications/flipkart/" + id));
        } else {
            web.post("anita", API + "/accounts/" + id + "/subscriptions", Map.of());
        }
        return id;
    }

    private static Map<String, String> amazonSettings(JsonNode given, JsonNode queue) {
        return Map.of(
                "seller_id",
                given.path("sellerId").asText(),
                "marketplace_id",
                given.path("marketplaceId").asText(),
                "language",
                "en_IN",
                // Village crafts carry no GTIN; marketplaces exempt their sellers on request.
                "gtin_exemption",
                "true",
                // With it the account's page offers to connect again on the marketplace's own page.
                "application_id",
                "amzn1.sellerapps.app.haat-demo",
                "queue_url",
                queue.path("url").asText());
    }

    private static Map<String, String> amazonSecrets(JsonNode given, JsonNode queue) {
        return Map.of(
                "client_id", given.path("clientId").asText(),
                "client_secret", given.path("clientSecret").asText(),
                "refresh_token", given.path("refreshToken").asText(),
                "queue_access_key_id", queue.path("accessKeyId").asText(),
                "queue_secret_access_key", queue.path("secretAccessKey").asText());
    }

    private static Map<String, String> flipkartSettings(JsonNode given) {
        return Map.of(
                "seller_id", given.path("sellerId").asText(),
                "location_id", given.path("locationId").asText());
    }

    private static Map<String, String> flipkartSecrets(JsonNode given) {
        return Map.of(
                "app_id", given.path("appId").asText(),
                "app_secret", given.path("appSecret").asText());
    }

    /**
     * Flipkart's API makes no products: a person takes the sheet of new ones to Seller Hub, waits for quality control and
     * brings the numbers back.
     */
    public String errandToSellerHub(String account) {
        String sheet = web.getText("anita", API + "/accounts/" + account + "/identifier-sheet");
        long rows = sheet.lines().count() - 1;
        if (rows < 1) {
            return "no new products";
        }
        Web.Answer taken = Web.ok(
                "POST",
                "/flipkart/seller-hub/sheet",
                web.sandboxRaw(
                        "POST", "/flipkart/seller-hub/sheet", sheet.getBytes(StandardCharsets.UTF_8), "text/csv"));
        String result = waitForVerdict(
                "/flipkart/seller-hub/sheet/" + taken.json().path("id").asText());
        web.upload(
                "anita",
                "POST",
                API + "/accounts/" + account + "/identifier-sheet",
                "text/csv",
                result.getBytes(StandardCharsets.UTF_8));
        return rows + " products, "
                + result.lines().filter(line -> line.contains(",APPROVED,")).count() + " approved";
    }

    private String waitForVerdict(String path) {
        Instant limit = Instant.now().plus(QUALITY_CONTROL_LIMIT);
        while (Instant.now().isBefore(limit)) {
            Web.Answer answer = Web.ok("GET", path, web.sandboxRaw("GET", path, null, "text/csv"));
            if (answer.status() == 200) {
                return answer.body();
            }
            Progress.pause();
        }
        throw new StepFailed("Seller Hub did not come back with the sheet in time");
    }
}
