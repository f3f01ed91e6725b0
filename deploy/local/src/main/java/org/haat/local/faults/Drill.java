package org.haat.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.event.Topics;
import org.haat.local.LocalHaat;
import org.haat.local.Terminal;
import org.haat.local.demo.Audit;
import org.haat.local.demo.Books;
import org.haat.local.demo.CallLog;
import org.haat.local.demo.Channel;
import org.haat.local.demo.Database;
import org.haat.local.demo.Demo;
import org.haat.local.demo.Market;
import org.haat.local.demo.StepFailed;
import org.haat.local.demo.Web;
import org.haat.local.identity.Person;
import org.haat.local.service.Sandbox;
import org.jspecify.annotations.Nullable;

/** Publishes the sample, sets the load to work, breaks one thing after another, and closes the ledger. */
public final class Drill {
    /** Every fault was survived and the ledger closes. */
    public static final int OK = 0;

    public static final int FAILED = 1;
    /** An observer was missing, so nobody can say. */
    public static final int VOID = 3;

    private static final Logger LOG = Logger.getLogger(Drill.class.getName());
    private static final int PRODUCTS_UNDER_LOAD = 6;
    private static final int STOCK = 500;
    private static final long CHEAP_PAISE = 200_000;
    private static final Set<String> CATALOGUE_TOPICS = Set.of(Topics.CATALOG_LISTING, Topics.CATALOG_STOCK);
    private static final String LOCATION = "WH-BNK";
    private final LocalHaat haat;
    private final Terminal terminal;
    private final Demo demo;
    private final Web web;
    private final Market market;
    private final Books books;
    private final Path journal;
    private final Map<String, String> results = new LinkedHashMap<>();
    /** Orders of buyers who came before the load. */
    private final Set<String> before = new HashSet<>();

    private boolean ok = true;

    /** @param demo who publishes the sample */
    public Drill(LocalHaat haat, Demo demo, Terminal terminal) {
        this.haat = haat;
        this.demo = demo;
        this.terminal = terminal;
        web = new Web(haat);
        market = new Market(web, Person.SAMPLE_AGENCY);
        books = new Books(haat, market, Person.SAMPLE_AGENCY);
        journal = haat.data().root().resolve("faults").resolve("intents.log");
    }

    /** Every fault that is rehearsed, in order. */
    static List<Fault> faults() {
        return Stream.of(CrashFaults.ALL, MessageFaults.ALL, MarketplaceFaults.ALL, IdentityFaults.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Does everything and shows the result.
     *
     * @param faults to rehearse, in this order
     * @return {@link #OK}, {@link #FAILED} or {@link #VOID}
     */
    public int run(List<Fault> faults) {
        Instant begun = Instant.now();
        try (Intents intents = new Intents(journal)) {
            demo.fillCatalogue();
            demo.publish();
            for (Channel channel : Channel.values()) {
                market.orders(channel).forEach(order -> before.add(order.orderId()));
            }
            try (Load load = new Load(web, market, intents, cheapProducts(), LOCATION)) {
                Scene scene = new Scene(haat, web, market, books, load);
                openWith(scene);
                terminal.say("Faults, while goods come in, prices fall and buyers buy");
                faults.forEach(fault -> strike(fault, scene));
                load.pause();
                terminal.say("The ledger, after " + load.acknowledged() + " changes accepted, " + load.rejected()
                        + " refused and " + load.unanswered() + " without an answer");
                atRest(scene);
            }
            return close(begun);
        } catch (StepFailed e) {
            terminal.note("The services' logs are in " + haat.data().logs() + ".");
            terminal.say(json(List.of("The drill stopped: " + e.sentence()), null, begun));
            return FAILED;
        }
    }

    /** Live everywhere, and far below the price at which the tax rate changes. */
    private List<String> cheapProducts() {
        Set<String> everywhere = new TreeSet<>(books.published(Channel.AMAZON));
        everywhere.retainAll(books.published(Channel.FLIPKART));
        List<String> cheap = new Database(haat.postgres(), "catalog")
                .list(
                        "SELECT sku FROM product WHERE agency = ? AND price_paise BETWEEN 60000 AND ? ORDER BY sku",
                        row -> row.getString(1),
                        Person.SAMPLE_AGENCY,
                        CHEAP_PAISE);
        List<String> chosen = cheap.stream()
                .filter(everywhere::contains)
                .limit(PRODUCTS_UNDER_LOAD)
                .toList();
        if (chosen.size() < PRODUCTS_UNDER_LOAD) {
            throw new StepFailed("The sample has too few products that suit the drill: " + chosen);
        }
        return chosen;
    }

    /** So many pieces that nothing is sold out: an oversale would be a fault of the drill. */
    private static void openWith(Scene scene) {
        scene.load().skus().forEach(sku -> scene.load().receive(sku, STOCK));
        scene.awaitInStep();
    }

    private void strike(Fault fault, Scene scene) {
        Instant begun = Instant.now();
        String said;
        boolean survived = true;
        try {
            said = fault.strike().on(scene);
            scene.load().goOn();
            scene.awaitProgress(5);
            scene.load().pause();
            scene.awaitInStep();
        } catch (StepFailed e) {
            survived = false;
            said = e.sentence();
        } catch (Exception e) {
            LOG.log(Level.SEVERE, fault.what(), e);
            survived = false;
            said = "The drill itself failed: " + e;
        }
        scene.kind();
        ok &= survived;
        String result = survived ? "survived" : "failed";
        fault.ids().forEach(id -> results.merge(id, result, (a, b) -> a.equals("failed") ? a : b));
        terminal.say(String.format(
                Locale.ROOT,
                "  %-8s %-66s %s (%s)%n           %s",
                fault.id(),
                fault.what(),
                survived ? "survived" : "FAILED",
                Terminal.seconds(Duration.between(begun, Instant.now())),
                said));
    }

    private void atRest(Scene scene) {
        try {
            scene.awaitInStep();
        } catch (StepFailed e) {
            ok = false;
            terminal.say("  " + e.sentence());
        }
    }

    private int close(Instant begun) {
        List<String> breaks = new ArrayList<>();
        String missing = null;
        try {
            breaks.addAll(ledger().breaks());
            breaks.addAll(new Audit(haat, market, books, Person.SAMPLE_AGENCY).disagreements());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "An observer is missing", e);
            missing = "An observer is missing: " + e.getMessage();
            terminal.say("  The drill is void. " + missing);
        }
        breaks.forEach(line -> terminal.say("  " + line));
        ok &= breaks.isEmpty();
        if (missing == null && breaks.isEmpty()) {
            terminal.say("  The ledger closes: nothing lost, nothing doubled.");
        }
        terminal.say(json(breaks, missing, begun));
        return missing != null ? VOID : ok ? OK : FAILED;
    }

    private Ledger ledger() {
        List<Intents.Intent> intents = Intents.read(journal);
        Set<String> skus = intents.stream()
                .filter(intent -> intent.kind() != Intents.Kind.ORDER)
                .map(Intents.Intent::sku)
                .collect(Collectors.toCollection(TreeSet::new));
        Database catalog = new Database(haat.postgres(), "catalog");
        Map<String, Ledger.Receipt> receipts = new HashMap<>();
        catalog.list(
                        "SELECT movement_id, sku, quantity FROM stock_movement WHERE agency = ? AND movement_id LIKE 'drill-%'",
                        row -> Map.entry(row.getString(1), new Ledger.Receipt(row.getString(2), row.getLong(3))),
                        Person.SAMPLE_AGENCY)
                .forEach(entry -> receipts.put(entry.getKey(), entry.getValue()));
        Map<String, Ledger.Product> products = new TreeMap<>();
        catalog
                .list(
                        "SELECT p.sku, p.price_paise, p.listing_version, i.version, greatest(i.on_hand - i.reserved, 0)"
                                + " FROM product p JOIN stock_item i USING (agency, sku) WHERE p.agency = ?",
                        row -> Map.entry(
                                row.getString(1),
                                new Ledger.Product(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))),
                        Person.SAMPLE_AGENCY)
                .stream()
                .filter(entry -> skus.contains(entry.getKey()))
                .forEach(entry -> products.put(entry.getKey(), entry.getValue()));
        TopicDump told = TopicDump.of(haat.kafka().bootstrapServers(), CATALOGUE_TOPICS);
        Map<String, Map<String, List<Long>>> seen = new PricesSeen(new CallLog(Sandbox.callLog(haat.data()))).of(skus);
        if (seen.size() < Channel.values().length) {
            throw new StepFailed("The call log of a marketplace shows no price at all");
        }
        return new Ledger(intents, receipts, products, told, orders(), seen);
    }

    /** What order-service has, by the number that the marketplace told the buyer. */
    private Map<String, List<Intents.Order>> orders() {
        Map<String, List<Intents.Order>> orders = new TreeMap<>();
        Database orderService = new Database(haat.postgres(), "orders");
        for (Channel channel : Channel.values()) {
            Map<String, String> numbers = new HashMap<>();
            market.orders(channel).forEach(order -> numbers.put(order.remoteId(), order.orderId()));
            List<Intents.Order> collected = orderService.list(
                    "SELECT o.remote_order_id, coalesce(sum(l.quantity), 0), coalesce(sum(l.line_total_minor), 0) FROM orders o"
                            + " LEFT JOIN order_line l ON l.order_id = o.id WHERE o.agency = ? AND o.channel = ? GROUP BY o.id",
                    row -> new Intents.Order(
                            numbers.getOrDefault(row.getString(1), row.getString(1)), row.getLong(2), row.getLong(3)),
                    Person.SAMPLE_AGENCY,
                    channel.id);
            orders.put(
                    channel.id,
                    collected.stream()
                            .filter(order -> !before.contains(order.id()))
                            .toList());
        }
        return orders;
    }

    /** @param missing why nobody can say whether the ledger closes, null when every observer was there */
    private String json(List<String> breaks, @Nullable String missing, Instant begun) {
        Duration took = Duration.between(begun, Instant.now());
        ObjectNode json = Web.JSON.createObjectNode();
        ObjectNode faults = json.putObject("faults");
        results.forEach(faults::put);
        ArrayNode broken = json.putArray("broken");
        breaks.forEach(broken::add);
        json.put("void", missing != null);
        if (missing != null) {
            json.put("reason", missing);
        }
        json.put("seconds", Math.round(took.toMillis() / 100.0) / 10.0);
        json.put("ok", ok && missing == null && breaks.isEmpty());
        try {
            return Web.JSON.writeValueAsString((JsonNode) json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
