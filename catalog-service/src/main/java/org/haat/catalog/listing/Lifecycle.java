package org.haat.catalog.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.product.Products;
import org.haat.catalog.rule.Refusal;
import org.haat.event.ListingSnapshot;

/** Takes products through their life, one or many in a transaction; publishing asks the gate. */
@ApplicationScoped
public class Lifecycle {
    /** The key under which {@link Result#refused} keeps what holds for every channel. */
    public static final String EVERY_CHANNEL = "*";

    private final Products products;
    private final Listings listings;
    private final Clock clock;

    public Lifecycle(Products products, Listings listings, Clock clock) {
        this.products = products;
        this.listings = listings;
        this.clock = clock;
    }

    /**
     * What became of the SKUs asked for.
     *
     * @param done SKUs that took the step
     * @param refused for each SKU that did not take it, or that some channel refused, the refusals by channel
     */
    public record Result(List<String> done, Map<String, Map<String, List<Refusal>>> refused) {}

    /** One SKU's refusal stops no other. */
    @Transactional
    public Result take(String agency, Step step, Collection<String> skus, String person) {
        Map<String, Product> locked = new TreeMap<>(products.lock(agency, skus));
        Result result = new Result(new ArrayList<>(), new LinkedHashMap<>());
        for (String sku : skus) {
            if (!locked.containsKey(Products.lower(sku))) {
                refuse(result, sku, Refusal.byAgency("sku-unknown", "sku", sku));
            }
        }
        if (step == Step.PUBLISH) {
            publish(agency, locked.values(), person, result);
        } else {
            advance(agency, step, locked.values(), person, result);
        }
        return result;
    }

    private void advance(String agency, Step step, Collection<Product> locked, String person, Result result) {
        List<Product> advanced = new ArrayList<>();
        for (Product product : locked) {
            Optional<Refusal> refusal = product.step(step, person, clock.instant());
            refusal.ifPresentOrElse(found -> refuse(result, product.sku(), found), () -> {
                advanced.add(product);
                result.done().add(product.sku());
            });
        }
        if (step == Step.PAUSE) {
            listings.withdraw(agency, advanced, ListingSnapshot.State.PAUSED, person);
        } else if (step == Step.RETIRE) {
            listings.withdraw(agency, advanced, ListingSnapshot.State.RETIRED, person);
        }
    }

    private void publish(String agency, Collection<Product> locked, String person, Result result) {
        List<Product> ready = new ArrayList<>();
        for (Product product : locked) {
            if (Step.PUBLISH.startsFrom(product.state())) {
                ready.add(product);
            } else {
                refuse(
                        result,
                        product.sku(),
                        Refusal.byAgency(
                                "state-publish", "state", product.state().name()));
            }
        }
        Map<Product, Judgement> judgements = listings.judge(agency, ready);
        judgements.forEach((product, judgement) -> settle(product, judgement, person, result));
        listings.putOnSale(agency, judgements, person);
    }

    private void settle(Product product, Judgement judgement, String person, Result result) {
        if (judgement.passesSomewhere()) {
            product.step(Step.PUBLISH, person, clock.instant())
                    .ifPresent(refusal -> refuse(result, product.sku(), refusal));
            result.done().add(product.sku());
        }
        Map<String, List<Refusal>> refused = new TreeMap<>(judgement.byChannel());
        refused.values().removeIf(List::isEmpty);
        if (!refused.isEmpty()) {
            result.refused().put(product.sku(), refused);
        }
    }

    private static void refuse(Result result, String sku, Refusal refusal) {
        result.refused().put(sku, Map.of(EVERY_CHANNEL, List.of(refusal)));
    }
}
