package org.haat.sandbox.amazon;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Canceller;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.market.Marketplace;
import org.haat.sandbox.market.Offer;
import org.haat.sandbox.market.Offers;
import org.haat.sandbox.market.Sale;
import org.haat.sandbox.pace.Agenda;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** Amazon's orders, and Amazon as buyers and auditors see it. */
final class AmazonOrders implements Marketplace {
    private final Shelf<AmazonOrder> shelf;
    private final Listings listings;
    private final Offers offers;
    private final Unkindness unkindness;
    private final Agenda agenda;
    private final Delays delays;
    private final Pace pace;
    private final OrderNews news;

    AmazonOrders(Ground ground, Listings listings, OrderNews news) {
        this.news = news;
        this.shelf = new Shelf<>(ground.journal(), "amazon.order", AmazonOrder.class);
        this.listings = listings;
        this.offers = ground.offers();
        this.unkindness = ground.unkindness();
        this.agenda = ground.agenda();
        this.delays = ground.delays();
        this.pace = ground.pace();
        List.copyOf(shelf.all()).forEach(this::plan);
    }

    @Override
    public String partner() {
        return Account.AMAZON;
    }

    @Override
    public String newOrderId(Random random) {
        String id;
        do {
            id = "40%d-%07d-%07d"
                    .formatted(1 + random.nextInt(8), random.nextInt(10_000_000), random.nextInt(10_000_000));
        } while (shelf.find(id).isPresent());
        return id;
    }

    @Override
    public String newItemId(Random random) {
        return String.valueOf(10_000_000_000_000L + (long) (random.nextDouble() * 80_000_000_000_000L));
    }

    @Override
    public void sold(Sale sale, boolean split) {
        AmazonOrder order = new AmazonOrder(sale, delays.from(sale.placed(), "amazon.order.pending", sale.orderId()));
        save(order);
        plan(order);
    }

    private void plan(AmazonOrder order) {
        if (order.pending()) {
            String id = order.sale().orderId();
            agenda.at(
                    order.authorised,
                    at -> shelf.find(id).filter(AmazonOrder::pending).ifPresent(o -> authorise(o, at)));
        }
    }

    /** Payment is authorised, unless a switch holds it back for another while. */
    private void authorise(AmazonOrder order, Instant at) {
        if (unkindness
                .active(FaultKind.HOLD, Account.AMAZON, order.sale().account(), null)
                .isPresent()) {
            order.authorised =
                    delays.from(pace.now(), "amazon.order.pending", order.sale().orderId());
            plan(order);
        } else {
            order.authorise(at);
        }
        save(order);
    }

    void save(AmazonOrder order) {
        news.tell(order);
        shelf.put(order.sale().orderId(), order);
    }

    Optional<AmazonOrder> find(String account, String orderId) {
        return shelf.find(orderId).filter(o -> o.sale().account().equals(account));
    }

    Collection<AmazonOrder> all() {
        return shelf.all();
    }

    /** Until it is shipped; the units go back on the shelf, but for a seller, who says that there are none. */
    @Override
    public Optional<String> cancel(String orderId, Canceller by, @Nullable String reason) {
        return shelf.find(orderId)
                .filter(o -> o.status.equals("UNSHIPPED") || (o.pending() && by != Canceller.SELLER))
                .map(o -> {
                    CancelWords words = CancelWords.of(by);
                    o.cancel(words.by(), reason == null ? words.reason() : reason, pace.now());
                    if (by != Canceller.SELLER) {
                        giveBack(o);
                    }
                    save(o);
                    return o.status;
                });
    }

    /** The reasons are not published, so these are UNCONFIRMED. */
    private record CancelWords(String by, String reason) {
        static CancelWords of(Canceller by) {
            return switch (by) {
                case BUYER -> new CancelWords("BUYER", "BUYER_CANCELED");
                case MARKETPLACE -> new CancelWords("AMAZON", "NOT_SHIPPED_IN_TIME");
                case SELLER -> new CancelWords("MERCHANT", "NO_INVENTORY");
            };
        }
    }

    private void giveBack(AmazonOrder o) {
        o.sale()
                .lines()
                .forEach(l -> offers.giveBack(Account.AMAZON, o.sale().account(), l.sku(), l.quantity(), pace.now()));
    }

    @Override
    public List<OrderTruth> orders() {
        return shelf.all().stream()
                .map(o -> new OrderTruth(
                        o.sale(),
                        o.status,
                        o.updated,
                        o.shipped,
                        o.parcels.isEmpty() ? null : o.parcels.get(0).trackingNumber(),
                        null,
                        o.cancelled()))
                .toList();
    }

    @Override
    public List<ListingTruth> listings() {
        return listings.all().stream().map(this::truth).toList();
    }

    private ListingTruth truth(Listing l) {
        Optional<Offer> offer = listings.offer(l);
        String state = !l.existsAt(pace.now())
                ? "ACCEPTED"
                : l.suppressed()
                        ? "SUPPRESSED"
                        : offer.isEmpty() ? "PROCESSING" : String.join(",", ListingsReads.status(offer));
        return new ListingTruth(
                Account.AMAZON,
                l.account,
                l.sku,
                state,
                l.live,
                l.asin,
                offer.map(Offer::pricePaise).orElse(null),
                offer.map(Offer::mrpPaise).orElse(null),
                offer.map(Offer::stock).orElse(null),
                l.issues.stream().map(i -> i.code() + " " + i.message()).toList(),
                l.updated);
    }
}
