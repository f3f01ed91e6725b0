package org.haat.bench.figure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Ground;
import org.haat.bench.ground.Shops;
import org.haat.bench.ground.Visitor;
import org.haat.bench.measure.Sample;
import org.haat.bench.measure.Window;
import org.haat.bench.stub.StubCall;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubMarket;
import org.haat.event.StockLevel;

/** What is done often, and what it costs: applying a change, planning and sending it, and opening each page. */
final class HotOperations {
    private static final String GOODS = "BG-";
    private static final int CHANGES = 40;
    private static final int AT_ONCE = 10;
    private static final int OPENED_BEFORE = 20;
    private static final int WARM_UP = 12;
    private static final int VISITS = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(60);
    private final Ground ground;
    private final ConsolePages pages;
    private int listings;
    private int version = 1;

    HotOperations(Ground ground) {
        this.ground = ground;
        pages = new ConsolePages(ground, GOODS);
    }

    /**
     * What one doing costs.
     *
     * @param blocks of 8 kB that the database looked at
     * @param disturbance what the host took meanwhile: at the small size it would look like no growth
     */
    record Cost(double millis, double blocks, Optional<String> disturbance) {
        Cost(double millis, double blocks) {
            this(millis, blocks, Optional.empty());
        }

        Cost disturbedBy(Optional<String> what) {
            return new Cost(millis, blocks, what);
        }
    }

    /** Those that are changed. */
    void offerGoods() throws Exception {
        ground.shops().offer(Ground.AGENCY, Shops.skus(GOODS, CHANGES), ground.amazon());
        listings = CHANGES;
    }

    /** Puts copies beside them, up to so many in all, with what makes every page show something. */
    void growTo(int all) throws Exception {
        ground.shops().copy(ground.amazon(), GOODS + 1, GOODS, listings + 1, all);
        listings = all;
        pages.furnish();
    }

    /** A process that is slow for being young would flatter what is measured when it is older. */
    void warmUp() throws Exception {
        for (Visit page : visits().values()) {
            for (int i = 0; i < OPENED_BEFORE; i++) {
                page.open();
            }
        }
    }

    Map<String, Cost> costs() throws Exception {
        Map<String, Cost> costs = new LinkedHashMap<>(changes());
        for (Map.Entry<String, Visit> page : visits().entrySet()) {
            costs.put(page.getKey(), visit(page.getValue()));
        }
        return costs;
    }

    private Map<String, Visit> visits() throws Exception {
        Visitor operations = Visitor.signedIn(ground.haat().origin(), "eshan");
        Visitor agency = Visitor.signedIn(ground.haat().origin(), Ground.ADMINISTRATOR);
        Map<String, Visit> visits = new LinkedHashMap<>();
        pages.all().forEach((page, path) -> visits.put(page, () -> operations.open(path)));
        visits.put("overview as an agency", () -> agency.open("/sync/"));
        visits.put("issues as an agency", () -> agency.open("/sync/issues"));
        visits.put("list as an agency", () -> agency.open("/sync/listings"));
        visits.put("search as an agency", () -> agency.open("/sync/listings?q=" + GOODS + 77));
        visits.put("words as an agency", () -> agency.open("/sync/listings?q=saree%20" + GOODS + 99));
        visits.put("explain", this::explain);
        return visits;
    }

    private double explain() {
        long begun = System.nanoTime();
        ground.web().get("eshan", "/sync/api/v1/products/" + GOODS + "7/explain");
        return (System.nanoTime() - begun) / 1e6;
    }

    /** Opens something and says how many milliseconds it took. */
    private interface Visit {
        double open() throws IOException, InterruptedException;
    }

    private Cost visit(Visit visit) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            visit.open();
        }
        Window<Cost> window = Window.of(() -> {
            List<Double> millis = new ArrayList<>();
            List<Double> blocks = new ArrayList<>();
            for (int i = 0; i < VISITS; i++) {
                double before = blocks();
                millis.add(visit.open());
                blocks.add(blocks() - before);
            }
            return new Cost(Sample.of(millis).median(), Sample.of(blocks).median());
        });
        return window.measured().disturbedBy(window.disturbance());
    }

    /** Of the service's own statements; the least of some counts is free of what its engine did meanwhile. */
    private double blocks() {
        return ground.sync()
                .count("SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0)::bigint FROM pg_stat_statements s"
                        + " JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = 'sync'");
    }

    /** Stock changes one after the other: event to commit, and commit to call. */
    private Map<String, Cost> changes() throws Exception {
        stretch(1, CHANGES);
        Stretch all = new Stretch();
        Optional<String> disturbance = Optional.empty();
        for (int from = 1; from <= CHANGES; from += AT_ONCE) {
            int first = from;
            Window<Stretch> window = Window.of(() -> stretch(first, first + AT_ONCE - 1));
            all.add(window.measured());
            disturbance = disturbance.or(window::disturbance);
        }
        double read = Sample.of(all.blocks).median();
        Map<String, Cost> costs = new LinkedHashMap<>();
        costs.put("applying a change", new Cost(Sample.of(all.applied).median(), read, disturbance));
        costs.put("planning and sending it", new Cost(Sample.of(all.sent).median(), read, disturbance));
        return costs;
    }

    /** What each of some changes took. */
    private static final class Stretch {
        private final List<Double> applied = new ArrayList<>();
        private final List<Double> sent = new ArrayList<>();
        private final List<Double> blocks = new ArrayList<>();

        void add(Stretch other) {
            applied.addAll(other.applied);
            sent.addAll(other.sent);
            blocks.addAll(other.blocks);
        }
    }

    private Stretch stretch(int from, int to) throws InterruptedException {
        Stretch stretch = new Stretch();
        version++;
        for (int n = from; n <= to; n++) {
            double before = blocks();
            change(GOODS + n, stretch);
            stretch.blocks.add(blocks() - before);
        }
        return stretch;
    }

    private void change(String sku, Stretch stretch) throws InterruptedException {
        ground.stub().forgetCalls();
        long begunMicros = Micros.now();
        ground.feed().tell(new StockLevel(Ground.AGENCY, sku, version, 100 + version));
        ground.feed().flush();
        if (!Await.until(PATIENCE, () -> !calls(sku).isEmpty())) {
            throw new IllegalStateException("A change of " + sku + " was never sent");
        }
        Await.pause(BETWEEN);
        long committed = ground.sync()
                .count(
                        "SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint FROM product"
                                + " WHERE agency = ? AND sku = ?",
                        Ground.AGENCY,
                        sku);
        stretch.applied.add((committed - begunMicros) / 1e3);
        stretch.sent.add(Math.max(0.1, (calls(sku).get(0).epochMicros() - committed) / 1e3));
    }

    private List<StubCall> calls(String sku) {
        return ground.stub()
                .calls(call -> call.channel().equals(StubMarket.AMAZON)
                        && call.kind() == Kind.STOCK
                        && call.values().containsKey(sku));
    }
}
