package org.haat.catalog.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.haat.catalog.listing.RevertChanges.Outcome;
import org.haat.catalog.listing.RevertChanges.Verdict;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.Products;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Puts products that took a step together back where they stood: what was put on sale is taken off, what was taken off goes on
 * sale if today's gate lets it pass. Content, price and stock stay as they are now. A product that went on sale or off since stays,
 * and so does one that was on sale before in an older form: the step only changed what is sold, which is put back with its content.
 */
@ApplicationScoped
public class RevertSteps {
    private final ChangeSets sets;
    private final Products products;
    private final Listings listings;
    private final Clock clock;

    public RevertSteps(ChangeSets sets, Products products, Listings listings, Clock clock) {
        this.sets = sets;
        this.products = products;
        this.listings = listings;
        this.clock = clock;
    }

    /** What {@link #revert} would do with these now. */
    @Transactional
    public List<Outcome> preview(ChangeSet set, List<Stepped> lines) {
        Map<String, Product> known = new LinkedHashMap<>();
        List<String> skus = lines.stream().map(Stepped::sku).toList();
        if (!skus.isEmpty()) {
            products.page(new Products.Search(null, null, null, null, skus), null, skus.size())
                    .forEach(product -> known.put(Products.lower(product.sku()), product));
        }
        return new Judged(set, lines, known).outcomes;
    }

    @Transactional
    RevertChanges.Step revert(ChangeSet set, String person, String after, int limit) {
        List<Stepped> lines = sets.steps(set.id(), after, limit);
        Judged judged = new Judged(
                set,
                lines,
                products.lock(set.agency(), lines.stream().map(Stepped::sku).toList()));
        Cause cause = Cause.ofRevert(set);
        Map<Product, Judgement> onSale = new LinkedHashMap<>();
        List<Product> offSale = new ArrayList<>();
        Map<Product, Stepped> stood = new LinkedHashMap<>();
        judged.reverting.forEach((product, before) -> {
            stood.put(product, Stepped.from(product));
            product.stepBack(before, person, clock.instant());
            if (before == ProductState.PUBLISHED) {
                onSale.put(product, Objects.requireNonNull(judged.judgements.get(product)));
            } else {
                offSale.add(product);
            }
        });
        listings.putOnSale(set.agency(), onSale, person, cause.id());
        listings.withdraw(set.agency(), offSale, ListingSnapshot.State.PAUSED, person, cause.id());
        sets.keepSteps(
                set.agency(),
                cause,
                person,
                stood.entrySet().stream()
                        .map(entry -> entry.getValue().to(entry.getKey()))
                        .toList());
        return new RevertChanges.Step(
                judged.outcomes,
                lines.size() < limit ? null : lines.get(lines.size() - 1).sku());
    }

    /** The verdicts on some products, and those that go back with where they go. */
    private final class Judged {
        final List<Outcome> outcomes = new ArrayList<>();
        final Map<Product, ProductState> reverting = new LinkedHashMap<>();
        final Map<Product, Judgement> judgements;
        final Set<String> steppedSince;

        /** @param known locked, unless it only looks: nobody may take a step between this and the revert */
        Judged(ChangeSet set, List<Stepped> lines, Map<String, Product> known) {
            judgements = listings.judge(set.agency(), publishedAgain(lines, known));
            steppedSince =
                    sets.steppedSince(set.id(), lines.stream().map(Stepped::sku).toList());
            for (Stepped line : lines) {
                Product product = known.get(Products.lower(line.sku()));
                Verdict verdict = verdict(line, product);
                outcomes.add(new Outcome(line.sku(), verdict));
                if (verdict == Verdict.REVERTS && product != null) {
                    reverting.put(product, line.before());
                }
            }
        }

        private Collection<Product> publishedAgain(List<Stepped> lines, Map<String, Product> known) {
            return lines.stream()
                    .filter(line -> line.before() == ProductState.PUBLISHED)
                    .flatMap(line -> Stream.ofNullable(known.get(Products.lower(line.sku())))
                            .filter(product -> product.state() == line.after()))
                    .toList();
        }

        private Verdict verdict(Stepped line, @Nullable Product product) {
            if (product == null) {
                return Verdict.GONE;
            }
            if (product.state() == line.before()) {
                return Verdict.SAME;
            }
            if (product.state() != line.after() || steppedSince.contains(line.sku())) {
                boolean stopped = product.state() == ProductState.PAUSED || product.state() == ProductState.RETIRED;
                return stopped ? Verdict.STOPPED_SINCE : Verdict.CHANGED_SINCE;
            }
            if (line.onSaleBefore() && line.before() != ProductState.PUBLISHED) {
                return Verdict.ON_SALE_BEFORE;
            }
            Judgement judgement = judgements.get(product);
            return judgement == null || judgement.passesSomewhere() ? Verdict.REVERTS : Verdict.REFUSED;
        }
    }
}
