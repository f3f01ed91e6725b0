package org.haat.bench.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Goods;
import org.haat.bench.ground.Ground;
import org.haat.bench.ground.Shops;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.Noise;
import org.haat.bench.measure.Sample;
import org.haat.bench.stub.StubCall;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubMarket;
import org.haat.event.StockLevel;

/**
 * B14: sold out, while many thousand prices wait in the queue of the same account: from the event to the call, against the
 * same without anything waiting.
 */
public final class UrgentFirst implements Measure {
    private static final String PRICED = "BU-";
    private static final String SOLD = "BZ-";
    private static final int TRIALS = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(300);
    private static final Duration APPLY = Duration.ofMinutes(5);
    private static final double GATE = 3;
    private static final double AIM = 1.5;
    private final Ground ground;
    private final Length length;

    public UrgentFirst(Ground ground, Length length) {
        this.ground = ground;
        this.length = length;
    }

    @Override
    public Figure run() throws Exception {
        List<String> sold = Shops.skus(SOLD, 3 * TRIALS);
        ground.shops().offer(Ground.AGENCY, sold, ground.amazon());
        Map<String, Goods> priced =
                ground.shops().offer(Ground.AGENCY, Shops.skus(PRICED, length.backlog), ground.amazon());
        Optional<String> loud = ground.settle();
        Noise noise = Noise.watch();
        sellOut(sold.subList(0, TRIALS));
        Sample alone = sellOut(sold.subList(TRIALS, 2 * TRIALS));
        long before = pile(priced);
        Sample behind = sellOut(sold.subList(2 * TRIALS, 3 * TRIALS));
        long after = waiting();
        clear(priced);
        Figure figure = judged(alone, behind, before, after).voidedFor(loud).voidedFor(noise.disturbance());
        return after > 0 ? figure : figure.voidedFor("the prices were gone before the last product was sold out");
    }

    private static Figure judged(Sample alone, Sample behind, long before, long after) {
        double ratio = behind.median() / alone.median();
        return Figure.of("B14", "sold out behind waiting prices ÷ sold out alone, no quota")
                .measured(String.format(
                        Locale.ROOT,
                        "%.0f ms (%.0f to %.0f) behind %,d prices of which %,d still waited at the end",
                        behind.median(),
                        behind.least(),
                        behind.most(),
                        before,
                        after))
                .floor(String.format(
                        Locale.ROOT, "alone: %.0f ms (%.0f to %.0f)", alone.median(), alone.least(), alone.most()))
                .value("behindMillis", behind.median())
                .value("aloneMillis", alone.median())
                .value("waitingAtBegin", before)
                .value("waitingAtEnd", after)
                .ratio(Sample.of(ratio))
                .gate("at most 3 ×", ratio <= GATE)
                .aim("1.5 ×", ratio <= AIM);
    }

    /** All prices change; the account is paused until the service has planned them all. */
    private long pile(Map<String, Goods> priced) throws InterruptedException {
        ground.shops().pause(ground.amazon());
        for (Goods goods : priced.values()) {
            ground.feed().tell(goods.priced(Goods.PRICE - 10_000));
        }
        ground.feed().flush();
        if (!Await.until(APPLY, () -> waiting() == priced.size())) {
            throw new IllegalStateException("The prices were not planned in time");
        }
        ground.shops().resume(ground.amazon());
        Await.pause(Duration.ofSeconds(2));
        return waiting();
    }

    private long waiting() {
        return ground.sync()
                .count(
                        "SELECT count(*) FROM listing_facet WHERE account = ? AND facet = 'PRICE' AND work = 'SEND'",
                        ground.amazon().id());
    }

    /** What still waits is no longer wanted. */
    private void clear(Map<String, Goods> priced) throws InterruptedException {
        ground.shops().pause(ground.amazon());
        Await.pause(Duration.ofSeconds(2));
        ground.shops().showAsWanted(ground.amazon(), priced.keySet().toArray(String[]::new));
        ground.shops().resume(ground.amazon());
    }

    /** One after the other; milliseconds from the event to the call. */
    private Sample sellOut(List<String> skus) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (String sku : skus) {
            long begun = System.nanoTime();
            ground.feed().tell(new StockLevel(Ground.AGENCY, sku, 2, 0));
            ground.feed().flush();
            if (!Await.until(PATIENCE, () -> !calls(sku).isEmpty())) {
                throw new IllegalStateException(sku + " was never said to be sold out");
            }
            millis.add((calls(sku).get(0).nanos() - begun) / 1e6);
            Await.pause(BETWEEN);
        }
        return Sample.of(millis);
    }

    private List<StubCall> calls(String sku) {
        return ground.stub()
                .calls(call -> call.channel().equals(StubMarket.AMAZON)
                        && call.kind() == Kind.STOCK
                        && call.values().containsKey(sku));
    }
}
