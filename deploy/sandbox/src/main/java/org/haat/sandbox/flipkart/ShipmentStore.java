package org.haat.sandbox.flipkart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
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

/** Flipkart's shipments, their way through the courier's hands, and Flipkart as buyers and auditors see it. */
final class ShipmentStore implements Marketplace {
    private final Shelf<Shipment> shelf;
    private final Set<String> orderIds = new HashSet<>();
    private final FlipkartListings listings;
    private final Offers offers;
    private final Unkindness unkindness;
    private final ShipmentNews news;
    private final Agenda agenda;
    private final Delays delays;
    private final Pace pace;

    ShipmentStore(Ground ground, FlipkartListings listings, ShipmentNews news) {
        this.shelf = new Shelf<>(ground.journal(), "flipkart.shipment", Shipment.class);
        this.listings = listings;
        this.news = news;
        this.offers = ground.offers();
        this.unkindness = ground.unkindness();
        this.agenda = ground.agenda();
        this.delays = ground.delays();
        this.pace = ground.pace();
        List.copyOf(shelf.all()).forEach(s -> {
            orderIds.add(s.sale().orderId());
            plan(s);
        });
    }

    @Override
    public String partner() {
        return Account.FLIPKART;
    }

    @Override
    public String newOrderId(Random random) {
        String id;
        do {
            id = "OD4%017d".formatted((long) (random.nextDouble() * 1e17));
        } while (known(id));
        return id;
    }

    private boolean known(String orderId) {
        return orderIds.contains(orderId);
    }

    @Override
    public String newItemId(Random random) {
        return "4%017d".formatted((long) (random.nextDouble() * 1e17));
    }

    @Override
    public void sold(Sale sale, boolean split) {
        orderIds.add(sale.orderId());
        if (!split) {
            save(shipment(sale));
            return;
        }
        sale.lines()
                .forEach(l -> save(shipment(new Sale(
                        sale.partner(),
                        sale.account(),
                        sale.orderId(),
                        sale.placed(),
                        sale.cashOnDelivery(),
                        sale.buyer(),
                        List.of(l)))));
    }

    private Shipment shipment(Sale sale) {
        String id = UUID.randomUUID().toString();
        Shipment shipment = new Shipment(
                id,
                sale,
                delays.from(sale.placed(), "flipkart.dispatch.after", id),
                sale.placed().plus(Duration.ofDays(2)));
        shipment.heldBySwitch = holdIsOn(sale.account());
        return shipment;
    }

    private boolean holdIsOn(String account) {
        return unkindness
                .active(FaultKind.HOLD, Account.FLIPKART, account, null)
                .isPresent();
    }

    boolean held(Shipment s) {
        return s.held || (s.heldBySwitch && holdIsOn(s.sale().account()));
    }

    void save(Shipment shipment) {
        news.tell(shipment, this);
        shelf.put(shipment.shipmentId, shipment);
        plan(shipment);
    }

    private void plan(Shipment shipment) {
        if (shipment.due != null) {
            agenda.at(shipment.due, at -> shelf.find(shipment.shipmentId)
                    .filter(s -> at.equals(s.due))
                    .ifPresent(s -> step(s, at)));
        }
    }

    /** What happens without the seller: the document is made, the courier comes, drives, delivers. */
    void step(Shipment s, Instant at) {
        switch (s.state) {
            case "PACKING_IN_PROGRESS" -> s.move("PACKED", at, null);
            case "READY_TO_DISPATCH" ->
                s.move("PICKUP_COMPLETE", at, delays.from(at, "flipkart.shipped", s.shipmentId));
            case "PICKUP_COMPLETE" -> s.move("SHIPPED", at, delays.from(at, "flipkart.delivered", s.shipmentId));
            case "SHIPPED" -> s.move("DELIVERED", at, null);
            default -> s.due = null;
        }
        save(s);
    }

    void pack(Shipment s, String invoiceNumber) {
        s.invoiceNumber = invoiceNumber;
        s.move("PACKING_IN_PROGRESS", pace.now(), delays.from(pace.now(), "flipkart.pack", s.shipmentId));
        save(s);
    }

    void dispatch(Shipment s) {
        s.dispatched = pace.now();
        s.move("READY_TO_DISPATCH", pace.now(), delays.from(pace.now(), "flipkart.pickup", s.shipmentId));
        save(s);
    }

    /** A seller who cancels is taken to have none: the product goes out of stock. */
    void cancelBySeller(Shipment s, List<Sale.Line> lines, String reason) {
        s.giveUp(lines, "sellerCancellation", reason, pace.now());
        lines.forEach(l -> offers.stock(Account.FLIPKART, s.sale().account(), l.sku(), 0, pace.now()));
        save(s);
    }

    /** A buyer until it is handed over, Flipkart also until the courier has it, a seller until it is packed. */
    @Override
    public Optional<String> cancel(String orderId, Canceller by, @Nullable String reason) {
        List<Shipment> open = shelf.all().stream()
                .filter(s -> s.sale().orderId().equals(orderId) || s.shipmentId.equals(orderId))
                .filter(s -> mayCancel(s, by))
                .toList();
        open.forEach(s -> {
            List<Sale.Line> lines = s.goods();
            switch (by) {
                case SELLER -> cancelBySeller(s, lines, reason == null ? "not_enough_inventory" : reason);
                case BUYER -> cancelFor(s, lines, "buyerCancellation", reason == null ? "changed_mind" : reason);
                case MARKETPLACE ->
                    cancelFor(s, lines, "marketplaceCancellation", reason == null ? "dispatch_breached" : reason);
            }
        });
        return open.stream().findFirst().map(s -> s.state);
    }

    private static boolean mayCancel(Shipment s, Canceller by) {
        return switch (by) {
            case BUYER -> Shipment.BEFORE_DISPATCH.contains(s.state);
            case MARKETPLACE -> Shipment.BEFORE_DISPATCH.contains(s.state) || s.state.equals("READY_TO_DISPATCH");
            case SELLER -> Shipment.BEFORE_PACKED.contains(s.state);
        };
    }

    private void cancelFor(Shipment s, List<Sale.Line> lines, String type, String reason) {
        s.giveUp(lines, type, reason, pace.now());
        lines.forEach(l -> offers.giveBack(Account.FLIPKART, s.sale().account(), l.sku(), l.quantity(), pace.now()));
        save(s);
    }

    Optional<Shipment> find(String account, String shipmentId) {
        return shelf.find(shipmentId).filter(s -> s.sale().account().equals(account));
    }

    Collection<Shipment> all() {
        return shelf.all();
    }

    /** Units sold and not yet handed over. */
    int promised(String account, String sku) {
        return shelf.all().stream()
                .filter(s -> s.sale().account().equals(account) && Shipment.BEFORE_DISPATCH.contains(s.state))
                .flatMap(s -> s.goods().stream())
                .filter(l -> l.sku().equals(sku))
                .mapToInt(Sale.Line::quantity)
                .sum();
    }

    String listingId(String account, String sku) {
        return listings.find(account, sku).map(FlipkartListing::listingId).orElse("");
    }

    String hsn(String account, String sku) {
        return listings.find(account, sku)
                .map(l -> l.content().path("tax").path("hsn").asText())
                .orElse("");
    }

    @Override
    public List<OrderTruth> orders() {
        return new ArrayList<>(shelf.all().stream().map(ShipmentStore::truth).toList());
    }

    private static OrderTruth truth(Shipment s) {
        @Nullable Instant dispatched = s.dispatched;
        return new OrderTruth(
                s.sale(),
                s.state,
                s.updated,
                dispatched,
                s.packed() ? s.tracking() : null,
                s.shipmentId,
                s.cancelled != null);
    }

    @Override
    public List<ListingTruth> listings() {
        return listings.all().stream()
                .map(l -> {
                    Optional<Offer> offer = listings.offer(l);
                    boolean visible = l.visibleAt(pace.now());
                    return new ListingTruth(
                            Account.FLIPKART,
                            l.account(),
                            l.sku(),
                            visible ? l.status() : "ACCEPTED",
                            visible && l.active(),
                            l.fsn(),
                            l.pricePaise(),
                            l.mrpPaise(),
                            offer.map(Offer::stock).orElse(null),
                            l.inactivated() == null ? List.of() : List.of(l.inactivated()),
                            l.updated());
                })
                .toList();
    }
}
