package org.haat.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import org.haat.local.LocalHaat;
import org.haat.local.demo.Books;
import org.haat.local.demo.CallLog;
import org.haat.local.demo.Channel;
import org.haat.local.demo.Database;
import org.haat.local.demo.Market;
import org.haat.local.demo.StepFailed;
import org.haat.local.demo.Web;
import org.haat.local.identity.Person;
import org.haat.local.process.Part;
import org.haat.local.service.Sandbox;

/** What a fault may touch, and where it may look. */
final class Scene {
    static final String CATALOGUE = "catalogue";
    static final String CHANNELS = "channels";
    static final String KAFKA = "Kafka";
    private static final Logger LOG = Logger.getLogger(Scene.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(150);
    private final LocalHaat haat;
    private final Web web;
    private final Market market;
    private final Books books;
    private final Load load;
    private final CallLog callLog;

    Scene(LocalHaat haat, Web web, Market market, Books books, Load load) {
        this.haat = haat;
        this.web = web;
        this.market = market;
        this.books = books;
        this.load = load;
        callLog = new CallLog(Sandbox.callLog(haat.data()));
    }

    LocalHaat haat() {
        return haat;
    }

    Web web() {
        return web;
    }

    Market market() {
        return market;
    }

    Books books() {
        return books;
    }

    Load load() {
        return load;
    }

    Database database(String name) {
        return new Database(haat.postgres(), name);
    }

    Part part(String name) {
        return haat.part(name);
    }

    void kill(String part) {
        kill(part(part));
    }

    static void kill(Part part) {
        signal("KILL", part.pid());
    }

    static void freeze(Part part) {
        signal("STOP", part.pid());
    }

    static void thaw(Part part) {
        signal("CONT", part.pid());
    }

    static void thawIfAlive(Part part) {
        if (part.isAlive()) {
            thaw(part);
        }
    }

    private static void signal(String name, long pid) {
        if (pid <= 1) {
            throw new StepFailed("There is no process to send " + name + " to");
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
            if (kill.waitFor() != 0) {
                throw new StepFailed("Process " + pid + " did not take the signal " + name);
            }
        } catch (IOException e) {
            throw new StepFailed("No signal could be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The drill was interrupted", e);
        }
    }

    /** Generous, since a busy machine is no fault; what must be quick is measured and told. */
    void await(String what, BooleanSupplier condition) {
        Instant begun = Instant.now();
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(begun.plus(PATIENCE))) {
                throw new StepFailed("Within " + PATIENCE.toSeconds() + " s it did not come to this: " + what);
            }
            pause(LOOK);
        }
        LOG.info(
                () -> what + ": after " + Duration.between(begun, Instant.now()).toMillis() + " ms");
    }

    static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The drill was interrupted", e);
        }
    }

    void awaitReady(String part) {
        await(part + " is ready again", () -> part(part).isReady());
    }

    /** Waits until so many more changes were accepted. */
    void awaitProgress(int changes) {
        long from = load.acknowledged();
        await(changes + " more changes are accepted", () -> load.acknowledged() >= from + changes);
    }

    /** Waits until both marketplaces show what the catalogue has. The load must be silent meanwhile. */
    void awaitInStep() {
        List<String> left = new ArrayList<>();
        try {
            await("both marketplaces show what the catalogue has", () -> {
                left.clear();
                left.addAll(behind());
                return left.isEmpty();
            });
        } catch (StepFailed e) {
            throw new StepFailed(e.sentence() + ". Left: " + left.subList(0, Math.min(4, left.size())), e);
        }
    }

    /** An answer that nobody can read is no refusal: it must not leave a listing to a person. */
    void awaitNoIssues() {
        await("no listing has issues", () -> books.listingsWithIssues().isEmpty());
    }

    private List<String> behind() {
        List<String> behind = new ArrayList<>();
        if (books.eventsUnderWay() > 0) {
            behind.add(books.eventsUnderWay() + " events under way");
        }
        Map<String, Long> prices = prices();
        for (Channel channel : Channel.values()) {
            behind.addAll(books.stockDisagreements(channel));
            Map<String, Market.Listing> shown = market.listings(channel);
            for (String sku : load.skus()) {
                Market.Listing listing = shown.get(sku);
                if (listing == null || !Objects.equals(listing.pricePaise(), prices.get(sku))) {
                    behind.add(channel.title + " shows another price of " + sku);
                }
            }
            long sold = market.orders(channel).size();
            if (books.orders().collected(channel) != sold) {
                behind.add(books.orders().collected(channel) + " of " + sold + " orders of " + channel.title);
            }
        }
        if (books.orders().undecidedLines() > 0) {
            behind.add(books.orders().undecidedLines() + " order lines without a reservation");
        }
        return behind;
    }

    /** What the catalogue asks for each product, in paise. */
    Map<String, Long> prices() {
        Map<String, Long> prices = new HashMap<>();
        database("catalog")
                .list(
                        "SELECT sku, price_paise FROM product WHERE agency = ?",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        Person.SAMPLE_AGENCY)
                .forEach(entry -> prices.put(entry.getKey(), entry.getValue()));
        return prices;
    }

    // The marketplaces' unkindness.

    /** Turns a switch of the sandbox on under a name. */
    void unkind(String name, Map<String, Object> fault) {
        web.sandbox("PUT", "/unkindness/" + name, fault);
    }

    void kind() {
        web.sandbox("DELETE", "/unkindness", null);
    }

    /** Calls that fit, in the marketplaces' own log, in order. */
    List<JsonNode> calls(java.util.function.Predicate<JsonNode> fits) {
        List<JsonNode> found = new ArrayList<>();
        callLog.each(call -> {
            if (fits.test(call)) {
                found.add(call);
            }
        });
        return found;
    }

    /** Calls that change a listing, since an instant. */
    List<JsonNode> changesSince(Instant begun) {
        return calls(call ->
                isChange(call) && !Instant.parse(call.path("time").asText()).isBefore(begun));
    }

    private static boolean isChange(JsonNode call) {
        String method = call.path("method").asText();
        String path = call.path("path").asText();
        boolean amazon = path.contains("/listings/2021-08-01/items/") && !method.equals("GET");
        boolean flipkart = path.endsWith("/sellers/listings/v3") || path.contains("/sellers/listings/v3/update");
        return amazon || (flipkart && method.equals("POST"));
    }
}
