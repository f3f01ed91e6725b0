package org.haat.catalog.listing;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.listing.gate.Offer;
import org.haat.catalog.listing.gate.Rulebooks;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.Products;
import org.haat.catalog.stock.StockEvents;
import org.haat.catalog.stock.StockLedger;
import org.haat.catalog.stock.StockSheet;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.ListingSnapshot;
import org.haat.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Judges products and tells channels what to show. Works on product rows that the caller has locked. */
@Singleton
public class Listings {
    private final Offers offers;
    private final Rulebooks rulebooks;
    private final Snapshots snapshots;
    private final ListingHistory history;
    private final Products products;
    private final StockLedger ledger;
    private final StockEvents stockEvents;
    private final Outbox outbox;
    private final Clock clock;

    public Listings(
            Offers offers,
            Rulebooks rulebooks,
            Snapshots snapshots,
            ListingHistory history,
            Products products,
            StockLedger ledger,
            StockEvents stockEvents,
            Outbox outbox,
            Clock clock) {
        this.offers = offers;
        this.rulebooks = rulebooks;
        this.snapshots = snapshots;
        this.history = history;
        this.products = products;
        this.ledger = ledger;
        this.stockEvents = stockEvents;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What the gate says of each now. */
    @Transactional
    public Map<Product, Judgement> judge(String agency, Collection<Product> locked) {
        Offers.Known known =
                offers.of(agency, locked.stream().map(Product::draft).toList());
        Map<Product, Judgement> judgements = new LinkedHashMap<>();
        for (Product product : locked) {
            judgements.put(product, rulebooks.gate().judge(offer(known, product)));
        }
        return judgements;
    }

    /** Puts on sale those that pass to some channel, and keeps what the gate said of all. */
    @Transactional(TxType.MANDATORY)
    void putOnSale(String agency, Map<Product, Judgement> judgements, String person) {
        putOnSale(agency, judgements, person, null);
    }

    /** @param set the change set that channels are told of; null for the one that made each product what it is */
    @Transactional(TxType.MANDATORY)
    void putOnSale(String agency, Map<Product, Judgement> judgements, String person, @Nullable UUID set) {
        if (judgements.isEmpty()) {
            return;
        }
        history.judged(agency, judgements, clock.instant());
        List<Product> passing = judgements.entrySet().stream()
                .filter(entry -> entry.getValue().passesSomewhere())
                .map(Map.Entry::getKey)
                .toList();
        Offers.Known known =
                offers.of(agency, passing.stream().map(Product::draft).toList());
        Map<Product, Long> versionsBefore = new HashMap<>();
        List<ListingSnapshot> told = new ArrayList<>();
        for (Product product : passing) {
            versionsBefore.put(product, product.listingVersion());
            Judgement judgement = Objects.requireNonNull(judgements.get(product));
            long version = product.list(ListingSnapshot.State.ON_SALE, judgement.channels());
            ListingSnapshot snapshot = snapshots.of(product, offer(known, product), judgement, version);
            told.add(set == null ? snapshot : snapshot.causedBy(set.toString()));
        }
        tell(agency, told, person);
        tellStock(
                agency,
                passing.stream()
                        .filter(product -> Objects.equals(versionsBefore.get(product), 0L))
                        .map(Product::sku)
                        .toList());
    }

    /** Tells channels to pause or take down what they were told before; those never told are left alone. */
    @Transactional(TxType.MANDATORY)
    void withdraw(String agency, Collection<Product> locked, ListingSnapshot.State as, String person) {
        withdraw(agency, locked, as, person, null);
    }

    /** @param set the change set that channels are told of, if one led to it */
    @Transactional(TxType.MANDATORY)
    void withdraw(
            String agency, Collection<Product> locked, ListingSnapshot.State as, String person, @Nullable UUID set) {
        tell(agency, withdrawn(agency, locked, as, set), person);
    }

    /** Pauses what the gate lets pass nowhere any more, and tells by which rules. */
    @Transactional(TxType.MANDATORY)
    void stop(String agency, Map<Product, Judgement> stopped, String person) {
        Map<String, Judgement> bySku = new HashMap<>();
        stopped.forEach((product, judgement) -> bySku.put(product.sku(), judgement));
        List<ListingSnapshot> told = withdrawn(agency, stopped.keySet(), ListingSnapshot.State.PAUSED, null).stream()
                .map(snapshot ->
                        snapshot.refusedBy(Snapshots.refusals(Objects.requireNonNull(bySku.get(snapshot.sku())))))
                .toList();
        tell(agency, told, person);
    }

    private List<ListingSnapshot> withdrawn(
            String agency, Collection<Product> locked, ListingSnapshot.State as, @Nullable UUID set) {
        List<Product> listed =
                locked.stream().filter(product -> product.listingVersion() > 0).toList();
        Map<String, ListingSnapshot> last =
                history.last(agency, listed.stream().map(Product::sku).toList());
        List<ListingSnapshot> told = new ArrayList<>();
        for (Product product : listed) {
            long version = product.list(as, product.listedChannels());
            told.add(Snapshots.as(as, Objects.requireNonNull(last.get(product.sku())), version)
                    .causedBy(set == null ? null : set.toString()));
        }
        return told;
    }

    private void tell(String agency, List<ListingSnapshot> told, String person) {
        if (told.isEmpty()) {
            return;
        }
        products.flush();
        history.add(told, person, clock.instant());
        outbox.append(told.stream()
                .map(snapshot -> new Outbox.Entry(
                        EventType.LISTING_SNAPSHOT, EventKey.ofSku(agency, snapshot.sku()), agency, snapshot))
                .toList());
    }

    /** Under the stock rows' locks, so that no change slips between the number told and the first one told of later. */
    private void tellStock(String agency, List<String> skus) {
        if (!skus.isEmpty()) {
            StockSheet sheet = ledger.lock(agency, skus, List.of());
            stockEvents.tell(
                    agency,
                    skus.stream().flatMap(sku -> sheet.item(sku).stream()).collect(Collectors.toList()));
        }
    }

    private static Offer offer(Offers.Known known, Product product) {
        return known.of(product.draft())
                .orElseThrow(() -> new IllegalStateException("The maker of " + product.sku() + " is gone"));
    }
}
