package org.haat.sandbox.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.haat.sandbox.pace.Pace;
import org.jspecify.annotations.Nullable;

/** Buyers at work: they buy what is live and in stock, and never more than is shown. */
public final class Shoppers {
    /**
     * @param account only from this seller; null: from any
     * @param count orders wanted
     * @param skus only these, in turn; empty: any
     * @param quantity units per line; null: mostly one, now and then two
     * @param seed the same seed shops the same way on the same shelves; null: by the clock
     * @param state where the buyers live; null: anywhere
     * @param split whether the marketplace sends each line in a parcel of its own, where it can
     */
    public record Wish(
            @Nullable String account,
            int count,
            List<String> skus,
            @Nullable Integer quantity,
            @Nullable Long seed,
            @Nullable String state,
            boolean split) {}

    private final Map<String, Marketplace> marketplaces = new HashMap<>();
    private final Buyers buyers = new Buyers();
    private final Offers offers;
    private final Pace pace;

    public Shoppers(List<Marketplace> marketplaces, Offers offers, Pace pace) {
        marketplaces.forEach(m -> this.marketplaces.put(m.partner(), m));
        this.offers = offers;
        this.pace = pace;
    }

    /** The orders placed: fewer than wished for when the shelves are empty. */
    public List<Sale> shop(String partner, Wish wish) {
        Random random = new Random(wish.seed() == null ? System.nanoTime() : wish.seed());
        List<Offer> shelf = new ArrayList<>(offers.buyable(partner).stream()
                .filter(o -> wish.account() == null || o.account().equals(wish.account()))
                .toList());
        List<Sale> placed = new ArrayList<>();
        for (int i = 0; i < wish.count(); i++) {
            List<Offer> basket = wish.skus().isEmpty() ? anything(shelf, random) : named(shelf, wish, i);
            one(partner, wish, basket, random).ifPresent(placed::add);
        }
        return placed;
    }

    private Optional<Sale> one(String partner, Wish wish, List<Offer> basket, Random random) {
        Instant now = pace.now();
        Marketplace marketplace = Optional.ofNullable(marketplaces.get(partner)).orElseThrow();
        List<Sale.Line> lines = new ArrayList<>();
        for (Offer offer : basket) {
            int units = units(wish, offer, random);
            if (units > 0 && offers.take(offer, units, now)) {
                lines.add(new Sale.Line(
                        marketplace.newItemId(random),
                        offer.sku(),
                        offer.productId(),
                        offer.title(),
                        units,
                        offer.pricePaise()));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Sale sale = new Sale(
                partner,
                basket.get(0).account(),
                marketplace.newOrderId(random),
                now,
                random.nextInt(3) == 0,
                buyers.make(random, wish.state()),
                List.copyOf(lines));
        marketplace.sold(sale, wish.split());
        return Optional.of(sale);
    }

    private List<Offer> named(List<Offer> shelf, Wish wish, int turn) {
        String sku = wish.skus().get(turn % wish.skus().size());
        return shelf.stream()
                .filter(o -> o.sku().equals(sku))
                .flatMap(o -> now(o).stream())
                .limit(1)
                .toList();
    }

    /** One thing, and now and then another of the same seller. */
    private List<Offer> anything(List<Offer> shelf, Random random) {
        Optional<Offer> first = pick(shelf, random);
        if (first.isEmpty() || random.nextInt(4) > 0) {
            return first.stream().toList();
        }
        Offer one = first.get();
        return pick(shelf, random)
                .filter(o -> o.account().equals(one.account()) && !o.sku().equals(one.sku()))
                .map(another -> List.of(one, another))
                .orElse(List.of(one));
    }

    /** A random offer that can still be bought; what is sold out leaves the shelf. */
    private Optional<Offer> pick(List<Offer> shelf, Random random) {
        while (!shelf.isEmpty()) {
            int at = random.nextInt(shelf.size());
            Optional<Offer> offer = now(shelf.get(at));
            if (offer.isPresent()) {
                return offer;
            }
            shelf.set(at, shelf.get(shelf.size() - 1));
            shelf.remove(shelf.size() - 1);
        }
        return Optional.empty();
    }

    private Optional<Offer> now(Offer offer) {
        return offers.find(offer.partner(), offer.account(), offer.sku()).filter(Offer::buyable);
    }

    private static int units(Wish wish, Offer offer, Random random) {
        if (wish.quantity() != null) {
            return offer.stock() >= wish.quantity() ? wish.quantity() : 0;
        }
        return Math.min(offer.stock(), random.nextInt(5) == 0 ? 2 : 1);
    }
}
