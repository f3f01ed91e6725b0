package org.haat.catalog.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.listing.gate.Offer;
import org.haat.catalog.listing.gate.PublishGate;
import org.haat.catalog.listing.gate.Rulebooks;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.Products;
import org.haat.catalog.rule.JsonFields;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.Saved;
import org.haat.catalog.rule.Saved.Outcome;
import org.haat.catalog.stock.Locations;
import org.haat.catalog.stock.StockLedger;
import org.haat.catalog.stock.StockSheet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps products from a file, a request or a page: judged by the same rules, one answer for each, in one transaction. A
 * change of content makes a draft; a change of terms of a published product goes to the channels at once, if the gate lets
 * it pass, and is refused otherwise.
 */
@ApplicationScoped
public class SaveProducts {
    private final Products products;
    private final Offers offers;
    private final Rulebooks rulebooks;
    private final Listings listings;
    private final StockLedger ledger;
    private final Locations locations;
    private final ChangeSets changeSets;
    private final Clock clock;

    public SaveProducts(
            Products products,
            Offers offers,
            Rulebooks rulebooks,
            Listings listings,
            StockLedger ledger,
            Locations locations,
            ChangeSets changeSets,
            Clock clock) {
        this.products = products;
        this.offers = offers;
        this.rulebooks = rulebooks;
        this.listings = listings;
        this.ledger = ledger;
        this.locations = locations;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** What a row counted of the product at a location. */
    public record Count(String location, int pieces) {
        String asText() {
            return location + '=' + pieces;
        }
    }

    /** A draft and, if the row says so, what lies where. */
    public record Row(ProductDraft draft, @Nullable Count count) {}

    /** What one call gathers before it writes. */
    private static final class Work {
        final String agency;
        final String person;
        final Cause cause;
        final List<ChangeSets.Before> before = new ArrayList<>();
        final Offers.Known makers;
        final Map<String, Products.Fingerprint> fingerprints;
        final Map<String, Product> locked = new HashMap<>();
        final Set<Product> created = new LinkedHashSet<>();
        final Set<Product> changed = new LinkedHashSet<>();
        final Map<Product, Judgement> retold = new LinkedHashMap<>();
        final Map<Product, Count> counts = new LinkedHashMap<>();
        final Map<String, Integer> opened = new LinkedHashMap<>();

        Work(
                String agency,
                String person,
                Cause cause,
                Offers.Known makers,
                Map<String, Products.Fingerprint> fingerprints) {
            this.agency = agency;
            this.person = person;
            this.cause = cause;
            this.makers = makers;
            this.fingerprints = fingerprints;
        }

        List<String> toLock(List<Row> rows, List<Boolean> unchanged) {
            return IntStream.range(0, rows.size())
                    .filter(i -> !unchanged.get(i))
                    .mapToObj(i -> Products.lower(rows.get(i).draft().sku()))
                    .filter(fingerprints::containsKey)
                    .toList();
        }

        void note(Product product) {
            if (!created.contains(product)) {
                changed.add(product);
            }
        }

        /** True when the product is there already, just so, and the row counts nothing new. */
        boolean changesNothing(Row row) {
            Products.Fingerprint known =
                    fingerprints.get(Products.lower(row.draft().sku()));
            int district = makers.maker(row.draft().producer())
                    .map(ProducerDraft::districtLgd)
                    .orElse(0);
            boolean counts = row.count() != null
                    && known != null
                    && !row.count().asText().equals(known.rowStock());
            return known != null && !counts && known.isOf(row.draft(), district);
        }
    }

    /** @return one answer for each row, in order; a refused one changes nothing and stops nobody else */
    @Transactional
    public List<Saved> save(String agency, String person, List<Row> rows, Cause cause) {
        Offers.Known makers = offers.of(agency, rows.stream().map(Row::draft).toList());
        List<String> skus = rows.stream().map(row -> row.draft().sku()).toList();
        Work work = new Work(agency, person, cause, makers, products.fingerprints(agency, skus));
        List<Boolean> unchanged = rows.stream().map(work::changesNothing).toList();
        work.locked.putAll(products.lock(agency, work.toLock(rows, unchanged)));
        List<Saved> answers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            answers.add(unchanged.get(i) ? Saved.of(Outcome.UNCHANGED) : save(rows.get(i), work));
        }
        listings.putOnSale(agency, work.retold, person);
        products.store(work.created, work.changed);
        changeSets.keep(agency, cause, person, work.created.size(), work.before);
        keepStock(work);
        return answers;
    }

    /** Keeps one draft, or says why not as an answer to a request. */
    @Transactional
    Outcome orThrow(String agency, String person, ProductDraft draft, Locale locale) {
        Saved saved = save(agency, person, List.of(new Row(draft, null)), Cause.ofEdit(draft.sku()))
                .get(0);
        if (saved.outcome() == Outcome.REFUSED) {
            throw JsonFields.problem(saved.refusals(), locale);
        }
        return saved.outcome();
    }

    private Saved save(Row row, Work work) {
        ProductDraft draft = row.draft();
        PublishGate gate = rulebooks.gate();
        List<Refusal> refusals = new ArrayList<>(gate.form().judge(draft));
        Offer offer = work.makers.of(draft).orElse(null);
        if (offer == null) {
            refusals.add(Refusal.byAgency("producer-unknown", "producer_id", draft.producer()));
        }
        if (offer == null || !refusals.isEmpty()) {
            return Saved.refused(refusals);
        }
        Product product = work.locked.get(Products.lower(draft.sku()));
        int district = Objects.requireNonNull(offer.maker().districtLgd());
        Judgement judgement = gate.judge(offer);
        return product == null
                ? create(row, judgement, district, work)
                : change(row, product, judgement, district, work);
    }

    private Saved create(Row row, Judgement judgement, int district, Work work) {
        Product product = new Product(work.agency, district, row.draft(), work.person, clock.instant());
        remember(product, row, work);
        product.changedIn(work.cause.id());
        work.created.add(product);
        work.locked.put(Products.lower(product.sku()), product);
        work.opened.put(product.sku(), district);
        return Saved.of(Outcome.CREATED, judgement.refusals());
    }

    private Saved change(Row row, Product product, Judgement judgement, int district, Work work) {
        ProductDraft draft = row.draft();
        boolean sameContent = product.hasContentOf(draft) && product.districtLgd() == district;
        boolean sameTerms = product.hasTermsOf(draft);
        boolean onSale = sameContent && !sameTerms && product.state() == ProductState.PUBLISHED;
        if (onSale && !judgement.passesSomewhere()) {
            return Saved.refused(judgement.refusals());
        }
        boolean counted = remember(product, row, work);
        if (counted) {
            work.note(product);
        }
        if (sameContent && sameTerms) {
            return counted ? Saved.of(Outcome.CHANGED) : Saved.of(Outcome.UNCHANGED);
        }
        work.note(product);
        if (!work.created.contains(product)) {
            work.before.add(ChangeSets.Before.of(product));
        }
        product.take(draft, district, work.person, clock.instant());
        product.changedIn(work.cause.id());
        if (onSale) {
            work.retold.put(product, judgement);
        }
        return Saved.of(Outcome.CHANGED, judgement.refusals());
    }

    /** True when the row says another stock than the row before it did: a repeat must not undo sales. */
    private static boolean remember(Product product, Row row, Work work) {
        Count count = row.count();
        if (count == null || count.asText().equals(product.rowStock())) {
            return false;
        }
        product.rememberRowStock(count.asText());
        work.counts.put(product, count);
        return true;
    }

    private void keepStock(Work work) {
        if (work.opened.isEmpty() && work.counts.isEmpty()) {
            return;
        }
        locations.ensure(
                work.agency,
                work.counts.values().stream()
                        .map(Count::location)
                        .distinct()
                        .sorted()
                        .toList());
        List<String> there = work.counts.keySet().stream()
                .map(Product::sku)
                .filter(sku -> !work.opened.containsKey(sku))
                .toList();
        StockSheet sheet = ledger.lock(work.agency, there, List.of());
        work.opened.forEach(sheet::open);
        work.counts.forEach((product, count) ->
                sheet.count("row:" + UUID.randomUUID(), product.sku(), count.location(), count.pieces(), work.person));
        ledger.write(sheet);
    }
}
