package org.haat.sandbox.market;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.haat.sandbox.journal.Journal;
import org.haat.sandbox.journal.Shelf;

/** Everything the marketplaces show; the only place where shown stock changes. */
public final class Offers {
    private final Shelf<Offer> shelf;

    public Offers(Journal journal) {
        this.shelf = new Shelf<>(journal, "offer", Offer.class);
    }

    public Optional<Offer> find(String partner, String account, String sku) {
        return shelf.find(Offer.key(partner, account, sku));
    }

    public void show(Offer offer) {
        shelf.put(offer.key(), offer);
    }

    public void takeDown(String partner, String account, String sku) {
        shelf.remove(Offer.key(partner, account, sku));
    }

    public void stock(String partner, String account, String sku, int units, Instant now) {
        find(partner, account, sku).filter(o -> o.stock() != units).ifPresent(o -> show(o.withStock(units, now)));
    }

    /** Takes units for a buyer: all of them or none. */
    public boolean take(Offer offer, int units, Instant now) {
        Optional<Offer> shown = shelf.find(offer.key()).filter(o -> o.onSale() && o.stock() >= units);
        shown.ifPresent(o -> show(o.withStock(o.stock() - units, now)));
        return shown.isPresent();
    }

    public void giveBack(String partner, String account, String sku, int units, Instant now) {
        find(partner, account, sku).ifPresent(o -> show(o.withStock(o.stock() + units, now)));
    }

    public Collection<Offer> all() {
        return shelf.all();
    }

    public List<Offer> buyable(String partner) {
        return shelf.all().stream()
                .filter(o -> o.partner().equals(partner) && o.buyable())
                .toList();
    }
}
