package org.haat.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.event.Topics;
import org.haat.local.demo.Channel;
import org.haat.local.demo.StepFailed;
import org.haat.local.process.Part;
import org.haat.local.service.HaatService;

/** Programs that die, freeze and come back, each at the worst moment. */
final class CrashFaults {
    static final List<Fault> ALL = List.of(
            new Fault("F11", "Kafka is killed and stays away", CrashFaults::brokerIsAway),
            new Fault("F2", "the catalogue is killed between commit and send", CrashFaults::killedBeforeTheSend),
            new Fault("F2", "the catalogue is killed between send and mark", CrashFaults::killedBeforeTheMark),
            new Fault("F3", "the channels are killed while a marketplace answers", CrashFaults::killedBeforeTheAnswer),
            new Fault("F13 F25", "of two replicas one is killed, then one freezes", CrashFaults::replicas));

    private static final Set<String> CATALOGUE_TOPICS = Set.of(Topics.CATALOG_LISTING, Topics.CATALOG_STOCK);

    private CrashFaults() {}

    private static String brokerIsAway(Scene scene) {
        scene.load().goOn();
        Part kafka = scene.part(Scene.KAFKA);
        long unanswered = scene.load().unanswered();
        scene.haat().hold(kafka);
        long waiting;
        try {
            Scene.kill(kafka);
            scene.awaitProgress(40);
            waiting = scene.books().eventsUnderWay();
        } finally {
            scene.haat().release(kafka);
        }
        if (scene.load().unanswered() > unanswered) {
            throw new StepFailed("The API did not take every change while Kafka was away");
        }
        scene.awaitReady(Scene.KAFKA);
        return require(waiting, "events waited in outboxes");
    }

    private static String killedBeforeTheSend(Scene scene) {
        scene.load().goOn();
        Part kafka = scene.part(Scene.KAFKA);
        scene.haat().hold(kafka);
        Scene.freeze(kafka);
        long waiting;
        try {
            scene.awaitProgress(10);
            waiting = scene.books().eventsUnderWay();
            scene.kill(Scene.CATALOGUE);
        } finally {
            Scene.thaw(kafka);
            scene.haat().release(kafka);
        }
        scene.awaitReady(Scene.CATALOGUE);
        return require(waiting, "events were committed and not sent");
    }

    /** A lock of the outbox is the breakpoint: the relay sends, and cannot mark. */
    private static String killedBeforeTheMark(Scene scene) throws Exception {
        scene.load().pause();
        scene.awaitInStep();
        KafkaDesk desk = new KafkaDesk(scene.haat().kafka().bootstrapServers());
        long before = desk.messages(CATALOGUE_TOPICS);
        long repeats = desk.dump(CATALOGUE_TOPICS).repeats();
        Part kafka = scene.part(Scene.KAFKA);
        scene.haat().hold(kafka);
        Scene.freeze(kafka);
        List<String> skus = scene.load().skus();
        skus.forEach(sku -> scene.load().receive(sku, 1));
        try (Connection connection = scene.haat().postgres().auditor("catalog");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE outbox IN SHARE MODE");
            Scene.thaw(kafka);
            scene.await(
                    "the relay has sent what it may not mark",
                    () -> desk.messages(CATALOGUE_TOPICS) >= before + skus.size());
            scene.kill(Scene.CATALOGUE);
            connection.rollback();
        } finally {
            Scene.thaw(kafka);
            scene.haat().release(kafka);
        }
        scene.awaitReady(Scene.CATALOGUE);
        scene.awaitInStep();
        return require(desk.dump(CATALOGUE_TOPICS).repeats() - repeats, "events were sent twice under one id");
    }

    /** Both marketplaces take the change and keep their answer to themselves. */
    private static String killedBeforeTheAnswer(Scene scene) {
        scene.load().pause();
        scene.awaitInStep();
        Instant begun = Instant.now();
        scene.unkind(
                "f3-a", Map.of("fault", "hang", "partner", "amazon-in", "operation", "patchListingsItem", "count", 1));
        scene.unkind(
                "f3-f", Map.of("fault", "hang", "partner", "flipkart", "operation", "updateInventory", "count", 1));
        String sku = scene.load().skus().get(0);
        scene.load().receive(sku, 3);
        scene.await("both marketplaces took the change and did not answer", () -> {
            List<JsonNode> changes = scene.changesSince(begun);
            return List.of("amazon-in", "flipkart").stream().allMatch(partner -> changes.stream()
                    .anyMatch(call -> call.path("partner").asText().equals(partner) && names(call, sku)));
        });
        scene.kill(Scene.CHANNELS);
        scene.kind();
        scene.awaitReady(Scene.CHANNELS);
        scene.awaitInStep();
        for (Channel channel : Channel.values()) {
            long sent = scene.changesSince(begun).stream()
                    .filter(call -> call.path("partner").asText().equals(channel.id) && names(call, sku))
                    .count();
            if (sent != 1) {
                throw new StepFailed(channel.title + " was sent the stock of " + sku + ' ' + sent
                        + " times; it should be read back, not sent again");
            }
        }
        return "sent once to each, then read back";
    }

    private static boolean names(JsonNode call, String sku) {
        return call.path("path").asText().endsWith('/' + sku)
                || call.path("body").has(sku);
    }

    private static String replicas(Scene scene) {
        Part first = scene.part(Scene.CHANNELS);
        Part second = scene.haat().replica(HaatService.CHANNELS);
        Instant begun = Instant.now();
        scene.load().goOn();
        try {
            second.start();
            scene.await("the second replica is ready", second::isReady);
            scene.haat().hold(first);
            Scene.kill(first);
            String takenOver = taken(scene, "the second alone");
            scene.haat().release(first);
            scene.awaitReady(Scene.CHANNELS);
            Scene.freeze(second);
            String frozen = taken(scene, "the first alone");
            Scene.thaw(second);
            scene.awaitProgress(20); // what the sleeper still meant to write must come too late
            return takenOver + ", " + frozen + ", " + throttled(scene, begun);
        } finally {
            scene.haat().release(first);
            Scene.thawIfAlive(second);
            second.stop();
        }
    }

    private static String taken(Scene scene, String who) {
        Instant begun = Instant.now();
        scene.awaitProgress(10);
        scene.load().pause();
        scene.awaitInStep();
        scene.load().goOn();
        return who + " in step after " + Duration.between(begun, Instant.now()).toSeconds() + " s";
    }

    private static String throttled(Scene scene, Instant begun) {
        List<JsonNode> calls =
                scene.calls(call -> !Instant.parse(call.path("time").asText()).isBefore(begun));
        long refused = calls.stream()
                .filter(call -> call.path("status").asInt() == 429)
                .count();
        // of few calls a single one is more than that, and may only have travelled quicker than the one before it
        if (refused > 1 && refused * 200 > calls.size()) {
            throw new StepFailed(refused + " of " + calls.size() + " calls were answered 429: the quota was not kept");
        }
        return refused + " of " + calls.size() + " calls answered 429";
    }

    private static String require(long count, String what) {
        if (count <= 0) {
            throw new StepFailed("No fault happened: 0 " + what);
        }
        return count + " " + what;
    }
}
