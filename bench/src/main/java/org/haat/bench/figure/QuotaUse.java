package org.haat.bench.figure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Goods;
import org.haat.bench.ground.Ground;
import org.haat.bench.ground.Marketplaces;
import org.haat.bench.ground.Marketplaces.Call;
import org.haat.bench.ground.Shop;
import org.haat.bench.ground.Shops;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.Noise;
import org.haat.bench.stub.StubMarket;
import org.haat.local.Pace;

/**
 * B12: more changes wait than a marketplace takes: how much of what it grants is used, and how many calls it answers with
 * 429. The sandbox enforces its own limits: Amazon's in real time, Flipkart's rolling hour at a hundredth.
 */
public final class QuotaUse implements Measure {
    private static final double AMAZON_RATE = 5;
    private static final int AMAZON_BURST = 5;
    private static final int FLIPKART_HOUR = 1_000;
    private static final int FLIPKART_BATCH = 10;
    /** An hour of a seller, at the pace of the sandbox. */
    private static final Duration HOUR = Duration.ofSeconds(36);

    private static final Duration FIRST_CALL = Duration.ofSeconds(60);
    private static final Duration APPLY = Duration.ofMinutes(3);
    private static final double GATE = 0.90;
    private static final double AIM = 0.97;
    private static final double MOST_REFUSED = 0.005;
    private final Ground ground;
    private final Length length;

    public QuotaUse(Ground ground, Length length) {
        this.ground = ground;
        this.length = length;
    }

    /**
     * What was used of what was granted.
     *
     * @param disturbance what the host took meanwhile: Flipkart's hour at a hundredth leaves 36 ms for a call
     */
    private record Use(long calls, double granted, long refused, long left, Optional<String> disturbance) {
        double share() {
            return (calls - refused) / granted;
        }

        double refusedShare() {
            return calls == 0 ? 0 : refused / (double) calls;
        }
    }

    @Override
    public Figure run() throws Exception {
        Duration onAmazon = length == Length.FULL ? Duration.ofSeconds(60) : Duration.ofSeconds(20);
        double amazonGrant = AMAZON_RATE * onAmazon.toSeconds() + AMAZON_BURST;
        List<String> amazonGoods = Shops.skus("BQA-", (int) amazonGrant + 100);
        List<String> flipkartGoods = Shops.skus("BQF-", (FLIPKART_HOUR + 50) * FLIPKART_BATCH);
        Map<String, Goods> amazon = ground.shops().offer(Ground.AGENCY, amazonGoods, ground.amazon());
        Map<String, Goods> flipkart = ground.shops().offer(Ground.AGENCY, flipkartGoods, ground.flipkart());
        Optional<String> loud = ground.settle();
        try {
            Use ofAmazon = use(
                    ground.amazon(), ground.flipkart(), amazon, Pace.REAL, onAmazon, amazonGrant, call -> call.method()
                            .equals("PATCH"));
            Use ofFlipkart =
                    use(ground.flipkart(), ground.amazon(), flipkart, Pace.FAST, HOUR, FLIPKART_HOUR, call -> true);
            Figure figure = judged(ofAmazon, ofFlipkart)
                    .voidedFor(loud)
                    .voidedFor(ofAmazon.disturbance())
                    .voidedFor(ofFlipkart.disturbance());
            return ofAmazon.left() > 0 && ofFlipkart.left() > 0
                    ? figure
                    : figure.voidedFor("nothing waited any more at the end, so that the quota could not be used");
        } finally {
            ground.moveChannelsBack();
            ground.restartChannels(() -> {
                ground.shops().showAsWanted(ground.amazon(), amazonGoods.toArray(String[]::new));
                ground.shops().showAsWanted(ground.flipkart(), flipkartGoods.toArray(String[]::new));
            });
            ground.liftQuotas();
            ground.shops().resume(ground.amazon());
            ground.shops().resume(ground.flipkart());
        }
    }

    private static Figure judged(Use amazon, Use flipkart) {
        double refused = Math.max(amazon.refusedShare(), flipkart.refusedShare());
        double least = Math.min(amazon.share(), flipkart.share());
        return Figure.of("B12", "quota used while more waits, and calls answered 429, by the sandbox's own limits")
                .measured(String.format(
                        Locale.ROOT,
                        "Amazon %.3f (%d of %.0f calls, %d answered 429), Flipkart %.3f (%d of %.0f, %d)",
                        amazon.share(),
                        amazon.calls(),
                        amazon.granted(),
                        amazon.refused(),
                        flipkart.share(),
                        flipkart.calls(),
                        flipkart.granted(),
                        flipkart.refused()))
                .floor("r·T + burst: Amazon 5/s and 5; Flipkart 1,000 calls in a seller's hour")
                .value("amazon", amazon.share())
                .value("amazonRefused", amazon.refusedShare())
                .value("flipkart", flipkart.share())
                .value("flipkartRefused", flipkart.refusedShare())
                .gate("Amazon at least 0.90", amazon.share() >= GATE)
                .gate("Flipkart at least 0.90", flipkart.share() >= GATE)
                .gate("at most 0.5 % answered 429", refused <= MOST_REFUSED)
                .aim("0.97, none", least >= AIM && refused == 0);
    }

    private Use use(
            Shop shop,
            Shop other,
            Map<String, Goods> goods,
            Pace pace,
            Duration time,
            double granted,
            Predicate<Call> counted)
            throws InterruptedException {
        ground.shops().pause(shop);
        ground.shops().pause(other);
        for (Goods one : goods.values()) {
            ground.feed().tell(one.priced(Goods.PRICE - 20_000));
        }
        ground.feed().flush();
        if (!Await.until(APPLY, () -> waiting(shop) >= goods.size())) {
            throw new IllegalStateException("The prices were not planned in time");
        }
        try (Marketplaces sandbox = new Marketplaces(
                ground.haat().home(),
                ground.data().root().resolve("quota-" + shop.channel()),
                pace,
                Ground.AGENCY,
                Map.of(shop.channel(), List.copyOf(goods.keySet())))) {
            ground.moveChannels(sandbox.url(StubMarket.AMAZON), sandbox.url(StubMarket.FLIPKART), pace);
            ground.restartChannels(() -> ground.shops().forgetQuotas(shop));
            Noise noise = Noise.watch();
            Instant resumed = Instant.now();
            ground.shops().resume(shop);
            // time counts from the first call on: the service has only just started
            if (!Await.until(FIRST_CALL, () -> sandbox.calls(shop.channel(), resumed, FIRST_CALL).stream()
                    .anyMatch(counted))) {
                throw new IllegalStateException("No call came to " + shop.channel());
            }
            Instant begun = sandbox.calls(shop.channel(), resumed, FIRST_CALL).stream()
                    .filter(counted)
                    .map(Call::at)
                    .min(Instant::compareTo)
                    .orElse(resumed);
            Await.pause(Duration.between(Instant.now(), begun.plus(time).plusSeconds(1)));
            Optional<String> disturbance = noise.disturbance();
            long left = waiting(shop);
            ground.shops().pause(shop);
            List<Call> calls = sandbox.calls(shop.channel(), begun, time).stream()
                    .filter(counted)
                    .toList();
            long refused = calls.stream().filter(call -> call.status() == 429).count();
            return new Use(calls.size(), granted, refused, left, disturbance);
        }
    }

    private long waiting(Shop shop) {
        return ground.sync()
                .count(
                        "SELECT count(*) FROM listing_facet WHERE account = ? AND facet = 'PRICE' AND work = 'SEND'",
                        shop.id());
    }
}
