package org.haat.catalog.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.product.Products;
import org.haat.catalog.rule.Refusal;
import org.haat.edge.Problem;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/** Takes products through their life, one or many in a transaction; publishing asks the gate. */
@ApplicationScoped
public class Lifecycle {
    /** The key under which {@link Result#refused} keeps what holds for every channel. */
    public static final String EVERY_CHANNEL = "*";

    private final Products products;
    private final Listings listings;
    private final ChangeSets changeSets;
    private final Clock clock;

    public Lifecycle(Products products, Listings listings, ChangeSets changeSets, Clock clock) {
        this.products = products;
        this.listings = listings;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /**
     * What became of the SKUs asked for.
     *
     * @param done SKUs that took the step
     * @param refused for each SKU that did not take it, or that some channel refused, the refusals by channel
     * @param changeSet the one by which all that took it together can be put back, if there is one
     */
    public record Result(
            List<String> done,
            Map<String, Map<String, List<Refusal>>> refused,
            @Nullable UUID changeSet) {}

    /** One SKU's refusal stops no other. */
    @Transactional
    public Result take(String agency, Step step, Collection<String> skus, String person) {
        return take(agency, step, products.lock(agency, skus), skus, person, null);
    }

    /**
     * As {@link #take}; what is put on sale or taken off by it is one change set.
     *
     * @param set the one that a call before began, to go on with it
     * @throws Problem 422 when that one is not this person's, of this step, or was put back meanwhile
     */
    @Transactional
    public Result takeTogether(String agency, Step step, Collection<String> skus, String person, @Nullable UUID set) {
        Cause.Kind kind = Cause.Kind.of(step);
        Map<String, Product> locked = products.lock(agency, skus);
        if (kind == null) {
            return take(agency, step, locked, skus, person, null);
        }
        UUID id = set == null ? UUID.randomUUID() : begun(set, agency, kind, person);
        Map<Product, Stepped> before = new LinkedHashMap<>();
        locked.values().forEach(product -> before.put(product, Stepped.from(product)));
        Result result = take(agency, step, locked, skus, person, id);
        Set<String> done = new HashSet<>(result.done());
        List<Stepped> stepped = before.entrySet().stream()
                .filter(entry -> done.contains(entry.getKey().sku()))
                .map(entry -> entry.getValue().to(entry.getKey()))
                .toList();
        if (!stepped.isEmpty()) {
            changeSets.keepSteps(agency, Cause.ofStep(id, kind, result.done()), person, stepped);
        }
        return new Result(result.done(), result.refused(), stepped.isEmpty() ? set : id);
    }

    private UUID begun(UUID set, String agency, Cause.Kind kind, String person) {
        return changeSets
                .find(set)
                .filter(known -> known.agency().equals(agency)
                        && known.cause() == kind
                        && known.person().equals(person)
                        && known.revertedBy() == null)
                .map(ChangeSet::id)
                .orElseThrow(() -> Problem.invalid(
                        "changeSet",
                        "not-under-way",
                        "Send what the call before told, or leave it out to begin anew."));
    }

    private Result take(
            String agency,
            Step step,
            Map<String, Product> found,
            Collection<String> skus,
            String person,
            @Nullable UUID set) {
        Map<String, Product> locked = new TreeMap<>(found);
        Result result = new Result(new ArrayList<>(), new LinkedHashMap<>(), null);
        for (String sku : skus) {
            if (!locked.containsKey(Products.lower(sku))) {
                refuse(result, sku, Refusal.byAgency("sku-unknown", "sku", sku));
            }
        }
        if (step == Step.PUBLISH) {
            publish(agency, locked.values(), person, result, set);
        } else {
            advance(agency, step, locked.values(), person, result, set);
        }
        return result;
    }

    private void advance(
            String agency, Step step, Collection<Product> locked, String person, Result result, @Nullable UUID set) {
        List<Product> advanced = new ArrayList<>();
        for (Product product : locked) {
            Optional<Refusal> refusal = product.step(step, person, clock.instant());
            refusal.ifPresentOrElse(found -> refuse(result, product.sku(), found), () -> {
                advanced.add(product);
                result.done().add(product.sku());
            });
        }
        if (step == Step.PAUSE) {
            listings.withdraw(agency, advanced, ListingSnapshot.State.PAUSED, person, set);
        } else if (step == Step.RETIRE) {
            listings.withdraw(agency, advanced, ListingSnapshot.State.RETIRED, person);
        }
    }

    private void publish(String agency, Collection<Product> locked, String person, Result result, @Nullable UUID set) {
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
        listings.putOnSale(agency, judgements, person, set);
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
