package org.haat.sandbox.amazon;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.account.Tokens;
import org.haat.sandbox.front.ConsentPage;
import org.haat.sandbox.front.Partner;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.market.Marketplace;
import org.haat.sandbox.queue.QueueServer;
import org.haat.sandbox.quota.Quotas;
import org.haat.sandbox.unkindness.Fault;
import org.jspecify.annotations.Nullable;

/** Amazon's Selling Partner API as one partner of the front. */
public final class AmazonPartner implements Partner {
    private static final Set<String> WITHOUT_TOKEN = Set.of(
            "lwaToken", "consent", "uploadDocument", "downloadDocument", "getSchema", "getMetaSchema", "unknown");
    private static final Set<Integer> RATE_SHOWN = Set.of(200, 201, 202, 204, 400, 404);

    private final Routes<Handler> routes = new Routes<>();
    private final Accounts accounts;
    private final Tokens tokens;
    private final Quotas quotas;
    private final Lwa lwa;
    private final AmazonOrders orders;
    private final Subscriptions subscriptions;
    private final Notices notices;

    /**
     * @param folder where feed documents are kept
     * @param queues what notifications are put into
     */
    public AmazonPartner(Ground ground, Path folder, QueueServer queues) {
        this.accounts = ground.accounts();
        this.tokens = ground.tokens();
        this.quotas = new Quotas(
                "/org/haat/sandbox/quota/amazon-usage-plans.csv", Account.AMAZON, ground.unkindness(), ground.pace());
        this.lwa = new Lwa(ground.accounts(), ground.tokens(), ground.unkindness(), ground.pace());
        this.subscriptions = new Subscriptions(ground, queues);
        this.notices = new Notices(ground, subscriptions, queues);
        ListingNews listingNews = new ListingNews(notices, accounts);
        Listings listings = new Listings(ground, listingNews);
        this.orders = new AmazonOrders(ground, listings, new OrderNews(notices, accounts));
        ProductTypes types = new ProductTypes();
        ListingsItems items = new ListingsItems(listings, types, ground.accounts(), ground.unkindness());
        listingRoutes(items, new ListingsReads(listings, ground.unkindness(), ground.pace()));
        orderRoutes(new OrderReads(ground, orders), new ShipmentConfirmation(orders, ground.pace()));
        Presigned presigned = new Presigned(ground.pace());
        definitionRoutes(new Definitions(types, presigned));
        FeedDocuments documents = new FeedDocuments(ground.journal(), folder, ground.accounts(), presigned);
        feedRoutes(new Feeds(ground, documents, items, listings, listingNews), documents);
        reportRoutes(new Reports(ground, documents, listings), documents);
        notificationRoutes(new NotificationsApi(subscriptions, accounts));
        routes.on("POST", "/auth/o2/token", "lwaToken", lwa::token);
        routes.on("GET", "/apps/authorize/consent", "consent", this::consent);
        routes.on(
                "GET",
                "/sellers/v1/marketplaceParticipations",
                "getMarketplaceParticipations",
                seller(Sellers::participations));
    }

    private void listingRoutes(ListingsItems items, ListingsReads reads) {
        String one = "/listings/2021-08-01/items/{sellerId}/{sku}";
        routes.on("PUT", one, "putListingsItem", seller(items::put));
        routes.on("PATCH", one, "patchListingsItem", seller(items::patch));
        routes.on("DELETE", one, "deleteListingsItem", seller(items::delete));
        routes.on("GET", one, "getListingsItem", seller(reads::get));
        routes.on("GET", "/listings/2021-08-01/items/{sellerId}", "searchListingsItems", seller(reads::search));
    }

    private void orderRoutes(OrderReads reads, ShipmentConfirmation shipments) {
        routes.on("GET", "/orders/2026-01-01/orders", "searchOrders", seller(reads::search));
        routes.on("GET", "/orders/2026-01-01/orders/{orderId}", "getOrder", seller(reads::get));
        routes.on(
                "POST",
                "/orders/v0/orders/{orderId}/shipmentConfirmation",
                "confirmShipment",
                seller(shipments::confirm));
    }

    private void definitionRoutes(Definitions definitions) {
        String base = "/definitions/2020-09-01/productTypes";
        routes.on("GET", base, "searchDefinitionsProductTypes", seller(definitions::search));
        routes.on("GET", base + "/{productType}", "getDefinitionsProductType", seller(definitions::get));
        routes.on("GET", "/presigned/schemas/meta-schema", "getMetaSchema", definitions::metaDocument);
        routes.on(
                "GET",
                "/presigned/schemas/{place}/{type}/{requirements}/{enforced}",
                "getSchema",
                definitions::document);
    }

    private void feedRoutes(Feeds feeds, FeedDocuments documents) {
        String base = "/feeds/2021-06-30";
        routes.on("POST", base + "/documents", "createFeedDocument", seller(documents::create));
        routes.on("GET", base + "/documents/{feedDocumentId}", "getFeedDocument", seller(documents::get));
        routes.on("POST", base + "/feeds", "createFeed", seller(feeds::create));
        routes.on("GET", base + "/feeds", "getFeeds", seller(feeds::list));
        routes.on("GET", base + "/feeds/{feedId}", "getFeed", seller(feeds::get));
        routes.on("DELETE", base + "/feeds/{feedId}", "cancelFeed", seller(feeds::cancel));
        routes.on("PUT", "/presigned/documents/{id}", "uploadDocument", documents::upload);
        routes.on("GET", "/presigned/documents/{id}", "downloadDocument", documents::download);
    }

    private void reportRoutes(Reports reports, FeedDocuments documents) {
        String base = "/reports/2021-06-30";
        routes.on("POST", base + "/reports", "createReport", seller(reports::create));
        routes.on("GET", base + "/reports", "getReports", seller(reports::list));
        routes.on("GET", base + "/reports/{reportId}", "getReport", seller(reports::get));
        routes.on("DELETE", base + "/reports/{reportId}", "cancelReport", seller(reports::cancel));
        routes.on("GET", base + "/documents/{reportDocumentId}", "getReportDocument", seller(documents::getReport));
    }

    private void notificationRoutes(NotificationsApi api) {
        String to = "/notifications/v1/destinations";
        routes.on("POST", to, "createDestination", seller(api::createDestination));
        routes.on("GET", to, "getDestinations", seller(api::getDestinations));
        routes.on("GET", to + "/{destinationId}", "getDestination", seller(api::getDestination));
        routes.on("DELETE", to + "/{destinationId}", "deleteDestination", seller(api::deleteDestination));
        String of = "/notifications/v1/subscriptions/{notificationType}";
        routes.on("POST", of, "createSubscription", seller(api::createSubscription));
        routes.on("GET", of, "getSubscription", seller(api::getSubscription));
        routes.on("DELETE", of + "/{subscriptionId}", "deleteSubscriptionById", seller(api::deleteSubscription));
    }

    /** Seller Central's page: the seller allows the application in, or not. The code is good for five minutes. */
    private Answer consent(Call call, @Nullable Account ignored) {
        Optional<String> back = call.query("redirect_uri");
        if (back.isEmpty()) {
            return Errors.invalidInput("redirect_uri is required.");
        }
        String state = call.query("state").orElse("");
        Optional<Account> seller = call.query("account").flatMap(name -> accounts.find(Account.AMAZON, name));
        return switch (call.query("decision").orElse("")) {
            case "allow" ->
                seller.map(one -> ConsentPage.goBack(
                                back.get(),
                                Map.of(
                                        "state",
                                        state,
                                        "selling_partner_id",
                                        one.sellerId(),
                                        "spapi_oauth_code",
                                        lwa.consent(one))))
                        .orElseGet(() -> Errors.invalidInput("account must be a seller's name."));
            case "deny" -> ConsentPage.goBack(back.get(), Map.of("state", state, "error", "access_denied"));
            default -> ConsentPage.of(call, "Amazon stand-in", accounts.of(Account.AMAZON));
        };
    }

    private interface SellerHandler {
        Answer handle(Call call, Account account);
    }

    private static Handler seller(SellerHandler handler) {
        return (call, account) -> account == null ? Errors.denied("") : handler.handle(call, account);
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public Notices notices() {
        return notices;
    }

    public Marketplace marketplace() {
        return orders;
    }

    @Override
    public String name() {
        return Account.AMAZON;
    }

    @Override
    public String prefix() {
        return "/amazon";
    }

    @Override
    public Routes<Handler> routes() {
        return routes;
    }

    @Override
    public Caller identify(Call call, String operation) {
        if (operation.equals("lwaToken")) {
            return Caller.of(lwa.about(call));
        }
        Optional<Tokens.Token> token = call.header("x-amz-access-token")
                .flatMap(tokens::find)
                .filter(t -> t.partner().equals(Account.AMAZON));
        Account account =
                token.flatMap(t -> accounts.find(Account.AMAZON, t.account())).orElse(null);
        if (WITHOUT_TOKEN.contains(operation)) {
            return Caller.of(account);
        }
        if (call.header("x-amz-access-token").isEmpty()) {
            return Caller.refused(null, Errors.denied("Access token is missing in the request header."));
        }
        if (token.isEmpty()
                || account == null
                || token.get().grantless() != NotificationsApi.GRANTLESS.contains(operation)
                || lwa.revoked(account)) {
            return Caller.refused(
                    account, Errors.denied("The access token you provided is revoked, malformed or invalid."));
        }
        if (!tokens.live(token.get())) {
            return Caller.refused(account, Errors.denied("The access token you provided has expired."));
        }
        return Caller.of(account);
    }

    @Override
    public Optional<Answer> throttle(Call call, @Nullable Account account, String operation) {
        String plan = call.query("mode").orElse("").equals("VALIDATION_PREVIEW") ? "validationPreview" : operation;
        return account == null || quotas.admit(account.name(), plan)
                ? Optional.empty()
                : Optional.of(Errors.quotaExceeded());
    }

    @Override
    public Answer throttled(Fault fault) {
        Answer answer = Errors.quotaExceeded();
        return fault.settings().has("retryAfter") ? answer.with("retry-after", fault.text("retryAfter", "1")) : answer;
    }

    @Override
    public Answer failed(int status) {
        return Errors.failed(status);
    }

    @Override
    public Answer errorInOk() {
        Answer error = Errors.failed(500);
        return new Answer(200, error.headers(), error.body());
    }

    @Override
    public Answer finish(Answer answer, @Nullable Account account, String operation) {
        Answer tagged = answer.with("x-amzn-requestid", accounts.uuid());
        if (account == null || !RATE_SHOWN.contains(answer.status())) {
            return tagged;
        }
        return quotas.plan(account.name(), operation)
                .map(p -> tagged.with("x-amzn-ratelimit-limit", rate(p.ratePerSecond())))
                .orElse(tagged);
    }

    /** As Amazon prints it: at least one decimal, no more than needed. */
    private static String rate(double perSecond) {
        BigDecimal exact =
                BigDecimal.valueOf(perSecond).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
        return exact.setScale(Math.max(1, exact.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
