package org.haat.sandbox.flipkart;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.front.Partner;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.market.Marketplace;
import org.haat.sandbox.pace.DatedTable;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.quota.RollingHour;
import org.haat.sandbox.unkindness.Fault;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** Flipkart's Seller API v3 as one partner of the front. */
public final class FlipkartPartner implements Partner {
    private static final Set<String> BASIC = Set.of("getToken");
    private static final Set<String> OPEN = Set.of("authorize");

    private final Routes<Handler> routes = new Routes<>();
    private final RollingHour hours = new RollingHour();
    private final DatedTable limits;
    private final FlipkartTokens tokens;
    private final SellerHub hub;
    private final ShipmentStore shipments;
    private final Comebacks comebacks;
    private final Pushes pushes;
    private final Unkindness unkindness;
    private final Pace pace;

    public FlipkartPartner(Ground ground) {
        this.unkindness = ground.unkindness();
        this.pace = ground.pace();
        this.limits = DatedTable.read(
                "/org/haat/sandbox/quota/flipkart-limits.csv",
                ground.pace().now().atZone(ZoneOffset.UTC).toLocalDate());
        this.tokens = new FlipkartTokens(
                ground.journal(), ground.accounts(), ground.tokens(), ground.unkindness(), ground.pace());
        this.hub = new SellerHub(ground);
        FlipkartListings listings = new FlipkartListings(ground, hub);
        this.pushes = new Pushes(ground);
        this.shipments = new ShipmentStore(ground, listings, new ShipmentNews(pushes, ground.accounts()));
        this.comebacks = new Comebacks(ground, shipments, pushes);
        returnRoutes(new ReturnReads(comebacks, ground.pace()));
        routes.on("GET", "/oauth-service/oauth/token", "getToken", tokens::token);
        routes.on("GET", "/oauth-service/oauth/authorize", "authorize", tokens::authorize);
        listingRoutes(listings, new ListingReads(listings, shipments, ground.unkindness(), ground.pace()));
        helperRoutes(new TestOrders(listings, shipments, ground.offers(), ground.pace()));
        shipmentRoutes(
                new ShipmentReads(shipments, ground.unkindness(), ground.pace()),
                new ShipmentActions(shipments, ground.unkindness(), ground.pace()));
    }

    private void listingRoutes(FlipkartListings writes, ListingReads reads) {
        String base = "/sellers/listings/v3";
        routes.on("POST", base, "createListings", seller(writes::create));
        routes.on("POST", base + "/update", "updateListings", seller(writes::update));
        routes.on("POST", base + "/update/price", "updatePrice", seller(writes::price));
        routes.on("POST", base + "/update/inventory", "updateInventory", seller(writes::inventory));
        routes.on("POST", base + "/details", "getListingDetails", seller(reads::details));
        routes.on("POST", base + "/search", "searchListings", seller(reads::search));
        routes.on("POST", base + "/product/search", "searchProducts", seller(reads::products));
        routes.on("GET", base + "/{skuIds}", "getListings", seller(reads::get));
        routes.on("GET", "/sellers/locations/allLocations", "getLocations", seller(ListingReads::locations));
    }

    private void shipmentRoutes(ShipmentReads reads, ShipmentActions actions) {
        String base = "/sellers/v3/shipments";
        routes.on("POST", base + "/filter", "filterShipments", seller(reads::filter));
        routes.on("GET", base + "/filter", "filterShipments", seller(reads::next));
        routes.on("GET", base, "getShipments", seller(reads::orderView));
        routes.on("POST", base + "/labels", "packShipments", seller(actions::pack));
        routes.on("POST", base + "/dispatch", "dispatchShipments", seller(actions::dispatch));
        routes.on("POST", base + "/cancel", "cancelShipments", seller(actions::cancel));
        routes.on("GET", base + "/{shipmentIds}/labels", "getLabels", seller(actions::labels));
        routes.on("POST", base + "/{shipmentIds}/labelOnly/pdf", "getLabelOnly", seller(actions::labels));
        routes.on("GET", base + "/{shipmentIds}/invoices", "getInvoices", seller(actions::invoices));
        routes.on("GET", base + "/{shipmentIds}", "getShippingDetails", seller(reads::shippingView));
    }

    private void helperRoutes(TestOrders orders) {
        String base = "/sellers/orders/sandbox";
        routes.on("POST", base + "/test_orders", "sandboxTestOrder", seller(orders::create));
        routes.on("PUT", base + "/on_hold", "sandboxOnHold", seller((c, a) -> orders.hold(c, a, true)));
        routes.on("PUT", base + "/un_hold", "sandboxUnHold", seller((c, a) -> orders.hold(c, a, false)));
        for (String step : List.of("PICKUP_COMPLETE", "SHIPPED", "DELIVERED")) {
            String word = step.equals("PICKUP_COMPLETE") ? "pick_up_complete" : step.toLowerCase(Locale.ROOT);
            routes.on("POST", base + "/" + word, "sandboxStep", seller((c, a) -> orders.step(c, a, step)));
        }
    }

    private void returnRoutes(ReturnReads returns) {
        routes.on("GET", "/sellers/v2/returns", "searchReturns", seller(returns::search));
        routes.on("POST", "/sellers/returns/sandbox/create_returns", "sandboxCreateReturn", seller(returns::create));
        routes.on("POST", "/sellers/returns/sandbox/return_events", "sandboxReturnEvent", seller(returns::event));
    }

    private interface SellerHandler {
        Answer handle(Call call, Account account);
    }

    private static Handler seller(SellerHandler handler) {
        return (call, account) ->
                account == null ? Refusals.unauthorized("Bad credentials") : handler.handle(call, account);
    }

    public Marketplace marketplace() {
        return shipments;
    }

    public Comebacks comebacks() {
        return comebacks;
    }

    public Pushes pushes() {
        return pushes;
    }

    public SellerHub sellerHub() {
        return hub;
    }

    @Override
    public String name() {
        return Account.FLIPKART;
    }

    @Override
    public String prefix() {
        return "/flipkart";
    }

    @Override
    public Routes<Handler> routes() {
        return routes;
    }

    @Override
    public Caller identify(Call call, String operation) {
        if (BASIC.contains(operation)) {
            return Caller.of(tokens.basic(call));
        }
        if (OPEN.contains(operation)) {
            return Caller.of(null);
        }
        Account account = tokens.bearer(call).orElse(null);
        return account == null
                ? Caller.refused(null, Refusals.unauthorized("Invalid access token"))
                : Caller.of(account);
    }

    @Override
    public Optional<Answer> throttle(Call call, @Nullable Account account, String operation) {
        if (account == null || BASIC.contains(operation)) {
            return Optional.empty();
        }
        Optional<Fault> changed = unkindness.active(FaultKind.RATE, Account.FLIPKART, account.name(), operation);
        int calls = (int) limits.number("seller", "calls");
        int limit = changed.map(f -> f.number("calls", calls)).orElse(calls);
        Duration window = pace.scaled(Duration.ofSeconds((long) limits.number("seller", "seconds")));
        Duration wait = hours.admit(account.sellerId(), limit, window, pace.now());
        return wait.isZero()
                ? Optional.empty()
                : Optional.of(tooMany().with("retry-after", String.valueOf(Math.max(1, wait.toSeconds()))));
    }

    private static Answer tooMany() {
        return Refusals.order(429, "TOO_MANY_REQUESTS", "The seller has used up the calls of this hour");
    }

    @Override
    public Answer throttled(Fault fault) {
        return fault.settings().has("retryAfter")
                ? tooMany().with("retry-after", fault.text("retryAfter", "1"))
                : tooMany();
    }

    @Override
    public Answer failed(int status) {
        return status == 401
                ? Refusals.unauthorized("Invalid access token")
                : Refusals.order(status, status == 404 ? "NOT_FOUND" : "DEPENDENT_SYSTEM_CALL_FAILED", "Not now");
    }

    @Override
    public Answer errorInOk() {
        Answer error = failed(500);
        return new Answer(200, error.headers(), error.body());
    }

    @Override
    public Answer finish(Answer answer, @Nullable Account account, String operation) {
        return answer;
    }
}
