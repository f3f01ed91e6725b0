package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Packed;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.market.Offer;
import org.haat.sandbox.market.Offers;
import org.haat.sandbox.pace.Agenda;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.Fault;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** All listings and their way from accepted to live; what a buyer is shown changes here and through orders only. */
final class Listings {
    private final Shelf<Listing> shelf;
    private final Shelf<Packed> attributes;
    private final Offers offers;
    private final Unkindness unkindness;
    private final Agenda agenda;
    private final Delays delays;
    private final Pace pace;
    private final ListingNews news;

    Listings(Ground ground, ListingNews news) {
        this.news = news;
        this.shelf = new Shelf<>(ground.journal(), "amazon.listing", Listing.class);
        this.attributes = new Shelf<>(ground.journal(), "amazon.attributes", Packed.class);
        this.offers = ground.offers();
        this.unkindness = ground.unkindness();
        this.agenda = ground.agenda();
        this.delays = ground.delays();
        this.pace = ground.pace();
        List.copyOf(shelf.all()).forEach(this::plan);
    }

    Optional<Listing> find(String account, String sku) {
        return shelf.find(Listing.key(account, sku));
    }

    /** What was sent, as a fresh tree. */
    ObjectNode attributes(Listing listing) {
        return attributes.find(listing.key()).map(Packed::tree).orElseGet(Json.MAPPER::createObjectNode);
    }

    Collection<Listing> all() {
        return shelf.all();
    }

    Optional<Offer> offer(Listing listing) {
        return offers.find(Account.AMAZON, listing.account, listing.sku);
    }

    /** Takes a whole listing: what an earlier one had and this one leaves out is gone. */
    void put(String account, String sku, String productType, ObjectNode whole) {
        Listing listing = find(account, sku).orElseGet(() -> accept(account, sku));
        listing.productType = productType;
        change(listing, whole, true);
    }

    private Listing accept(String account, String sku) {
        Instant now = pace.now();
        Listing listing = new Listing(account, sku, now);
        if (unkindness
                .takeFor(FaultKind.NEVER_LIVE, Account.AMAZON, account, "listing", sku)
                .isEmpty()) {
            listing.exists = delays.from(now, "amazon.listing.exists", listing.key());
            Instant live = delays.from(now, "amazon.listing.live", listing.key());
            listing.judged = live.isBefore(listing.exists) ? listing.exists : live;
        }
        return listing;
    }

    /**
     * Takes changed attributes; a buyer sees them later.
     *
     * @param stockSent whether the quantity was among what was sent, even if it is the same
     */
    void change(Listing listing, ObjectNode changed, boolean stockSent) {
        Instant now = pace.now();
        attributes.put(listing.key(), Packed.of(changed));
        listing.sent = Sent.of(changed);
        listing.updated = now;
        listing.deleteDue = null;
        if (listing.through && listing.offerDue == null) {
            listing.offerDue = delays.from(now, "amazon.offer.update", listing.key());
        }
        if (listing.through && stockSent && listing.stockDue == null) {
            listing.stockDue = delays.from(now, "amazon.stock.update", listing.key());
        }
        save(listing);
    }

    private int shown(Listing listing) {
        return offer(listing).map(Offer::stock).orElse(0);
    }

    void delete(Listing listing) {
        listing.deleteDue = delays.from(pace.now(), "amazon.listing.delete", listing.key());
        listing.updated = pace.now();
        save(listing);
    }

    private void save(Listing listing) {
        shelf.put(listing.key(), listing);
        plan(listing);
    }

    /** Puts on the agenda what this listing waits for; firing twice does no harm. */
    private void plan(Listing listing) {
        String key = listing.key();
        if (listing.judged != null && !listing.through) {
            agenda.at(listing.judged, at -> shelf.find(key).ifPresent(l -> goLive(l, at)));
        }
        when(listing.offerDue, key, this::showOffer);
        when(listing.stockDue, key, this::showStock);
        when(listing.deleteDue, key, this::remove);
    }

    private interface Step {
        void take(Listing listing, Instant at);
    }

    private void when(@Nullable Instant due, String key, Step step) {
        if (due != null) {
            agenda.at(due, at -> shelf.find(key).ifPresent(l -> step.take(l, at)));
        }
    }

    private void goLive(Listing listing, Instant at) {
        if (listing.through) {
            return;
        }
        listing.through = true;
        judge(listing);
        if (!listing.suppressed()) {
            listing.live = true;
            show(listing, listing.sent.quantity(), at);
        }
        listing.updated = at;
        shelf.put(listing.key(), listing);
        tell(listing, !listing.issues.isEmpty());
    }

    private void tell(Listing listing, boolean issues) {
        news.status(listing, ListingsReads.status(offer(listing)));
        if (issues) {
            news.issues(listing);
        }
    }

    private void showOffer(Listing listing, Instant at) {
        if (!at.equals(listing.offerDue)) {
            return;
        }
        listing.offerDue = null;
        boolean live = listing.live;
        boolean issues = !listing.issues.isEmpty();
        judge(listing);
        if (listing.suppressed()) {
            listing.live = false;
            offers.takeDown(Account.AMAZON, listing.account, listing.sku);
        } else {
            int stock = listing.live ? shown(listing) : listing.sent.quantity();
            listing.live = true;
            show(listing, stock, at);
        }
        listing.updated = at;
        shelf.put(listing.key(), listing);
        if (live != listing.live || issues == listing.issues.isEmpty()) {
            tell(listing, issues == listing.issues.isEmpty());
        }
    }

    private void showStock(Listing listing, Instant at) {
        if (!at.equals(listing.stockDue)) {
            return;
        }
        listing.stockDue = null;
        if (listing.live) {
            int before = shown(listing);
            offers.stock(Account.AMAZON, listing.account, listing.sku, listing.sent.quantity(), at);
            if (before != listing.sent.quantity()) {
                news.quantity(listing, listing.sent.quantity());
            }
        }
        shelf.put(listing.key(), listing);
    }

    private void remove(Listing listing, Instant at) {
        if (at.equals(listing.deleteDue)) {
            offers.takeDown(Account.AMAZON, listing.account, listing.sku);
            attributes.remove(listing.key());
            shelf.remove(listing.key());
            news.status(listing, List.of("DELETED"));
        }
    }

    /** What Amazon finds only after it accepted. */
    private void judge(Listing listing) {
        listing.issues.clear();
        Long price = listing.sent.pricePaise();
        Long mrp = listing.sent.mrpPaise();
        if (price == null || price <= 0) {
            listing.issues.add(Issue.missing("purchasable_offer").suppressing());
        } else if (mrp != null && price > mrp) {
            listing.issues.add(Issue.error(
                            "SBX-PRICE-ABOVE-MRP",
                            "The price is above the maximum retail price.",
                            "purchasable_offer",
                            "INVALID_PRICE")
                    .suppressing());
        }
        unkindness
                .takeFor(FaultKind.ISSUE, Account.AMAZON, listing.account, "listing", listing.sku)
                .ifPresent(f -> listing.issues.add(issue(f)));
    }

    private static Issue issue(Fault fault) {
        JsonNode wish = fault.settings().path("issue");
        String severity = wish.path("severity").asText("ERROR");
        return new Issue(
                wish.path("code").asText("18027"),
                wish.path("message").asText("The main image has text, a logo or a watermark."),
                severity,
                List.of(wish.path("attribute").asText("main_product_image_locator")),
                List.of(wish.path("category").asText("INVALID_IMAGE")),
                wish.hasNonNull("action")
                        ? wish.get("action").asText()
                        : severity.equals("ERROR") ? "LISTING_SUPPRESSED" : null);
    }

    private void show(Listing listing, int stock, Instant at) {
        Instant since = offer(listing).map(Offer::since).orElse(at);
        Long price = listing.sent.pricePaise();
        offers.show(new Offer(
                Account.AMAZON,
                listing.account,
                listing.sku,
                listing.asin,
                listing.sent.title(),
                listing.sent.imageUrl(),
                price == null ? 0 : price,
                listing.sent.mrpPaise(),
                stock,
                true,
                since,
                at));
    }
}
