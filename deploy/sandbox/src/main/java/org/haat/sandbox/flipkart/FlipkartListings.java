package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.flipkart.SellerHub.CatalogueProduct;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
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

/** Listings v3, the writing half: ten SKUs a call, 200 with a verdict for each. */
final class FlipkartListings {
    private static final int BATCH = 10;
    private static final List<String> MANDATORY =
            List.of("product_id", "price", "tax", "listing_status", "fulfillment_profile", "packages", "locations");

    private final Shelf<FlipkartListing> shelf;
    private final SellerHub hub;
    private final Offers offers;
    private final Unkindness unkindness;
    private final Agenda agenda;
    private final Delays delays;
    private final Pace pace;

    FlipkartListings(Ground ground, SellerHub hub) {
        this.shelf = new Shelf<>(ground.journal(), "flipkart.listing", FlipkartListing.class);
        this.hub = hub;
        this.offers = ground.offers();
        this.unkindness = ground.unkindness();
        this.agenda = ground.agenda();
        this.delays = ground.delays();
        this.pace = ground.pace();
        List.copyOf(shelf.all()).forEach(this::plan);
    }

    Optional<FlipkartListing> find(String account, String sku) {
        return shelf.find(FlipkartListing.key(account, sku));
    }

    Collection<FlipkartListing> all() {
        return shelf.all();
    }

    Optional<Offer> offer(FlipkartListing listing) {
        return offers.find(Account.FLIPKART, listing.account(), listing.sku());
    }

    /** One kind of line: judges it and applies it if nothing is wrong. */
    private interface Line {
        LineErrors take(Account account, String sku, JsonNode body);
    }

    Answer create(Call call, Account account) {
        return batch(call, account, "createListings", this::whole);
    }

    Answer update(Call call, Account account) {
        return batch(call, account, "updateListings", (a, sku, body) -> {
            LineErrors errors = new LineErrors();
            if (find(a.name(), sku).isEmpty()) {
                return errors.line(1002, "There is no listing with this SKU", "sku");
            }
            return whole(a, sku, body);
        });
    }

    Answer price(Call call, Account account) {
        return batch(call, account, "updatePrice", this::priceLine);
    }

    Answer inventory(Call call, Account account) {
        return batch(call, account, "updateInventory", this::inventoryLine);
    }

    private Answer batch(Call call, Account account, String operation, Line line) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createArrayNode);
        if (!body.isObject() || body.isEmpty()) {
            return Refusals.listing(400, "INVALID_REQUEST", "The body must be an object of SKUs");
        }
        if (body.size() > BATCH) {
            return Refusals.listing(400, "BATCH_TOO_LARGE", "At most " + BATCH + " SKUs in one call");
        }
        ObjectNode result = Json.MAPPER.createObjectNode();
        body.properties().forEach(e -> {
            Optional<Fault> refused = unkindness.takeFor(
                    FaultKind.PARTIAL_FAILURE, Account.FLIPKART, account.name(), operation, e.getKey());
            LineErrors errors = refused.isPresent()
                    ? new LineErrors()
                            .line(1500, refused.get().text("message", "Something went wrong, try again later"), "")
                    : line.take(account, e.getKey(), e.getValue());
            result.set(e.getKey(), errors.result());
        });
        return Answer.json(200, result);
    }

    private LineErrors whole(Account account, String sku, JsonNode body) {
        LineErrors errors = new LineErrors();
        errors.require(body, MANDATORY);
        errors.price(body.path("price"));
        errors.locations(body.path("locations"), account.places());
        errors.blocks(body);
        Optional<CatalogueProduct> product = hub.product(body.path("product_id").asText());
        if (product.isEmpty()) {
            errors.line(1001, "The product_id is not in the catalogue", "product_id");
        }
        if (errors.none()) {
            product.ifPresent(p -> accept(account, sku, p, body.deepCopy()));
        }
        return errors;
    }

    private void accept(Account account, String sku, CatalogueProduct product, ObjectNode content) {
        Instant now = pace.now();
        Optional<FlipkartListing> old = find(account.name(), sku);
        FlipkartListing listing = old.map(l -> l.with(content, now))
                .filter(l -> l.fsn().equals(product.fsn()))
                .orElseGet(() -> fresh(account, sku, product, content, now));
        save(listing);
        show(listing, Shelves.buyable(content, account), now);
        plan(listing);
    }

    private FlipkartListing fresh(
            Account account, String sku, CatalogueProduct product, ObjectNode content, Instant now) {
        boolean never = unkindness
                .takeFor(FaultKind.NEVER_LIVE, Account.FLIPKART, account.name(), "listing", sku)
                .isPresent();
        String suffix =
                SellerHub.fsn(account.name() + "/" + sku + "/listing", "L").substring(3, 9);
        return new FlipkartListing(
                account.name(),
                sku,
                product.fsn(),
                "LST" + product.fsn() + suffix,
                product.title(),
                product.imageUrl(),
                Packed.of(content),
                now,
                now,
                never ? null : delays.from(now, "flipkart.listing.exists", account.name() + "/" + sku),
                null);
    }

    private LineErrors priceLine(Account account, String sku, JsonNode body) {
        LineErrors errors = new LineErrors();
        errors.price(body.path("price"));
        FlipkartListing listing = known(account, sku, body, errors);
        if (listing != null && errors.none()) {
            ObjectNode content = listing.content();
            ObjectNode price = (ObjectNode) content.path("price");
            body.path("price").properties().forEach(e -> price.set(e.getKey(), e.getValue()));
            FlipkartListing changed = listing.with(content, pace.now());
            save(changed);
            show(changed, offer(changed).map(Offer::stock).orElse(0), pace.now());
        }
        return errors;
    }

    private LineErrors inventoryLine(Account account, String sku, JsonNode body) {
        LineErrors errors = new LineErrors();
        errors.locations(body.path("locations"), account.places());
        body.path("locations").forEach(l -> {
            if (l.path("inventory").isMissingNode()) {
                errors.attribute(2001, "inventory", "inventory is required", "locations.inventory");
            }
        });
        FlipkartListing listing = known(account, sku, body, errors);
        if (listing != null && errors.none()) {
            stock(account, listing, body.path("locations"));
        }
        return errors;
    }

    /** A count at the location that serves buyers is the market's alone, as most are. */
    private void stock(Account account, FlipkartListing listing, JsonNode locations) {
        ObjectNode content = listing.content();
        Shelves.set(content, locations);
        for (JsonNode location : locations) {
            boolean serves = location.path("id").asText().equals(account.place());
            if (serves) {
                offers.stock(
                        Account.FLIPKART, account.name(), listing.sku(), Shelves.buyable(content, account), pace.now());
            }
            if (!serves || location.has("status")) {
                save(listing.with(content, pace.now()));
            }
        }
    }

    private @Nullable FlipkartListing known(Account account, String sku, JsonNode body, LineErrors errors) {
        FlipkartListing listing = find(account.name(), sku).orElse(null);
        if (listing == null) {
            errors.line(1002, "There is no listing with this SKU", "sku");
        } else if (!listing.fsn().equals(body.path("product_id").asText())) {
            errors.line(1003, "The product_id is not the listing's", "product_id");
        }
        return listing;
    }

    private void save(FlipkartListing listing) {
        shelf.put(listing.key(), listing);
    }

    private void plan(FlipkartListing listing) {
        if (listing.visible() != null && !offer(listing).map(Offer::onSale).orElse(false)) {
            agenda.at(listing.visible(), at -> shelf.find(listing.key()).ifPresent(l -> goLive(l, at)));
        }
    }

    private void goLive(FlipkartListing listing, Instant at) {
        if (listing.inactivated() != null || offer(listing).map(Offer::onSale).orElse(false)) {
            return;
        }
        Optional<Fault> issue =
                unkindness.takeFor(FaultKind.ISSUE, Account.FLIPKART, listing.account(), "listing", listing.sku());
        FlipkartListing judged = issue.map(f -> listing.inactivatedFor(
                        f.settings().path("issue").path("message").asText("Inactivated by the marketplace"), at))
                .orElse(listing);
        save(judged);
        show(judged, offer(judged).map(Offer::stock).orElse(0), at);
    }

    private void show(FlipkartListing l, int stock, Instant now) {
        boolean onSale = l.visibleAt(now) && l.active();
        Instant since = offer(l).map(Offer::since).orElse(now);
        offers.show(new Offer(
                Account.FLIPKART,
                l.account(),
                l.sku(),
                l.fsn(),
                l.title(),
                l.imageUrl(),
                l.pricePaise(),
                l.mrpPaise(),
                stock,
                onSale,
                since,
                now));
    }
}
