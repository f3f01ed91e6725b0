package org.haat.bench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Goods;
import org.haat.bench.ground.Ground;
import org.haat.bench.ground.Shop;
import org.haat.bench.ground.Shops;
import org.haat.bench.measure.Figure;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubListing;
import org.haat.bench.stub.StubMarket;

/** B17: how many calls prove that so many listings are in step, against the fewest that could. */
public final class AuditCost implements Measure {
    private static final String AGENCY = "rj-ind";
    private static final String PERSON = "gauri";
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String A_THOUSAND_TIMES_AS_FAST = "0.001";
    private static final int NAMES_A_PAGE = 500;
    private static final int FLIPKART_DETAILS = 10;
    private static final int AMAZON_PAGE = 20;
    /** Beyond so many Amazon's pages end. */
    private static final int AMAZON_REACH = 1_000;
    /** The search that says how many; whether a report is under way; make it, ask about it, its document, its bytes. */
    private static final int AMAZON_REPORT = 6;

    private static final double GATE = 1.2;
    private static final double AIM = 1.05;
    private final Ground ground;
    private final Length length;

    public AuditCost(Ground ground, Length length) {
        this.ground = ground;
        this.length = length;
    }

    /** What an audit says of itself, and the calls that the marketplace counted. */
    private record Proof(JsonNode audit, long calls, long least) {
        double ratio() {
            return calls / (double) least;
        }

        boolean balances(int listings) {
            return audit.path("state").asText().equals("COMPLETE")
                    && audit.path("compared").asLong() == listings;
        }

        String inWords(String channel) {
            return String.format(Locale.ROOT, "%s %.3f (%,d calls, fewest %,d)", channel, ratio(), calls, least);
        }
    }

    /** An audit takes a share of what a marketplace grants an hour, so its hours pass in seconds here. */
    @Override
    public Figure run() throws Exception {
        ground.hastenChannels(A_THOUSAND_TIMES_AS_FAST);
        ground.restartChannels(() -> {});
        try {
            return measured();
        } finally {
            ground.moveChannelsBack();
            ground.restartChannels(() -> {});
        }
    }

    private Figure measured() throws InterruptedException {
        Proof flipkart = proof(StubMarket.FLIPKART);
        Proof amazon = proof(StubMarket.AMAZON);
        int listings = length.audited + 1;
        Figure figure = Figure.of(
                        "B17",
                        String.format(
                                Locale.ROOT, "calls of an audit of %,d listings ÷ the fewest that prove it", listings))
                .measured(flipkart.inWords("Flipkart") + ", " + amazon.inWords("Amazon"))
                .floor("Flipkart: names 500 a page, then prices and stock 10 a call; Amazon: the six calls of a report")
                .value("listings", listings)
                .value("flipkartCalls", flipkart.calls())
                .value("flipkartRatio", flipkart.ratio())
                .value("amazonCalls", amazon.calls())
                .value("amazonRatio", amazon.ratio())
                .gate("Flipkart at most 1.2", flipkart.ratio() <= GATE)
                .gate("Amazon at most 1.2", amazon.ratio() <= GATE)
                .aim("1.05", flipkart.ratio() <= AIM && amazon.ratio() <= AIM);
        return flipkart.balances(listings) && amazon.balances(listings)
                ? figure
                : figure.voidedFor(
                        "an audit did not compare every listing: " + flipkart.audit() + " " + amazon.audit());
    }

    private Proof proof(String channel) throws InterruptedException {
        String template = "BR-" + channel;
        Shop shop = ground.shops().open(PERSON, AGENCY, channel);
        ground.shops().liftQuotas(shop, "searchListingsItems", "flipkart-seller");
        ground.shops().offer(AGENCY, List.of(template), shop);
        String prefix = "BR-" + (channel.equals(StubMarket.AMAZON) ? "a" : "f");
        ground.shops().copy(shop, template, prefix, 1, length.audited);
        Map<String, StubListing> shown = ground.stub().listings(channel);
        shown.clear();
        shown.put(template, new StubListing(Goods.MRP, Goods.PRICE, Shops.STOCK));
        Shops.skus(prefix, length.audited)
                .forEach(sku -> shown.put(sku, new StubListing(Goods.MRP, Goods.PRICE, Shops.STOCK)));
        ground.stub().forgetCalls();
        String path = "/sync/api/v1/audits";
        JsonNode begun =
                ground.web().post(PERSON, path, Map.of("account", shop.id().toString(), "reportOnly", true));
        String one = path + "/" + begun.path("id").asText();
        boolean ended =
                Await.until(PATIENCE, () -> ground.web().get(PERSON, one).hasNonNull("endedAt"));
        JsonNode audit = ground.web().get(PERSON, one);
        ground.say("  " + channel + (ended ? "" : " (not ended)") + ": " + audit);
        return new Proof(audit, ground.stub().count(channel, kind -> kind == Kind.READ), least(channel));
    }

    private long least(String channel) {
        long listings = length.audited + 1L;
        long amazon = listings < AMAZON_REACH ? up(listings, AMAZON_PAGE) : AMAZON_REPORT;
        return channel.equals(StubMarket.AMAZON) ? amazon : up(listings, NAMES_A_PAGE) + up(listings, FLIPKART_DETAILS);
    }

    private static long up(long listings, int each) {
        return (listings + each - 1) / each;
    }
}
