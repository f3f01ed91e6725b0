package org.haat.bench.figure;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Goods;
import org.haat.bench.ground.Ground;
import org.haat.bench.ground.Shops;
import org.haat.bench.measure.Figure;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubMarket;
import org.haat.event.StockLevel;

/** B9: a thousand changed products on either marketplace, and how many calls told it so, against the fewest that could. */
public final class CallEfficiency implements Measure {
    static final int PRODUCTS = 1_000;
    static final String AMAZON_GOODS = "BA-";
    static final String FLIPKART_GOODS = "BF-";
    private static final int FLIPKART_BATCH = 10;
    private static final long NEW_PRICE = 179_900;
    private static final int NEW_STOCK = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double GATE = 0.90;
    private static final double AIM = 0.98;
    private final Ground ground;

    public CallEfficiency(Ground ground) {
        this.ground = ground;
    }

    @Override
    public Figure run() throws Exception {
        Map<String, Goods> amazon =
                ground.shops().offer(Ground.AGENCY, Shops.skus(AMAZON_GOODS, PRODUCTS), ground.amazon());
        Map<String, Goods> flipkart =
                ground.shops().offer(Ground.AGENCY, Shops.skus(FLIPKART_GOODS, PRODUCTS), ground.flipkart());
        ground.stub().forgetCalls();
        for (Goods goods : amazon.values()) {
            ground.feed().tell(goods.priced(NEW_PRICE));
        }
        for (Goods goods : flipkart.values()) {
            ground.feed().tell(goods.priced(NEW_PRICE));
            ground.feed().tell(new StockLevel(Ground.AGENCY, goods.sku(), 2, NEW_STOCK));
        }
        ground.feed().flush();
        boolean all = Await.until(
                PATIENCE,
                () -> changed(StubMarket.AMAZON, amazon.keySet(), Goods.PRICE, false)
                        && changed(StubMarket.FLIPKART, flipkart.keySet(), Goods.PRICE, true));
        long onAmazon = ground.stub().count(StubMarket.AMAZON, Kind::sends);
        long onFlipkart = ground.stub().count(StubMarket.FLIPKART, Kind::sends);
        Figure figure = judged(onAmazon, onFlipkart);
        return all ? figure : figure.voidedFor("the ledger does not balance: some changes did not arrive");
    }

    private Figure judged(long onAmazon, long onFlipkart) {
        double least = 2.0 * PRODUCTS / FLIPKART_BATCH;
        double amazon = PRODUCTS / (double) onAmazon;
        double flipkart = least / onFlipkart;
        return Figure.of("B9", "call efficiency: fewest calls for 1,000 changed products ÷ calls made")
                .measured(String.format(
                        Locale.ROOT,
                        "Amazon %.3f (%d calls for a new price), Flipkart %.3f (%d calls for a new price and stock)",
                        amazon,
                        onAmazon,
                        flipkart,
                        onFlipkart))
                .floor("Amazon 1,000 patches; Flipkart 100 calls of prices and 100 of stock")
                .value("amazon", amazon)
                .value("flipkart", flipkart)
                .value("amazonCalls", onAmazon)
                .value("flipkartCalls", onFlipkart)
                .value("readsBeside", reads())
                .gate("Amazon at least 0.90", amazon >= GATE)
                .gate("Flipkart at least 0.90", flipkart >= GATE)
                .aim("0.98", amazon >= AIM && flipkart >= AIM);
    }

    private long reads() {
        return ground.stub().count(StubMarket.AMAZON, kind -> kind == Kind.READ)
                + ground.stub().count(StubMarket.FLIPKART, kind -> kind == Kind.READ);
    }

    private boolean changed(String channel, Iterable<String> skus, long oldPrice, boolean stockToo) {
        for (String sku : skus) {
            var shown = ground.stub().listings(channel).get(sku);
            if (shown == null || shown.price() == oldPrice || (stockToo && shown.quantity() != NEW_STOCK)) {
                return false;
            }
        }
        return true;
    }
}
