package org.haat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.haat.local.LocalHaat;
import org.haat.local.Options;
import org.haat.local.Terminal;
import org.haat.local.identity.Person;
import org.haat.local.pictures.PictureFolder;

/** The main job from the agency's files to confirmed shipments, told as it goes. */
public final class Demo {
    private final Options options;
    private final LocalHaat haat;
    private final SampleCatalogue sample;
    private final Terminal terminal;
    private final Duration startTook;
    private final Web web;
    private final Market market;
    private final Books books;
    private final Audit audit;
    private final Progress progress;
    private final CatalogueSteps catalogue;
    private final ChannelSteps channels;
    private final Duration limit;
    private Map<String, String> refusals = Map.of();

    /** @param startTook from the command to the console answering */
    public Demo(Options options, LocalHaat haat, SampleCatalogue sample, Terminal terminal, Duration startTook) {
        this.options = options;
        this.haat = haat;
        this.sample = sample;
        this.terminal = terminal;
        this.startTook = startTook;
        web = new Web(haat);
        market = new Market(web, Person.SAMPLE_AGENCY);
        books = new Books(haat, market, Person.SAMPLE_AGENCY);
        audit = new Audit(haat, market, books, Person.SAMPLE_AGENCY);
        progress = new Progress(terminal);
        catalogue = new CatalogueSteps(web, progress);
        channels = new ChannelSteps(web, market);
        limit = options.pace().minutes(40, 4).plusMinutes(options.skus() / 500L);
    }

    /** Where the sample's pictures are drawn. */
    public static Path pictures(LocalHaat haat) {
        return haat.data().root().resolve("pictures");
    }

    /**
     * Does everything and shows the result.
     *
     * @return true if all books agree
     */
    public boolean run() {
        try {
            Instant begun = Instant.now();
            fillCatalogue();
            publish();
            Duration publishTook = Duration.between(begun, Instant.now());
            Instant ordering = Instant.now();
            sell();
            ship();
            Duration ordersTook = Duration.between(ordering, Instant.now());
            settleDown();
            return show(publishTook, ordersTook);
        } catch (StepFailed e) {
            terminal.note("The demo stopped: " + e.sentence());
            terminal.note("The services' logs are in " + haat.data().logs() + ".");
            return false;
        }
    }

    /** The agency, its pictures, makers and products. */
    public void fillCatalogue() {
        terminal.say("The agency fills its catalogue");
        catalogue.makeAgencies();
        List<String> pictures = sample.pictures().stream()
                .map(PictureFolder.Order::images)
                .flatMap(List::stream)
                .toList();
        progress.step("Pictures uploaded", () -> catalogue.uploadPictures(pictures(haat), pictures), text -> text);
        catalogue.putLocations(sample.rows("outlets.csv"));
        progress.step(
                "Producers imported",
                () -> catalogue.importFile("producers", "producers.csv", sample.file("producers.csv")),
                text -> text);
        progress.step(
                "Products imported",
                () -> catalogue.importFile("products", "products.csv", sample.products()),
                text -> text);
    }

    /** Opens an account on each marketplace and waits until everything that may be on sale is live there. */
    public void publish() {
        terminal.say("Products go to the marketplaces");
        channels.openAccount(Channel.AMAZON);
        String flipkart = channels.openAccount(Channel.FLIPKART);
        refusals = progress.step(
                        "Passed the publish gate",
                        catalogue::publishEverything,
                        outcome -> outcome.done() + ", " + outcome.refused().size() + " refused")
                .refused();
        Set<String> forFlipkart = books.published(Channel.FLIPKART);
        progress.await(
                "Flipkart listings wait for a product number or have one",
                limit,
                () -> new Progress.Count(
                        books.listings(Channel.FLIPKART, "AWAITING_IDENTIFIER").size() + numbered(),
                        forFlipkart.size()));
        progress.step("Errand to Flipkart's Seller Hub", () -> channels.errandToSellerHub(flipkart), text -> text);
        for (Channel channel : Channel.values()) {
            Set<String> wanted = books.published(channel);
            progress.await(channel.title + " itself shows", limit, () -> live(channel, wanted));
        }
    }

    private long numbered() {
        return books.identified(Channel.FLIPKART);
    }

    private Progress.Count live(Channel channel, Set<String> wanted) {
        Set<String> live = new TreeSet<>(books.listings(channel, "LIVE"));
        live.retainAll(wanted);
        Map<String, Market.Listing> shown = market.listings(channel);
        live.removeIf(sku -> {
            Market.Listing listing = shown.get(sku);
            return listing == null || !listing.live();
        });
        return new Progress.Count(live.size(), wanted.size());
    }

    /** First Amazon's buyers, then Flipkart's, so that each sale is seen on the other channel before the next. */
    private void sell() {
        terminal.say("Buyers buy");
        int half = (options.orders() + 1) / 2;
        buy(Channel.AMAZON, half);
        buy(Channel.FLIPKART, options.orders() - half);
    }

    private void buy(Channel channel, int count) {
        if (count == 0) {
            return;
        }
        progress.step(
                "Orders placed on " + channel.title, () -> market.buy(channel, count, List.of()), String::valueOf);
        progress.await(
                "Orders of " + channel.title + " collected",
                limit,
                () -> new Progress.Count(
                        books.orders().collected(channel),
                        market.orders(channel).size()));
        progress.await(
                "Lines without a reservation",
                limit,
                () -> Progress.Count.left(books.orders().undecidedLines()));
        for (Channel other : Channel.values()) {
            progress.await(
                    "Products whose stock on " + other.title + " is behind",
                    limit,
                    () -> Progress.Count.left(books.stockDisagreements(other).size()));
        }
    }

    private void ship() {
        terminal.say("The agency ships");
        Set<String> shipped = new TreeSet<>();
        Instant until = Instant.now().plus(limit);
        long open = openOrders();
        while (open > 0 && Instant.now().isBefore(until)) {
            for (String order : books.orders().shippable()) {
                if (shipped.add(order)) {
                    ship(order);
                }
            }
            open = openOrders();
            Progress.pause();
        }
        progress.say("  Orders handed to the carrier: " + shipped.size());
        progress.await("Shipments confirmed to the channels", limit, () -> {
            long all = books.orders().shipments();
            return new Progress.Count(books.orders().shipmentsConfirmed(), all);
        });
    }

    private long openOrders() {
        return books.orders().unshipped();
    }

    private void ship(String order) {
        Map<String, Object> shipment = new LinkedHashMap<>();
        shipment.put("shipmentId", "demo-" + order);
        shipment.put("carrier", "India Post");
        shipment.put("service", "Speed Post");
        shipment.put(
                "trackingNumber",
                "EE" + order.replaceAll("[^0-9]", "").concat("000000000").substring(0, 9) + "IN");
        JsonNode made = web.post("anita", "/orders/api/v1/orders/" + order + "/shipments", shipment);
        if (made.path("id").asText().isEmpty()) {
            throw new StepFailed("A shipment came back without an id: " + made);
        }
    }

    /** Waits until nothing moves, so that the books are read at rest. */
    private void settleDown() {
        progress.await("Events under way", limit, () -> Progress.Count.left(books.eventsUnderWay()));
        progress.await(
                "Differences between the books",
                options.pace().minutes(10, 1),
                () -> Progress.Count.left(audit.disagreements().size()));
    }

    private boolean show(Duration publishTook, Duration ordersTook) {
        Map<String, Duration> durations = new LinkedHashMap<>();
        durations.put("start", startTook);
        durations.put("publish", publishTook);
        durations.put("orders", ordersTook);
        List<String> reasons = new ArrayList<>();
        books.refused().forEach(sku -> reasons.add(sku + ": " + refusals.getOrDefault(sku, "see its page")));
        Figures figures = new Figures(
                books.producers(),
                books.skus(),
                reasons.size(),
                reasons,
                books.channels(),
                books.orders().count(),
                books.orders().shipped(),
                books.orders().oversold(),
                durations,
                audit.disagreements());
        terminal.say(figures.table());
        terminal.say(figures.json());
        return figures.ok();
    }
}
