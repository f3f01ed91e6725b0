package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.amazon.wire.ConfirmShipmentRequest;
import org.haat.channelsync.channel.amazon.wire.Definition;
import org.haat.channelsync.channel.amazon.wire.Destinations;
import org.haat.channelsync.channel.amazon.wire.Feed;
import org.haat.channelsync.channel.amazon.wire.FeedDocument;
import org.haat.channelsync.channel.amazon.wire.ItemSearch;
import org.haat.channelsync.channel.amazon.wire.ListingsItemPatchRequest;
import org.haat.channelsync.channel.amazon.wire.ListingsItemPutRequest;
import org.haat.channelsync.channel.amazon.wire.LwaToken;
import org.haat.channelsync.channel.amazon.wire.OrderSearch;
import org.haat.channelsync.channel.amazon.wire.Submission;
import org.haat.channelsync.channel.amazon.wire.Subscription;
import org.haat.channelsync.channel.http.Address;
import org.haat.channelsync.channel.http.ChannelHttp;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.Credentials;
import org.haat.channelsync.channel.http.HttpAnswer;
import org.haat.channelsync.channel.http.HttpCall;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.HttpSettings;
import org.jspecify.annotations.Nullable;

/** The operations of the Selling Partner API that are used, one method each; knows paths and messages, no meaning. */
final class AmazonClient {
    static final String FEED_CONTENT = "application/json; charset=UTF-8";
    private static final String FEED_TYPE = "JSON_LISTINGS_FEED";
    private static final String ORDERS = "2026-01-01";
    /** The seller's own attributes come along: what was changed there costs no call to see. */
    private static final String LISTING_PARTS = "summaries,attributes,issues,offers,fulfillmentAvailability";

    private static final String ORDER_PARTS = "BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES";
    private static final String NOTIFICATIONS = "sellingpartnerapi::notifications";
    private final AmazonConfig config;
    private final ChannelHttp http;
    private final AmazonAuth auth;
    private final AmazonAuth application;

    AmazonClient(AmazonConfig config, HttpParts parts) {
        this.config = config;
        this.http = new ChannelHttp(settings(config), parts, new AmazonErrors(), AmazonQuotas.scopes(config.baseUrl()));
        this.auth = AmazonAuth.seller(http, config.lwaUrl(), parts.clock());
        this.application = AmazonAuth.application(http, config.lwaUrl(), parts.clock(), NOTIFICATIONS);
    }

    private static HttpSettings settings(AmazonConfig config) {
        String[] origins = Stream.concat(
                        Stream.of(config.baseUrl(), config.lwaUrl()), config.documentOrigins().stream())
                .toArray(String[]::new);
        return HttpSettings.forBaseUrls(origins)
                .timeouts(config.connectTimeout(), config.readTimeout(), config.totalTimeout())
                .rateHeader("x-amzn-RateLimit-Limit")
                .refusedStatuses(401, 403);
    }

    Submission putListing(Account account, String sku, ListingsItemPutRequest request) {
        HttpCall call = HttpCall.write(
                AmazonQuotas.of("putListingsItem"),
                "PUT",
                itemForWriting(account, sku).uri());
        return send(account, call.json(request)).json(Submission.class);
    }

    /** Judges and keeps nothing, so that it may be repeated. */
    Submission previewListing(Account account, String sku, ListingsItemPutRequest request) {
        Address address = item(account, sku)
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("includedData", "identifiers,issues")
                .query("issueLocale", language(account))
                .query("mode", "VALIDATION_PREVIEW");
        HttpCall call = HttpCall.ask(AmazonQuotas.of("validationPreview"), "PUT", address.uri());
        return send(account, call.json(request)).json(Submission.class);
    }

    Submission patchListing(Account account, String sku, ListingsItemPatchRequest request) {
        HttpCall call = HttpCall.write(
                AmazonQuotas.of("patchListingsItem"),
                "PATCH",
                itemForWriting(account, sku).uri());
        return send(account, call.json(request)).json(Submission.class);
    }

    /** @return empty when there is no such listing */
    Optional<Submission> deleteListing(Account account, String sku) {
        Address address = item(account, sku)
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("issueLocale", language(account));
        HttpCall call = HttpCall.write(AmazonQuotas.of("deleteListingsItem"), "DELETE", address.uri())
                .expecting(404);
        HttpAnswer answer = send(account, call);
        return answer.ok() ? Optional.of(answer.json(Submission.class)) : Optional.empty();
    }

    ItemSearch searchListings(Account account, List<String> skus) {
        URI uri = Address.of(config.baseUrl())
                .path("listings", "2021-08-01", "items", account.setting("seller_id"))
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("issueLocale", language(account))
                .query("includedData", LISTING_PARTS)
                .query("identifiersType", "SKU")
                .query("identifiers", String.join(",", skus))
                .query("pageSize", "20")
                .uri();
        return send(account, HttpCall.get(AmazonQuotas.of("searchListingsItems"), uri))
                .json(ItemSearch.class);
    }

    /** @return empty when there is no such listing */
    Optional<ItemSearch.Item> listing(Account account, String sku) {
        Address address = item(account, sku)
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("issueLocale", language(account))
                .query("includedData", LISTING_PARTS);
        HttpCall call =
                HttpCall.get(AmazonQuotas.of("getListingsItem"), address.uri()).expecting(404);
        HttpAnswer answer = send(account, call);
        return answer.ok() ? Optional.of(answer.json(ItemSearch.Item.class)) : Optional.empty();
    }

    /** Every listing of the seller, by SKU. Amazon pages through the first thousand and no further. */
    ItemSearch listListings(Account account, @Nullable String pageToken) {
        Address address = Address.of(config.baseUrl())
                .path("listings", "2021-08-01", "items", account.setting("seller_id"))
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("issueLocale", language(account))
                .query("includedData", LISTING_PARTS)
                .query("sortBy", "sku")
                .query("sortOrder", "ASC")
                .query("pageSize", "20");
        Address page = pageToken == null ? address : address.query("pageToken", pageToken);
        return send(account, HttpCall.get(AmazonQuotas.of("searchListingsItems"), page.uri()))
                .json(ItemSearch.class);
    }

    /** @return empty when Amazon has no such product type */
    Optional<Definition> definition(Account account, String productType) {
        URI uri = Address.of(config.baseUrl())
                .path("definitions", "2020-09-01", "productTypes", productType)
                .query("sellerId", account.setting("seller_id"))
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("requirements", "LISTING")
                .query("requirementsEnforced", "ENFORCED")
                .query("locale", language(account))
                .uri();
        HttpCall call =
                HttpCall.get(AmazonQuotas.of("getDefinitionsProductType"), uri).expecting(404);
        HttpAnswer answer = send(account, call);
        return answer.ok() ? Optional.of(answer.json(Definition.class)) : Optional.empty();
    }

    /** A document behind a presigned address, to which no credentials go. */
    byte[] document(Account account, URI address) {
        HttpCall call = HttpCall.get(AmazonQuotas.of("downloadSchema"), address);
        return http.send(account, call, Credentials.NONE).bytes();
    }

    OrderSearch searchOrders(Account account, Instant lastUpdatedAfter, @Nullable String paginationToken) {
        Address address = Address.of(config.baseUrl())
                .path("orders", ORDERS, "orders")
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("lastUpdatedAfter", lastUpdatedAfter.toString())
                .query("maxResultsPerPage", "100")
                .query("includedData", ORDER_PARTS);
        Address page = paginationToken == null ? address : address.query("paginationToken", paginationToken);
        return send(account, HttpCall.get(AmazonQuotas.of("searchOrders"), page.uri()))
                .json(OrderSearch.class);
    }

    /** @return empty when Amazon has no such order */
    Optional<OrderSearch.One> order(Account account, String orderId) {
        URI uri = Address.of(config.baseUrl())
                .path("orders", ORDERS, "orders", orderId)
                .query("includedData", ORDER_PARTS)
                .uri();
        HttpAnswer answer =
                send(account, HttpCall.get(AmazonQuotas.of("getOrder"), uri).expecting(404));
        return answer.ok() ? Optional.of(answer.json(OrderSearch.One.class)) : Optional.empty();
    }

    /** Orders v0, since 2026-01-01 has no such operation. */
    void confirmShipment(Account account, String orderId, ConfirmShipmentRequest request) {
        URI uri = Address.of(config.baseUrl())
                .path("orders", "v0", "orders", orderId, "shipmentConfirmation")
                .uri();
        HttpAnswer answer = send(
                account,
                HttpCall.write(AmazonQuotas.of("confirmShipment"), "POST", uri).json(request));
        if (answer.status() != 204) {
            answer.json(com.fasterxml.jackson.databind.node.ObjectNode.class);
        }
    }

    /** @return empty when there is one for this queue already */
    Optional<Destinations.Destination> createDestination(Account account, String arn) {
        HttpCall call = HttpCall.write(
                        AmazonQuotas.of("createDestination"),
                        "POST",
                        notifications("destinations").uri())
                .json(new Destinations.Wish("haat", new Destinations.Resource(new Destinations.Sqs(arn))))
                .expecting(409);
        HttpAnswer answer = http.send(account, call, application);
        return answer.ok()
                ? Optional.ofNullable(answer.json(Destinations.One.class).payload())
                : Optional.empty();
    }

    Destinations destinations(Account account) {
        HttpCall call = HttpCall.get(
                AmazonQuotas.of("getDestinations"),
                notifications("destinations").uri());
        return http.send(account, call, application).json(Destinations.class);
    }

    /** @return empty when there is one of this type already */
    Optional<Subscription.Detail> createSubscription(Account account, String type, Subscription.Wish wish) {
        HttpCall call = HttpCall.write(
                        AmazonQuotas.of("createSubscription"),
                        "POST",
                        notifications("subscriptions", type).uri())
                .json(wish)
                .expecting(409);
        HttpAnswer answer = send(account, call);
        return answer.ok() ? Optional.ofNullable(answer.json(Subscription.class).payload()) : Optional.empty();
    }

    Subscription subscription(Account account, String type, String payloadVersion) {
        URI uri = notifications("subscriptions", type)
                .query("payloadVersion", payloadVersion)
                .uri();
        return send(account, HttpCall.get(AmazonQuotas.of("getSubscription"), uri))
                .json(Subscription.class);
    }

    void deleteSubscription(Account account, String type, String id) {
        HttpCall call = HttpCall.write(
                        AmazonQuotas.of("deleteSubscriptionById"),
                        "DELETE",
                        notifications("subscriptions", type, id).uri())
                .expecting(404);
        var unused = http.send(account, call, application);
    }

    private Address notifications(String... path) {
        String[] whole =
                Stream.concat(Stream.of("notifications", "v1"), Stream.of(path)).toArray(String[]::new);
        return Address.of(config.baseUrl()).path(whole);
    }

    FeedDocument createFeedDocument(Account account, String contentType) {
        HttpCall call = HttpCall.write(
                AmazonQuotas.of("createFeedDocument"),
                "POST",
                feeds("documents").uri());
        return send(account, call.json(new FeedDocument.New(contentType))).json(FeedDocument.class);
    }

    /** The content type is part of the address's signature, and no credentials go there. */
    void upload(Account account, URI address, String contentType, String text) {
        HttpCall call = HttpCall.write(AmazonQuotas.of("uploadFeedDocument"), "PUT", address);
        http.send(account, call.document(contentType, text), Credentials.NONE);
    }

    Feed.Created createFeed(Account account, String document) {
        HttpCall call = HttpCall.write(
                AmazonQuotas.of("createFeed"), "POST", feeds("feeds").uri());
        Feed.New feed = new Feed.New(FEED_TYPE, List.of(account.setting("marketplace_id")), document);
        return send(account, call.json(feed)).json(Feed.Created.class);
    }

    Feed feed(Account account, String id) {
        return send(
                        account,
                        HttpCall.get(
                                AmazonQuotas.of("getFeed"), feeds("feeds", id).uri()))
                .json(Feed.class);
    }

    void cancelFeed(Account account, String id) {
        var unused = send(
                account,
                HttpCall.write(
                        AmazonQuotas.of("cancelFeed"),
                        "DELETE",
                        feeds("feeds", id).uri()));
    }

    /** A page's token stands alone: Amazon refuses other filters beside it. */
    Feed.Page listFeeds(Account account, Instant since, Instant until, @Nullable String nextToken) {
        Address address = nextToken != null
                ? feeds("feeds").query("nextToken", nextToken)
                : feeds("feeds")
                        .query("feedTypes", FEED_TYPE)
                        .query("marketplaceIds", account.setting("marketplace_id"))
                        .query("pageSize", "100")
                        .query("createdSince", since.toString())
                        .query("createdUntil", until.toString());
        return send(account, HttpCall.get(AmazonQuotas.of("getFeeds"), address.uri()))
                .json(Feed.Page.class);
    }

    FeedDocument feedDocument(Account account, String id) {
        return send(
                        account,
                        HttpCall.get(
                                AmazonQuotas.of("getFeedDocument"),
                                feeds("documents", id).uri()))
                .json(FeedDocument.class);
    }

    byte[] report(Account account, URI address) {
        HttpCall call = HttpCall.get(AmazonQuotas.of("downloadFeedReport"), address);
        return http.send(account, call.bulk(), Credentials.NONE).bytes();
    }

    private Address feeds(String... segments) {
        return Address.of(config.baseUrl()).path("feeds", "2021-06-30").path(segments);
    }

    /** A refresh token for a code that a seller's consent brought. The code is good once, so it is never tried again. */
    String exchange(Account account, String code, URI callback) {
        HttpCall call = HttpCall.write(AmazonQuotas.of("lwaToken"), "POST", URI.create(config.lwaUrl()))
                .form(Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", callback.toString(),
                        "client_id", account.secret("client_id"),
                        "client_secret", account.secret("client_secret")));
        LwaToken answer = http.send(account, call, Credentials.NONE).json(LwaToken.class);
        return ChannelJson.required(answer.refreshToken(), "refresh_token");
    }

    HttpAnswer send(Account account, HttpCall call) {
        return http.send(account, call, auth);
    }

    /** To a presigned address, to which no credentials go. */
    HttpAnswer sendOpenly(Account account, HttpCall call) {
        return http.send(account, call, Credentials.NONE);
    }

    Address address() {
        return Address.of(config.baseUrl());
    }

    private Address item(Account account, String sku) {
        return Address.of(config.baseUrl()).path("listings", "2021-08-01", "items", account.setting("seller_id"), sku);
    }

    private Address itemForWriting(Account account, String sku) {
        return item(account, sku)
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("includedData", "issues")
                .query("issueLocale", language(account));
    }

    private static String language(Account account) {
        return account.setting("language");
    }
}
