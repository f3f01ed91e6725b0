package org.haat.bench.ground;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.bench.stub.StubMarket;
import org.haat.local.DataFolder;
import org.haat.local.Pace;
import org.haat.local.Ports;
import org.haat.local.demo.CallLog;
import org.haat.local.demo.Web;
import org.haat.local.process.Orphans;
import org.haat.local.process.Part;
import org.haat.local.service.Sandbox;

/** The sandbox with its own limits, at a pace of its own, which knows the shops' goods from the start. */
public final class Marketplaces implements AutoCloseable {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private final DataFolder data;
    private final Orphans orphans = new Orphans();
    private final Sandbox sandbox;
    private final Part part;

    /** @param goods SKUs by channel that are live there */
    public Marketplaces(Path home, Path folder, Pace pace, String agency, Map<String, List<String>> goods)
            throws InterruptedException {
        data = DataFolder.take(folder, true);
        Ports ports = Ports.in(data.root());
        sandbox = new Sandbox(ports.port("sandbox"), ports.port("sandbox-queue"));
        seed(agency, goods);
        part = sandbox.part(home, pace, data, orphans);
        part.start();
        if (!Await.until(part.startLimit(), part::isReady)) {
            close();
            throw new IllegalStateException("The sandbox did not start");
        }
    }

    public String url(String channel) {
        return sandbox.url() + (channel.equals(StubMarket.AMAZON) ? "/amazon" : "/flipkart");
    }

    /**
     * One call as the sandbox wrote it down.
     *
     * @param path of the request, without its query
     */
    public record Call(Instant at, String method, String path, int status) {}

    /** Calls of a channel in a span of time, tokens left out. */
    public List<Call> calls(String channel, Instant from, Duration time) {
        List<Call> calls = new ArrayList<>();
        new CallLog(Sandbox.callLog(data)).each(line -> {
            Instant at = Instant.parse(line.path("time").asText());
            String path = line.path("path").asText();
            if (line.path("partner").asText().equals(channel)
                    && !path.contains("/token")
                    && !at.isBefore(from)
                    && at.isBefore(from.plus(time))) {
                calls.add(new Call(
                        at,
                        line.path("method").asText(),
                        path,
                        line.path("status").asInt()));
            }
        });
        return calls;
    }

    /** The sandbox's own file, one upsert a line, as it would have written it. */
    private void seed(String agency, Map<String, List<String>> goods) {
        Path folder = data.root().resolve("sandbox");
        try {
            Files.createDirectories(folder);
            try (BufferedWriter state = Files.newBufferedWriter(folder.resolve("state.jsonl"))) {
                for (String channel : goods.keySet()) {
                    write(state, "account", channel + "/" + agency, account(agency, channel));
                }
                for (String sku : goods.getOrDefault(StubMarket.AMAZON, List.of())) {
                    write(state, "amazon.listing", agency + "/" + sku, amazon(agency, sku));
                }
                for (String sku : goods.getOrDefault(StubMarket.FLIPKART, List.of())) {
                    write(state, "flipkart.listing", agency + "/" + sku, flipkart(agency, sku));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(BufferedWriter state, String kind, String key, Object value) throws IOException {
        state.write(Web.JSON.writeValueAsString(Map.of("kind", kind, "key", key, "value", value)));
        state.newLine();
    }

    private static Map<String, Object> account(String agency, String channel) {
        return Map.of(
                "partner",
                channel,
                "name",
                agency,
                "displayName",
                agency,
                "sellerId",
                Shops.seller(agency),
                "clientId",
                Shops.CLIENT,
                "clientSecret",
                Shops.CREDENTIAL,
                "refreshToken",
                Shops.CREDENTIAL,
                "place",
                channel.equals(StubMarket.AMAZON) ? StubMarket.STORE : StubMarket.LOCATION,
                "created",
                LONG_AGO.toString());
    }

    private static Map<String, Object> amazon(String agency, String sku) {
        Map<String, Object> sent = Map.of(
                "title", sku, "pricePaise", Goods.PRICE, "mrpPaise", Goods.MRP, "quantity", 5, "condition", "new_new");
        return Map.of(
                "account",
                agency,
                "sku",
                sku,
                "productType",
                "SAREE",
                "asin",
                "B0BENCH001",
                "sent",
                sent,
                "created",
                LONG_AGO.toString(),
                "updated",
                LONG_AGO.toString(),
                "through",
                true,
                "live",
                true);
    }

    private static Map<String, Object> flipkart(String agency, String sku) {
        Map<String, Object> price =
                Map.of("mrp", Goods.MRP / 100, "selling_price", Goods.PRICE / 100, "currency", "INR");
        return Map.of(
                "account",
                agency,
                "sku",
                sku,
                "fsn",
                StubMarket.FSN,
                "listingId",
                "LST" + sku,
                "title",
                sku,
                "packed",
                Map.of("product_id", StubMarket.FSN, "listing_status", "ACTIVE", "price", price),
                "created",
                LONG_AGO.toString(),
                "updated",
                LONG_AGO.toString());
    }

    @Override
    public void close() {
        part.stop();
        orphans.close();
        data.close();
    }
}
