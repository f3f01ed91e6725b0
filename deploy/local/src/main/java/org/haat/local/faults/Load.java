package org.haat.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.haat.local.demo.Channel;
import org.haat.local.demo.Market;
import org.haat.local.demo.StepFailed;
import org.haat.local.demo.Web;
import org.haat.local.faults.Intents.Kind;
import org.haat.local.faults.Intents.Outcome;

/**
 * What an agency and its buyers do all day, without a pause: goods come in, prices fall by a rupee, orders are placed. Each
 * change is tried once and its answer written down, whatever it is.
 */
final class Load implements AutoCloseable {
    private static final String PRODUCTS = "/catalog/api/v1/products/";
    private static final long PAUSE_MILLIS = 120;
    private static final int PRICE_EVERY = 3;
    private static final int ORDER_EVERY = 15;
    private static final long RUPEE = 100;
    private final Web web;
    private final Market market;
    private final Intents intents;
    private final List<String> skus;
    private final String location;
    private final Map<String, Long> prices = new HashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Object turn = new Object();
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean stopped;
    private boolean paused = true;
    private long step;

    /** @param skus products that are live on both marketplaces, whose prices may fall a good way without a new tax rate */
    Load(Web web, Market market, Intents intents, List<String> skus, String location) {
        this.web = web;
        this.market = market;
        this.intents = intents;
        this.skus = skus;
        this.location = location;
        thread.setDaemon(true);
        thread.start();
    }

    /** Changes that the catalogue took. */
    long acknowledged() {
        return acknowledged.get();
    }

    long rejected() {
        return rejected.get();
    }

    long unanswered() {
        return unanswered.get();
    }

    List<String> skus() {
        return skus;
    }

    /** Returns when the change under way is answered. */
    void pause() {
        synchronized (turn) {
            paused = true;
        }
    }

    void goOn() {
        synchronized (turn) {
            paused = false;
            turn.notifyAll();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                synchronized (turn) {
                    while (paused && !stopped) {
                        turn.wait();
                    }
                    next();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() {
        if (stopped) {
            return;
        }
        step++;
        String sku = skus.get((int) (step % skus.size()));
        if (step % ORDER_EVERY == 0) {
            Channel channel = Channel.values()[(int) (step / ORDER_EVERY % Channel.values().length)];
            order(channel, 1);
        } else if (step % PRICE_EVERY == 0) {
            lowerPrice(sku);
        } else {
            receive(sku, 1 + step % 2);
        }
    }

    /** Buyers of these goods, of which there are always enough; what becomes of it is written down. */
    int order(Channel channel, int count) {
        long id = intents.intend(Kind.ORDER, channel.id, count);
        List<Intents.Order> placed = new ArrayList<>();
        tried(
                id,
                () -> {
                    Web.Answer answer = market.tryToBuy(channel, count, skus);
                    if (answer.isOk()) {
                        answer.json().path("placed").forEach(order -> placed.add(order(order)));
                    }
                    return answer;
                },
                placed);
        return placed.size();
    }

    private static Intents.Order order(JsonNode placed) {
        long pieces = 0;
        long paise = 0;
        for (JsonNode line : placed.path("lines")) {
            pieces += line.path("quantity").asLong();
            paise +=
                    line.path("quantity").asLong() * line.path("unitPricePaise").asLong();
        }
        return new Intents.Order(placed.path("orderId").asText(), pieces, paise);
    }

    /** Goods that come in; what becomes of it is written down. */
    Outcome receive(String sku, long pieces) {
        long id = intents.intend(Kind.RECEIPT, sku, pieces);
        Map<String, Object> body =
                Map.of("location", location, "quantity", pieces, "movementId", Intents.Intent.movementId(id));
        return settle(
                id,
                () -> web.attempt(
                        "bimal",
                        "POST",
                        PRODUCTS + sku + "/stock/receipts",
                        bytes(body),
                        Map.of("Content-Type", "application/json")));
    }

    /** One rupee less than the last that was tried. */
    Outcome lowerPrice(String sku) {
        try {
            Web.Answer shown = web.attempt("bimal", "GET", PRODUCTS + sku, null, Map.of());
            if (!shown.isOk()) {
                return Outcome.UNKNOWN;
            }
            JsonNode product = shown.json().path("product");
            long price = prices.getOrDefault(sku, product.path("pricePaise").asLong()) - RUPEE;
            prices.put(sku, price);
            ObjectNode body = product.deepCopy();
            body.put("pricePaise", price);
            long id = intents.intend(Kind.PRICE, sku, price);
            return settle(
                    id,
                    () -> web.attempt(
                            "bimal",
                            "PUT",
                            PRODUCTS + sku,
                            bytes(body),
                            Map.of("Content-Type", "application/json", "If-Match", shown.tag())));
        } catch (IOException | StepFailed e) {
            return Outcome.UNKNOWN; // nothing was tried
        }
    }

    private interface Attempt {
        Web.Answer make() throws IOException;
    }

    private Outcome settle(long id, Attempt attempt) {
        Outcome outcome = tried(id, attempt, List.of());
        switch (outcome) {
            case ACK -> acknowledged.incrementAndGet();
            case REJECT -> rejected.incrementAndGet();
            case UNKNOWN -> unanswered.incrementAndGet();
        }
        return outcome;
    }

    /** @param placed what the attempt fills when it is answered */
    private Outcome tried(long id, Attempt attempt, List<Intents.Order> placed) {
        Outcome outcome;
        try {
            Web.Answer answer = attempt.make();
            outcome = answer.isOk() ? Outcome.ACK : answer.status() / 100 == 4 ? Outcome.REJECT : Outcome.UNKNOWN;
        } catch (IOException | StepFailed e) {
            outcome = Outcome.UNKNOWN;
        }
        intents.answered(id, outcome, placed);
        return outcome;
    }

    private static byte[] bytes(Object json) {
        try {
            return Web.JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        synchronized (turn) {
            turn.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
