package org.haat.catalog.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.listing.gate.Offer;
import org.haat.catalog.listing.gate.Rulebooks;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.Products;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Puts the products of a change set back as they were, as a new version of each, in steps of a bounded transaction. A product
 * that was changed since stays as it is and is told. What a second person had approved and was on sale goes on sale again as it
 * was; anything else is a draft. Stock is never put back: sales happened.
 */
@ApplicationScoped
public class RevertChanges {
    private final ChangeSets sets;
    private final Products products;
    private final Offers offers;
    private final Rulebooks rulebooks;
    private final Listings listings;
    private final RevertSteps steps;
    private final Clock clock;

    public RevertChanges(
            ChangeSets sets,
            Products products,
            Offers offers,
            Rulebooks rulebooks,
            Listings listings,
            RevertSteps steps,
            Clock clock) {
        this.sets = sets;
        this.products = products;
        this.offers = offers;
        this.rulebooks = rulebooks;
        this.listings = listings;
        this.steps = steps;
        this.clock = clock;
    }

    /** What becomes, or would become, of one product. */
    public enum Verdict {
        /** It is put back. */
        REVERTS,
        /** It is as it was already. */
        SAME,
        /** Somebody changed it since. */
        CHANGED_SINCE,
        /** Somebody paused or retired it since. */
        STOPPED_SINCE,
        /** It was on sale in an older form before it was put on sale: to take back the change of its content puts that back. */
        ON_SALE_BEFORE,
        /** The rules of today refuse what it was. */
        REFUSED,
        /** It is not there any more, or its maker is not. */
        GONE
    }

    /** @param verdict of {@code sku} */
    public record Outcome(String sku, Verdict verdict) {}

    /** @param next SKU to go on after, null when all are done */
    public record Step(List<Outcome> outcomes, @Nullable String next) {}

    /** What {@link #revert} would do with these lines now. */
    @Transactional
    public List<Outcome> preview(String agency, List<ChangeSets.Line> lines) {
        Map<String, Product> known = new LinkedHashMap<>();
        List<String> skus = lines.stream().map(ChangeSets.Line::sku).toList();
        if (!skus.isEmpty()) {
            products.page(new Products.Search(null, null, null, null, skus), null, skus.size())
                    .forEach(product -> known.put(product.sku(), product));
        }
        Offers.Known makers =
                offers.of(agency, lines.stream().map(ChangeSets.Line::before).toList());
        return lines.stream()
                .map(line -> new Outcome(line.sku(), verdict(line, known.get(line.sku()), makers)))
                .toList();
    }

    @Transactional
    public Step revert(ChangeSet set, String person, String after, int limit) {
        if (sets.isOfSteps(set)) {
            return steps.revert(set, person, after, limit);
        }
        List<ChangeSets.Line> lines = sets.lines(set.id(), after, limit);
        Map<String, Product> locked = products.lock(
                set.agency(), lines.stream().map(ChangeSets.Line::sku).toList());
        Offers.Known makers = offers.of(
                set.agency(), lines.stream().map(ChangeSets.Line::before).toList());
        Cause cause = Cause.ofRevert(set);
        List<Outcome> outcomes = new ArrayList<>();
        List<ChangeSets.Before> kept = new ArrayList<>();
        Set<Product> changed = new LinkedHashSet<>();
        Map<Product, Judgement> retold = new LinkedHashMap<>();
        for (ChangeSets.Line line : lines) {
            Product product = locked.get(Products.lower(line.sku()));
            Verdict verdict = verdict(line, product, makers);
            outcomes.add(new Outcome(line.sku(), verdict));
            if (verdict == Verdict.REVERTS && product != null) {
                Offer offer = makers.of(line.before()).orElseThrow();
                kept.add(ChangeSets.Before.of(product));
                putBack(product, line, offer, cause, person);
                changed.add(product);
                if (product.state() == ProductState.PUBLISHED) {
                    retold.put(product, rulebooks.gate().judge(offer));
                }
            }
        }
        listings.putOnSale(set.agency(), retold, person);
        List<Product> stopped = changed.stream()
                .filter(product ->
                        product.state() == ProductState.PAUSED && product.listed() == ListingSnapshot.State.ON_SALE)
                .toList();
        listings.withdraw(set.agency(), stopped, ListingSnapshot.State.PAUSED, person);
        products.store(List.of(), changed);
        sets.keep(set.agency(), cause, person, 0, kept);
        return new Step(
                outcomes,
                lines.size() < limit ? null : lines.get(lines.size() - 1).sku());
    }

    private void putBack(Product product, ChangeSets.Line line, Offer offer, Cause cause, String person) {
        int district = offer.maker().districtLgd() == null
                ? product.districtLgd()
                : offer.maker().districtLgd();
        product.take(line.before(), district, person, clock.instant());
        if (isApproved(line.stateBefore())) {
            product.restore(line.stateBefore(), line.submittedBy(), line.approvedBy());
        }
        product.changedIn(cause.id());
    }

    private Verdict verdict(ChangeSets.Line line, @Nullable Product product, Offers.Known makers) {
        Offer offer = makers.of(line.before()).orElse(null);
        if (product == null || offer == null) {
            return Verdict.GONE;
        }
        if (product.hasContentOf(line.before()) && product.hasTermsOf(line.before())) {
            return Verdict.SAME;
        }
        boolean asLeft = Arrays.equals(product.contentHash(), line.contentAfter())
                && Arrays.equals(product.termsHash(), line.termsAfter());
        if (!asLeft) {
            return Verdict.CHANGED_SINCE;
        }
        if (isStoppedSince(line, product)) {
            return Verdict.STOPPED_SINCE;
        }
        boolean fits = rulebooks.gate().form().judge(line.before()).isEmpty();
        boolean sells = line.stateBefore() != ProductState.PUBLISHED
                || rulebooks.gate().judge(offer).passesSomewhere();
        return fits && sells ? Verdict.REVERTS : Verdict.REFUSED;
    }

    /** Also when what was put on sale together was taken off together: it is approved then, and not to be seen. */
    private static boolean isStoppedSince(ChangeSets.Line line, Product product) {
        boolean stopped = product.state() == ProductState.PAUSED || product.state() == ProductState.RETIRED;
        boolean offSale =
                line.stateBefore() == ProductState.PUBLISHED && product.listed() != ListingSnapshot.State.ON_SALE;
        return offSale || (stopped && product.state() != line.stateBefore());
    }

    private static boolean isApproved(ProductState state) {
        return state == ProductState.PUBLISHED || state == ProductState.PAUSED;
    }
}
