package org.haat.bench.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Ground;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.Noise;
import org.haat.bench.measure.OpenLoop;
import org.haat.bench.measure.Sample;
import org.haat.bench.stub.StubCall;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubMarket;
import org.haat.local.demo.CatalogueSteps;
import org.haat.local.demo.Progress;
import org.haat.local.demo.SampleCatalogue;
import org.haat.local.demo.Web;

/**
 * B8: a stock count comes in at the catalogue's API, 50 a second, and the marketplace gets the call. Judged from the API's
 * answer, as the figure is defined; the counts are sent when they are due, whether or not earlier ones were answered, and the
 * time from that moment on, in which a slow answer shows, stands beside it.
 */
public final class ApiToChannel implements Measure {
    private static final int PRODUCTS = 200;
    private static final double PER_SECOND = 50;
    /** More than are ever busy: a slow answer must not make the next start late. */
    private static final int WORKERS = 64;

    private static final Duration ARRIVAL = Duration.ofSeconds(30);
    private static final String EDITOR = "bimal";
    private final Ground ground;
    private final Length length;

    public ApiToChannel(Ground ground, Length length) {
        this.ground = ground;
        this.length = length;
    }

    /** Moments of one count by {@link System#nanoTime}. */
    private record Sent(long due, long acknowledged) {}

    @Override
    public Figure run() throws Exception {
        Map<String, String> places = products();
        ground.shops().offer(Ground.AGENCY, places.keySet(), ground.amazon());
        count(places, length.warmUp, 1);
        String loud = ground.settle().orElse(null);
        Noise noise = Noise.watch();
        ground.stub().forgetCalls();
        Map<String, Sent> sent = new ConcurrentHashMap<>();
        OpenLoop.Outcome outcome = count(places, length.window.multipliedBy(5), 100_000, sent);
        boolean all = Await.until(ARRIVAL, () -> arrivals().keySet().containsAll(sent.keySet()));
        Figure figure =
                judged(sent, arrivals()).voidedFor(outcome.disturbance()).voidedFor(noise.disturbance());
        if (loud != null) {
            figure.voidedFor(loud);
        }
        return all ? figure : figure.voidedFor("the ledger does not balance: some counts did not arrive");
    }

    private static Figure judged(Map<String, Sent> sent, Map<String, Long> arrived) {
        List<Double> fromDue = new ArrayList<>();
        List<Double> fromAnswer = new ArrayList<>();
        sent.forEach((key, moments) -> {
            Long at = arrived.get(key);
            if (at != null) {
                fromDue.add((at - moments.due()) / 1e6);
                fromAnswer.add(Math.max(0, at - moments.acknowledged()) / 1e6);
            }
        });
        double p50 = Sample.of(fromAnswer).median();
        double p99 = Sample.of(fromAnswer).quantile(0.99);
        return Figure.of("B8", "stock count answered by the API to call at the marketplace, no quota, 50 counts/s")
                .measured(String.format(
                        Locale.ROOT,
                        "p50 %.0f ms, p99 %.0f ms from the API's answer; from the moment a count was due p50 %.0f, p99 %.0f",
                        p50,
                        p99,
                        Sample.of(fromDue).median(),
                        Sample.of(fromDue).quantile(0.99)))
                .value("p50Millis", p50)
                .value("p99Millis", p99)
                .value("fromDueP50Millis", Sample.of(fromDue).median())
                .value("fromDueP99Millis", Sample.of(fromDue).quantile(0.99))
                .value("counts", sent.size())
                .gate("p50 at most 100 ms", p50 <= 100)
                .gate("p99 at most 1 s", p99 <= 1_000)
                .aim("30 ms, 250 ms", p50 <= 30 && p99 <= 250);
    }

    /** The sample's products, varied, with the place where the stock of each lies. */
    private Map<String, String> products() throws InterruptedException {
        CatalogueSteps steps = new CatalogueSteps(ground.web(), new Progress(ground.terminal()));
        SampleCatalogue sample = new SampleCatalogue(ground.haat().home(), PRODUCTS);
        steps.makeAgencies();
        steps.putLocations(sample.rows("outlets.csv"));
        ground.say("  Producers: " + steps.importFile("producers", "producers.csv", sample.file("producers.csv")));
        ground.say("  Products: " + steps.importFile("products", "products.csv", sample.products()));
        Map<String, String> places = new HashMap<>();
        try (var catalogue = new org.haat.bench.ground.Tables(ground.haat().postgres(), "catalog")) {
            // the bench tells these products itself; the catalogue tells stock only of products that it has told
            catalogue.update(
                    "UPDATE product SET listing_version = 1 WHERE agency = ? AND listing_version = 0", Ground.AGENCY);
            catalogue
                    .list("SELECT sku FROM product WHERE agency = ?", row -> row.getString(1), Ground.AGENCY)
                    .forEach(sku ->
                            places.put(sku, sample.rows("outlets.csv").get(0).getField("location")));
        }
        return places;
    }

    private OpenLoop.Outcome count(Map<String, String> places, Duration time, int pieces) throws InterruptedException {
        return count(places, time, pieces, new ConcurrentHashMap<>());
    }

    /** @param pieces counts go up from here, so that each one is a change */
    private OpenLoop.Outcome count(Map<String, String> places, Duration time, int pieces, Map<String, Sent> sent)
            throws InterruptedException {
        List<String> skus = List.copyOf(places.keySet());
        try (OpenLoop loop = new OpenLoop(PER_SECOND, WORKERS)) {
            return loop.run(time, (number, due) -> {
                String sku = skus.get(number % skus.size());
                int onHand = pieces + number;
                Web.Answer answer = ground.web()
                        .attempt(
                                EDITOR,
                                "PUT",
                                "/catalog/api/v1/products/" + sku + "/stock",
                                body(places.get(sku), onHand),
                                Map.of("Content-Type", "application/json"));
                if (!answer.isOk()) {
                    throw new IllegalStateException("the API answered " + answer.status() + " " + answer.body());
                }
                sent.put(sku + "=" + answer.json().path("availableToSell").asInt(), new Sent(due, System.nanoTime()));
            });
        }
    }

    private static byte[] body(@org.jspecify.annotations.Nullable String place, int onHand)
            throws JsonProcessingException {
        return Web.JSON.writeValueAsBytes(
                Map.of("location", String.valueOf(place), "onHand", onHand, "movementId", "bench-" + onHand));
    }

    private Map<String, Long> arrivals() {
        Map<String, Long> arrivals = new HashMap<>();
        for (StubCall call :
                ground.stub().calls(each -> each.channel().equals(StubMarket.AMAZON) && each.kind() == Kind.STOCK)) {
            call.values().forEach((sku, pieces) -> arrivals.putIfAbsent(sku + "=" + pieces, call.nanos()));
        }
        return arrivals;
    }
}
