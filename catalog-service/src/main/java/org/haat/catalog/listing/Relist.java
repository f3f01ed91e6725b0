package org.haat.catalog.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.media.MediaChanged;
import org.haat.catalog.producer.ProducersChanged;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.product.Products;
import org.haat.catalog.sql.Sql;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A listing carries its maker's particulars and its pictures: when they change, what is on sale is judged and told again,
 * in the same transaction. So is that which the rules in force judge otherwise than those it was told by. What no channel may carry
 * any more is paused.
 */
@ApplicationScoped
public class Relist {
    private static final int AT_ONCE = 500;
    private final Products products;
    private final Listings listings;
    private final ListingHistory history;
    private final Sql sql;
    private final Clock clock;

    public Relist(Products products, Listings listings, ListingHistory history, Sql sql, Clock clock) {
        this.products = products;
        this.listings = listings;
        this.history = history;
        this.sql = sql;
        this.clock = clock;
    }

    void on(@Observes ProducersChanged change) {
        int moved = sql.update(
                "UPDATE product p SET district_lgd = m.district_lgd, version = p.version + 1 FROM producer m"
                        + " WHERE p.agency = ? AND p.producer_key = ANY (?) AND m.agency = p.agency"
                        + " AND m.code_key = p.producer_key AND m.district_lgd <> p.district_lgd",
                change.agency(),
                change.codes());
        assert moved >= 0;
        tellAgain(
                change.agency(),
                sql.list(
                        "SELECT p.sku FROM product p JOIN producer m ON m.agency = p.agency"
                                + " AND m.code_key = p.producer_key WHERE p.agency = ?"
                                + " AND p.state = 'PUBLISHED' AND (m.code_key = ANY (?)"
                                + " OR m.seller_key = ANY (?)) ORDER BY p.sku",
                        row -> row.getString(1),
                        change.agency(),
                        change.codes(),
                        change.codes()),
                change.person());
    }

    void on(@Observes MediaChanged change) {
        tellAgain(
                change.agency(),
                sql.list(
                        "SELECT sku FROM product WHERE agency = ? AND state = 'PUBLISHED' AND ? = ANY (images) ORDER BY sku",
                        row -> row.getString(1),
                        change.agency(),
                        change.name()),
                change.person());
    }

    /** Tells again those on sale whose channels, rate or refusals are others now; the rest is read without a lock and left alone. */
    @Transactional(TxType.MANDATORY)
    void tellDifferences(String agency, List<String> skus, String person) {
        List<Product> onSale = products.list("agency = ?1 and sku in ?2", agency, skus);
        Map<String, ListingSnapshot> told =
                history.last(agency, onSale.stream().map(Product::sku).toList());
        List<String> differing = listings.judge(agency, onSale).entrySet().stream()
                .filter(entry ->
                        !isSaid(entry.getValue(), told.get(entry.getKey().sku())))
                .map(entry -> entry.getKey().sku())
                .sorted()
                .toList();
        tellAgain(agency, differing, person);
    }

    private static boolean isSaid(Judgement judgement, @Nullable ListingSnapshot told) {
        return told != null
                && told.channels().equals(judgement.channels())
                && told.gstRateBasisPoints() == judgement.gstRateBasisPoints()
                && rules(told.refusals()).equals(rules(Snapshots.refusals(judgement)));
    }

    private static Map<String, List<String>> rules(@Nullable Map<String, List<ListingSnapshot.Refusal>> refusals) {
        Map<String, List<String>> rules = new HashMap<>();
        if (refusals != null) {
            refusals.forEach((channel, some) -> rules.put(
                    channel, some.stream().map(ListingSnapshot.Refusal::rule).toList()));
        }
        return rules;
    }

    private void tellAgain(String agency, List<String> skus, String person) {
        for (int from = 0; from < skus.size(); from += AT_ONCE) {
            List<String> some = skus.subList(from, Math.min(skus.size(), from + AT_ONCE));
            Map<String, Product> locked = products.lock(agency, new TreeSet<>(some));
            Map<Product, Judgement> judgements = new LinkedHashMap<>(listings.judge(
                    agency,
                    locked.values().stream()
                            .filter(product -> product.state() == ProductState.PUBLISHED)
                            .toList()));
            Map<Product, Judgement> stopped = new LinkedHashMap<>();
            judgements.forEach((product, judgement) -> {
                if (!judgement.passesSomewhere()
                        && product.step(Step.PAUSE, person, clock.instant()).isEmpty()) {
                    stopped.put(product, judgement);
                }
            });
            listings.putOnSale(agency, judgements, person);
            listings.stop(agency, stopped, person);
        }
    }
}
