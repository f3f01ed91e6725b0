package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.flipkart.wire.ActionAnswer;
import org.haat.channelsync.channel.flipkart.wire.CancelRequest;
import org.haat.channelsync.channel.flipkart.wire.DispatchRequest;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails;
import org.haat.channelsync.channel.flipkart.wire.ListingSearch;
import org.haat.channelsync.channel.flipkart.wire.PackRequest;
import org.haat.channelsync.channel.flipkart.wire.PriceBlock;
import org.haat.channelsync.channel.flipkart.wire.ReturnSearch;
import org.haat.channelsync.channel.flipkart.wire.ShipmentSearch;
import org.haat.channelsync.channel.flipkart.wire.ShippingView;
import org.haat.channelsync.channel.flipkart.wire.StockBlock;
import org.haat.channelsync.channel.flipkart.wire.TokenAnswer;
import org.haat.channelsync.channel.http.Address;
import org.haat.channelsync.channel.http.ChannelHttp;
import org.haat.channelsync.channel.http.HttpAnswer;
import org.haat.channelsync.channel.http.HttpCall;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.QuotaScopes;

/** One method a call of the Seller API that Haat makes. All of a seller's calls draw from one bucket. */
final class FlipkartClient {
    private static final String SELLERS = "sellers";
    private static final String SELLER_QUOTA = "flipkart-seller";
    private static final String RETURNS = "searchReturns";
    /** Packing: order view first, then listings, labels, and the order view again. */
    private static final int MOST_CALLS_THAT_GO_ON = 3;

    private final ChannelHttp http;
    private final FlipkartAuth auth;
    private final String baseUrl;
    private final Quota quota;

    FlipkartClient(FlipkartConfig config, HttpParts parts) {
        this.http = new ChannelHttp(config.http(), parts, new FlipkartErrors(), FlipkartClient::shared);
        this.baseUrl = config.baseUrl();
        this.auth = new FlipkartAuth(http, baseUrl, parts.clock());
        this.quota = quota(config);
    }

    /**
     * A twelfth may go at once; the rest comes back evenly: no hour ever sees more than the whole, and a long one nearly all.
     * What begins leaves permits for what goes on, so that a reading is not in vain because the update after it must wait.
     */
    static Quota quota(FlipkartConfig config) {
        int burst = Math.max(1, config.callsPerHour() / 12);
        return Quota.perHour(SELLER_QUOTA, config.callsPerHour(), burst).leaving(MOST_CALLS_THAT_GO_ON);
    }

    /** Flipkart counts by seller: places of dispatch that are accounts of their own share the hour. */
    private static List<Quota> shared(Account account, Quota quota) {
        String seller = account.settings().getOrDefault("seller_id", "");
        boolean ofTheSeller = quota.bucket().equals(SELLER_QUOTA) && !seller.isBlank();
        return List.of(ofTheSeller ? quota.of(QuotaScopes.group("flipkart", seller)) : quota);
    }

    private Quota goesOn(String operation) {
        return quota.forOperation(operation).goingOn();
    }

    /** Fetches a token if none is held. @throws ChannelException when the door stays shut */
    void open(Account account) {
        Map<String, String> headers = auth.headers(account);
        if (headers.isEmpty()) {
            throw new ChannelException(FailureKind.AUTH, "No token for account " + account.id());
        }
    }

    JsonNode createListings(Account account, Map<String, ListingBlock> blocks) {
        return change(account, goesOn("createListings"), listings(), blocks);
    }

    JsonNode updateListings(Account account, Map<String, ListingBlock> blocks) {
        return change(account, goesOn("updateListings"), listings().path("update"), blocks);
    }

    JsonNode updatePrices(Account account, Map<String, PriceBlock> blocks) {
        return change(account, quota.forOperation("updatePrices"), listings().path("update", "price"), blocks);
    }

    JsonNode updateStock(Account account, Map<String, StockBlock> blocks) {
        return change(
                account, quota.forOperation("updateInventories"), listings().path("update", "inventory"), blocks);
    }

    /** As {@link #updateStock}, on the way of something begun. */
    JsonNode closePlaces(Account account, Map<String, StockBlock> blocks) {
        return change(account, goesOn("updateInventories"), listings().path("update", "inventory"), blocks);
    }

    private JsonNode change(Account account, Quota permit, Address address, Map<String, ?> blocks) {
        HttpCall call = HttpCall.write(permit, "POST", address.uri());
        return http.send(account, call.json(blocks), auth).json(JsonNode.class);
    }

    ListingDetails details(Account account, List<String> skus) {
        return details(account, skus, quota.forOperation("getListingDetails"));
    }

    /** As {@link #details}, on the way of something begun. */
    ListingDetails detailsOnTheWay(Account account, List<String> skus) {
        return details(account, skus, goesOn("getListingDetails"));
    }

    private ListingDetails details(Account account, List<String> skus, Quota permit) {
        URI uri = listings().path("details").uri();
        HttpCall call = HttpCall.ask(permit, "POST", uri).json(new ListingDetails.Query(skus));
        return http.send(account, call, auth).json(ListingDetails.class);
    }

    ListingSearch.Page searchListings(Account account, ListingSearch search) {
        URI uri = listings().path("search").uri();
        HttpCall call =
                HttpCall.ask(quota.forOperation("searchListings"), "POST", uri).json(search);
        return http.send(account, call, auth).json(ListingSearch.Page.class);
    }

    ShipmentSearch.Page search(Account account, ShipmentSearch search) {
        HttpCall call = HttpCall.ask(
                        quota.forOperation("filterShipments"),
                        "POST",
                        shipments().path("filter").uri())
                .json(search);
        return http.send(account, call, auth).json(ShipmentSearch.Page.class);
    }

    /** @param next checked by {@link NextPage} */
    ShipmentSearch.Page nextPage(Account account, String next) {
        HttpCall call = HttpCall.get(quota.forOperation("nextShipmentPage"), URI.create(baseUrl + next));
        return http.send(account, call, auth).json(ShipmentSearch.Page.class);
    }

    /** The order view: items, prices, states. Ids are checked by {@link ShipmentId}; Flipkart parts them with plain commas. */
    ShipmentSearch.Page shipments(Account account, List<String> shipmentIds) {
        URI uri = URI.create(shipments().uri() + "?shipmentIds=" + String.join(",", shipmentIds));
        HttpCall call = HttpCall.get(quota.forOperation("getShipments"), uri);
        return http.send(account, call, auth).json(ShipmentSearch.Page.class);
    }

    /** The shipping view: where they go. */
    ShippingView shipping(Account account, List<String> shipmentIds) {
        URI uri = URI.create(shipments().uri() + "/" + String.join(",", shipmentIds));
        HttpCall call = HttpCall.get(goesOn("getShippingDetails"), uri);
        return http.send(account, call, auth).json(ShippingView.class);
    }

    ActionAnswer pack(Account account, PackRequest request) {
        URI uri = shipments().path("labels").uri();
        HttpCall call = HttpCall.write(goesOn("packShipments"), "POST", uri).json(request);
        return http.send(account, call, auth).json(ActionAnswer.class);
    }

    /** Label and invoice of packed shipments as one PDF. */
    HttpAnswer papers(Account account, List<String> shipmentIds) {
        URI uri = URI.create(shipments().uri() + "/" + String.join(",", shipmentIds) + "/labels");
        HttpCall call = HttpCall.get(quota.forOperation("downloadLabelsAndInvoices"), uri);
        return http.send(account, call.header("accept", "application/pdf"), auth);
    }

    ActionAnswer cancel(Account account, CancelRequest request) {
        URI uri = shipments().path("cancel").uri();
        HttpCall call = HttpCall.write(goesOn("cancelShipments"), "POST", uri).json(request);
        return http.send(account, call, auth).json(ActionAnswer.class);
    }

    ActionAnswer dispatch(Account account, DispatchRequest request) {
        URI uri = shipments().path("dispatch").uri();
        HttpCall call =
                HttpCall.write(goesOn("markReadyToDispatch"), "POST", uri).json(request);
        return http.send(account, call, auth).json(ActionAnswer.class);
    }

    ReturnSearch returns(Account account, String source, Instant from, Instant to) {
        Address address = returns(source)
                .query("modifiedAfter", IndiaTime.text(from))
                .query("modifiedBefore", IndiaTime.text(to))
                .query("locationId", account.setting("location_id"));
        return searchReturns(account, address.uri(), quota.forOperation(RETURNS));
    }

    /** @param first false for the second source in which a return is looked for */
    ReturnSearch oneReturn(Account account, String source, String returnId, boolean first) {
        URI uri = returns(source).query("returnIds", returnId).uri();
        return searchReturns(account, uri, first ? quota.forOperation(RETURNS) : goesOn(RETURNS));
    }

    /** @param next checked by {@link ReturnPages} */
    ReturnSearch nextReturns(Account account, String next) {
        return searchReturns(account, URI.create(baseUrl + next), quota.forOperation(RETURNS));
    }

    private ReturnSearch searchReturns(Account account, URI uri, Quota permit) {
        HttpCall call = HttpCall.get(permit, uri);
        return http.send(account, call, auth).json(ReturnSearch.class);
    }

    private Address returns(String source) {
        return Address.of(baseUrl).path(SELLERS, "v2", "returns").query("source", source);
    }

    private Address listings() {
        return Address.of(baseUrl).path(SELLERS, "listings", "v3");
    }

    private Address shipments() {
        return Address.of(baseUrl).path(SELLERS, "v3", "shipments");
    }

    TokenAnswer exchange(Account account, String code, String state, URI callback) {
        return auth.exchange(account, code, state, callback);
    }
}
