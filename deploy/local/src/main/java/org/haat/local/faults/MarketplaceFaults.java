package org.haat.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haat.local.demo.Channel;
import org.haat.local.demo.Market;
import org.haat.local.demo.StepFailed;
import org.haat.local.identity.Person;

/** Marketplaces that answer badly, late, in part, or not at all. */
final class MarketplaceFaults {
    static final List<Fault> ALL = List.of(
            new Fault("F16", "Amazon answers in every wrong way", MarketplaceFaults::wrongAnswers),
            new Fault("F16", "Amazon is down, Flipkart must not notice", MarketplaceFaults::oneIsDown),
            new Fault("F17", "Flipkart refuses three lines of six", MarketplaceFaults::partialBatch),
            new Fault(
                    "F18",
                    "Amazon's quota shrinks, its tokens end, its consent is withdrawn",
                    MarketplaceFaults::access),
            new Fault("F22", "pages of orders repeat, notifications are lost", MarketplaceFaults::pages));

    private static final List<Map<String, Object>> ANSWERS = List.of(
            Map.of("fault", "throttle"),
            Map.of("fault", "throttle", "retryAfter", 1),
            Map.of("fault", "status", "status", 500),
            Map.of("fault", "html", "status", 503),
            Map.of("fault", "reset"),
            Map.of("fault", "error-in-200"),
            Map.of("fault", "truncated"),
            Map.of("fault", "wrong-charset"),
            Map.of("fault", "huge"),
            Map.of("fault", "slow", "millis", 1500));

    private MarketplaceFaults() {}

    private static String wrongAnswers(Scene scene) throws IOException {
        scene.load().goOn();
        int kinds = 0;
        for (Map<String, Object> answer : ANSWERS) {
            Map<String, Object> fault = new HashMap<>(answer);
            fault.put("partner", Channel.AMAZON.id);
            fault.put("count", 2);
            scene.unkind("f16-" + kinds, fault);
            scene.awaitProgress(6);
            kinds++;
        }
        int followed = redirect(scene);
        scene.kind();
        scene.load().pause();
        scene.awaitInStep();
        scene.awaitNoIssues();
        if (followed > 0) {
            throw new StepFailed("A redirect to this machine was followed");
        }
        return kinds + 1 + " kinds of wrong answers, no redirect followed, none taken for a refusal";
    }

    /** Where the redirect points somebody listens, and nobody must come. */
    private static int redirect(Scene scene) throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(2_000);
            String location = "http://127.0.0.1:" + trap.getLocalPort() + "/";
            scene.unkind(
                    "f16-redirect",
                    Map.of("fault", "redirect", "location", location, "partner", Channel.AMAZON.id, "count", 2));
            scene.awaitProgress(6);
            try {
                trap.accept().close();
                return 1;
            } catch (SocketTimeoutException nobody) {
                return 0;
            }
        }
    }

    private static String oneIsDown(Scene scene) {
        scene.load().pause();
        scene.awaitInStep();
        scene.unkind("f16-down", Map.of("fault", "status", "status", 503, "partner", Channel.AMAZON.id));
        Instant begun = Instant.now();
        scene.load().skus().forEach(sku -> scene.load().receive(sku, 2));
        scene.await(
                "Flipkart shows the new stock while Amazon is down",
                () -> scene.books().stockDisagreements(Channel.FLIPKART).isEmpty());
        long flipkart = Duration.between(begun, Instant.now()).toMillis();
        boolean amazonBehind = !scene.books().stockDisagreements(Channel.AMAZON).isEmpty();
        scene.kind();
        scene.awaitInStep();
        if (!amazonBehind) {
            throw new StepFailed("No fault happened: Amazon took the changes while it was down");
        }
        return "Flipkart in step after " + flipkart + " ms";
    }

    private static String partialBatch(Scene scene) {
        scene.load().pause();
        scene.awaitInStep();
        List<String> skus = scene.load().skus();
        List<String> refused = skus.subList(0, skus.size() / 2);
        List<String> good = skus.subList(skus.size() / 2, skus.size());
        scene.unkind(
                "f17",
                Map.of(
                        "fault",
                        "partial-failure",
                        "partner",
                        Channel.FLIPKART.id,
                        "operation",
                        "updatePrice",
                        "skus",
                        refused,
                        "message",
                        "The drill refuses this price"));
        Instant begun = Instant.now();
        skus.forEach(scene.load()::lowerPrice);
        scene.await(
                "the good lines are taken and the others say why",
                () -> shown(scene, good) && issues(scene, refused) == refused.size());
        for (String sku : good) {
            long sent = priceCalls(scene, begun, sku);
            if (sent != 1) {
                throw new StepFailed("The price of " + sku + " was taken and sent " + sent + " times");
            }
        }
        scene.kind();
        refused.forEach(scene.load()::lowerPrice);
        scene.awaitInStep();
        return refused.size() + " lines refused with their reason, " + good.size() + " sent once";
    }

    private static boolean shown(Scene scene, List<String> skus) {
        Map<String, Market.Listing> listings = scene.market().listings(Channel.FLIPKART);
        Map<String, Long> prices = scene.prices();
        return skus.stream()
                .allMatch(sku ->
                        Objects.equals(Objects.requireNonNull(listings.get(sku)).pricePaise(), prices.get(sku)));
    }

    private static long issues(Scene scene, List<String> skus) {
        return scene.database("sync")
                .count(
                        "SELECT count(DISTINCT l.sku) FROM listing_issue i JOIN listing l ON l.id = i.listing"
                                + " JOIN channel_account a ON a.id = l.account WHERE a.channel = 'flipkart' AND l.agency = ?"
                                + " AND i.message LIKE '%drill refuses%' AND l.sku = ANY (string_to_array(?, ','))",
                        Person.SAMPLE_AGENCY, String.join(",", skus));
    }

    private static long priceCalls(Scene scene, Instant begun, String sku) {
        return scene.changesSince(begun).stream()
                .filter(call -> call.path("path").asText().endsWith("/update/price")
                        && call.path("body").has(sku))
                .count();
    }

    private static String access(Scene scene) {
        List<String> found = new ArrayList<>();
        scene.load().goOn();
        found.add(shrunkQuota(scene));
        found.add(endedTokens(scene));
        found.add(withdrawnConsent(scene));
        scene.kind();
        scene.load().pause();
        scene.awaitInStep();
        return String.join(", ", found);
    }

    /** At a hundredth of the marketplace's delays its rates are a hundredfold: of five hundred calls a second one is left. */
    private static String shrunkQuota(Scene scene) {
        Instant begun = Instant.now();
        scene.unkind(
                "f18-rate",
                Map.of("fault", "rate", "partner", Channel.AMAZON.id, "operation", "patchListingsItem", "rate", 0.01));
        scene.await("channel-sync has learnt the shrunk quota", () -> learntRate(scene) <= 1.01);
        scene.awaitProgress(30);
        scene.kind();
        List<JsonNode> calls = scene.calls(call -> call.path("method").asText().equals("PATCH")
                && !Instant.parse(call.path("time").asText()).isBefore(begun));
        long refused = throttled(calls);
        // What was saved up before the quota shrank may go; after that it is known.
        long late = throttled(calls.subList(calls.size() / 2, calls.size()));
        if (late > 1) {
            throw new StepFailed("Of " + calls.size() + " calls " + late
                    + " of the later half were above the quota that had shrunk long before");
        }
        return "learnt one a second; " + calls.size() + " calls of which " + refused + " above it, " + late
                + " of them late";
    }

    /** Calls a second, as the marketplace's answers told. */
    private static double learntRate(Scene scene) {
        return scene
                .database("sync")
                .list(
                        "SELECT b.learnt_rate FROM throttle_bucket b JOIN channel_account a ON a.id = b.account"
                                + " WHERE a.channel = 'amazon-in' AND a.agency = ? AND b.bucket = 'patchListingsItem'",
                        row -> row.getDouble(1),
                        Person.SAMPLE_AGENCY)
                .stream()
                .filter(rate -> rate > 0)
                .findFirst()
                .orElse(Double.MAX_VALUE);
    }

    private static long throttled(List<JsonNode> calls) {
        return calls.stream().filter(call -> call.path("status").asInt() == 429).count();
    }

    private static String endedTokens(Scene scene) {
        Instant begun = Instant.now();
        scene.unkind("f18-tokens", Map.of("fault", "expire-tokens", "partner", Channel.AMAZON.id));
        scene.awaitProgress(20);
        long tokens = scene.calls(call -> call.path("path").asText().endsWith("/auth/o2/token")
                        && !Instant.parse(call.path("time").asText()).isBefore(begun))
                .size();
        if (tokens < 1 || tokens > 2) {
            throw new StepFailed("After one ended token " + tokens + " were asked for; it should be one");
        }
        return tokens + (tokens == 1 ? " new token" : " new tokens");
    }

    private static String withdrawnConsent(Scene scene) {
        scene.unkind("f18-revoke", Map.of("fault", "revoke", "partner", Channel.AMAZON.id));
        scene.await("operations see that the account needs consent", () -> state(scene)
                .equals("NEEDS_REAUTH"));
        scene.kind();
        scene.await("the account is let in again by itself", () -> state(scene).equals("ACTIVE"));
        return "consent lost and found again";
    }

    private static String state(Scene scene) {
        return scene.database("sync")
                .list(
                        "SELECT state FROM channel_account WHERE channel = 'amazon-in' AND agency = ?",
                        row -> row.getString(1),
                        Person.SAMPLE_AGENCY)
                .get(0);
    }

    private static String pages(Scene scene) {
        scene.load().pause();
        scene.awaitInStep();
        int placed = 0;
        for (Channel channel : Channel.values()) {
            scene.unkind("f22-r" + channel, Map.of("fault", "repeat-page", "partner", channel.id, "count", 4));
            scene.unkind("f22-d" + channel, Map.of("fault", "duplicate-orders", "partner", channel.id, "count", 4));
            scene.unkind("f22-l" + channel, Map.of("fault", "push-lost", "partner", channel.id, "count", 8));
            placed += scene.load().order(channel, 25);
        }
        scene.awaitInStep();
        scene.kind();
        if (placed < 50) {
            throw new StepFailed("Only " + placed + " of 50 orders were placed");
        }
        return placed + " orders in one moment, each collected once";
    }
}
