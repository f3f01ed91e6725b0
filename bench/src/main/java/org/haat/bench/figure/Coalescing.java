package org.haat.bench.figure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Ground;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.OpenLoop;
import org.haat.bench.stub.StubCall;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubListing;
import org.haat.bench.stub.StubMarket;
import org.haat.event.StockLevel;

/** B11: a hundred changes of one product's stock while the marketplace grants a call every two seconds. */
public final class Coalescing implements Measure {
    private static final String SKU = "BC-1";
    private static final int CHANGES = 100;
    private static final double CHANGES_PER_SECOND = 10;
    private static final double RATE = 0.5;
    private static final int FIRST = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofSeconds(5);
    private final Ground ground;

    public Coalescing(Ground ground) {
        this.ground = ground;
    }

    @Override
    public Figure run() throws Exception {
        ground.shops().offer(Ground.AGENCY, List.of(SKU), ground.amazon());
        ground.stub().grant(RATE);
        ground.shops().setRate(ground.amazon(), RATE, 0, "patchListingsItem");
        // a replica believes what it knows of a rate for a second
        Await.pause(Duration.ofSeconds(2));
        ground.stub().forgetCalls();
        long begun = System.nanoTime();
        try (OpenLoop loop = new OpenLoop(CHANGES_PER_SECOND, 1)) {
            loop.run(Duration.ofMillis(Math.round(CHANGES / CHANGES_PER_SECOND * 1_000)), (number, due) -> {
                ground.feed().tell(new StockLevel(Ground.AGENCY, SKU, 2L + number, FIRST + number));
                ground.feed().flush();
            });
        }
        int last = FIRST + CHANGES - 1;
        boolean arrived = Await.until(PATIENCE, () -> shown() == last);
        Await.pause(CALM);
        List<StubCall> calls = ground.stub()
                .calls(call -> call.kind() == Kind.STOCK && call.values().containsKey(SKU));
        ground.liftQuotas();
        double seconds = calls.isEmpty() ? 0 : (calls.get(calls.size() - 1).nanos() - begun) / 1e9;
        return judged(calls.size(), 1 + (long) Math.ceil(seconds * RATE), seconds, arrived && shown() == last);
    }

    private static Figure judged(int calls, long bound, double seconds, boolean last) {
        return Figure.of("B11", "100 changes of one product while a call is granted every 2 s")
                .measured(String.format(
                        Locale.ROOT,
                        "%d calls in %.1f s, the last value %s",
                        calls,
                        seconds,
                        last ? "arrived" : "did not arrive"))
                .floor("1 + ⌈T·r⌉ = " + bound)
                .value("calls", calls)
                .value("bound", bound)
                .value("seconds", seconds)
                .gate("at most 1 + ⌈T·r⌉ calls", calls > 0 && calls <= bound)
                .gate("the last value is final", last)
                .aim("the same", calls <= bound && last);
    }

    private int shown() {
        return Optional.ofNullable(ground.stub().listings(StubMarket.AMAZON).get(SKU))
                .map(StubListing::quantity)
                .orElse(-1);
    }
}
