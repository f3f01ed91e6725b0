package org.haat.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventType;
import org.haat.event.Topics;
import org.haat.local.demo.Database;
import org.haat.local.demo.StepFailed;
import org.haat.local.demo.Web;
import org.haat.local.process.Part;

/** Messages that nobody can apply, and messages that come again. */
final class MessageFaults {
    static final List<Fault> ALL = List.of(
            new Fault("F14", "poison on every partition", MessageFaults::poison),
            new Fault("F15", "every message comes again from the beginning", MessageFaults::replay));

    private static final String PARKED = "/sync/api/v1/parked";
    private static final int JUNK_BYTES = 900_000;
    /** Everything that a replay must leave as it is. */
    private static final String STATE = "SELECT md5(string_agg(l.sku || l.account || l.state || l.wanted || f.facet"
            + " || f.desired_hash || coalesce(f.applied_hash, '') || f.work, ',' ORDER BY l.account, l.sku, f.facet))"
            + " FROM listing l JOIN listing_facet f ON f.listing = l.id";

    /** What would change that by itself. */
    private static final String UNDER_WAY =
            "SELECT count(*) FROM listing_facet WHERE work NOT IN ('NONE', 'BLOCKED') OR call IS NOT NULL";

    private MessageFaults() {}

    private record Poison(String key, byte[] value) {}

    private static String poison(Scene scene) {
        scene.load().pause();
        scene.awaitInStep();
        KafkaDesk desk = new KafkaDesk(scene.haat().kafka().bootstrapServers());
        List<Poison> poisons = poisons(desk, scene.load().skus().get(0));
        int partitions = desk.partitions(Topics.CATALOG_STOCK);
        for (int i = 0; i < Math.max(partitions, poisons.size()); i++) {
            Poison poison = poisons.get(i % poisons.size());
            desk.send(Topics.CATALOG_STOCK, i % partitions, poison.key(), poison.value());
        }
        // Kafka itself takes no message without a key for a topic that it compacts, but for this one it does.
        desk.send(Topics.ORDER_SHIPMENT, 0, null, text("{}"));
        // Behind the poison on every partition.
        Instant begun = Instant.now();
        scene.load().skus().forEach(sku -> scene.load().receive(sku, 1));
        scene.awaitInStep();
        long seconds = java.time.Duration.between(begun, Instant.now()).toSeconds();
        int parked = parked(scene, Math.max(partitions, poisons.size()) + 1);
        return parked + " parked with a reason, the others went on within " + seconds + " s";
    }

    private static List<Poison> poisons(KafkaDesk desk, String sku) {
        Event good = desk.dump(Set.of(Topics.CATALOG_STOCK)).events().stream()
                .filter(event -> event.type().equals(EventType.STOCK_LEVEL.id())
                        && event.data().path("sku").asText().equals(sku))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new StepFailed("There is no event to spoil"));
        List<Poison> poisons = new ArrayList<>();
        poisons.add(new Poison(good.subject(), text("{\"specversion\":\"1.0\",")));
        poisons.add(new Poison(good.subject(), changed(good, "type", "org.haat.catalog.rumour.v1")));
        poisons.add(new Poison(good.subject(), changed(good, "type", "org.haat.catalog.stock.v9")));
        poisons.add(new Poison(good.subject(), changed(good, "agency", "no-such")));
        poisons.add(new Poison("another|key", EventJson.write(good)));
        poisons.add(new Poison(good.subject(), text("x".repeat(JUNK_BYTES))));
        return poisons;
    }

    private static byte[] changed(Event good, String field, String value) {
        ObjectNode node = Web.JSON.createObjectNode();
        node.put("specversion", good.specversion());
        node.put("id", java.util.UUID.randomUUID().toString());
        node.put("source", good.source());
        node.put("type", good.type());
        node.put("subject", good.subject());
        node.put("time", good.time().toString());
        node.put("datacontenttype", good.datacontenttype());
        node.put("agency", good.agency());
        node.set("data", good.data());
        node.put(field, value);
        return bytes(node);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return Web.JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Operations see each with its reason, and set it aside by hand. */
    private static int parked(Scene scene, int poisons) {
        scene.await(
                "every poisoned message is shown to operations",
                () -> scene.web().get("eshan", PARKED).size() >= poisons);
        JsonNode messages = scene.web().get("eshan", PARKED);
        for (JsonNode message : messages) {
            if (message.path("reason").asText().isBlank()) {
                throw new StepFailed("A parked message has no reason: " + message);
            }
            String path = PARKED
                    + '/'
                    + message.path("kind").asText()
                    + '/'
                    + message.path("id").asText();
            Web.ok("DELETE", path, scene.web().send("eshan", "DELETE", path, null, java.util.Map.of()));
        }
        return messages.size();
    }

    private static String replay(Scene scene) {
        scene.load().pause();
        scene.awaitInStep();
        Database sync = scene.database("sync");
        scene.await("nothing is under way", () -> sync.count(UNDER_WAY) == 0);
        String before = state(sync);
        Part channels = scene.part(Scene.CHANNELS);
        KafkaDesk desk = new KafkaDesk(scene.haat().kafka().bootstrapServers());
        scene.haat().hold(channels);
        List<String> groups;
        Instant begun;
        try {
            channels.stop();
            groups = desk.groups("channel-sync-service");
            groups.forEach(group -> scene.await(group + " begins anew", () -> desk.rewind(group)));
            begun = Instant.now();
        } finally {
            scene.haat().release(channels);
        }
        long messages = groups.stream().mapToLong(desk::lag).sum();
        scene.awaitReady(Scene.CHANNELS);
        scene.await(
                "everything was read again",
                () -> groups.stream().mapToLong(desk::lag).sum() == 0);
        scene.awaitInStep();
        int calls = scene.changesSince(begun).size();
        if (calls > 0) {
            throw new StepFailed("A replay without news made " + calls + " calls that change a listing");
        }
        scene.await("channel-sync knows what it knew", () -> before.equals(state(sync)));
        return messages + " messages of " + groups.size() + " groups, 0 calls, nothing changed";
    }

    private static String state(Database sync) {
        return sync.list(STATE, row -> row.getString(1)).get(0);
    }
}
