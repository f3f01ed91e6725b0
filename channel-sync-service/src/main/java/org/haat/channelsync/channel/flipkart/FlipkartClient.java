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

/** One method a call of the Seller API that Haat makes. All of a seller's calls draw from one bucket. */
final class FlipkartClient {
    private static final String SELLERS = "sellers";
    private final ChannelHttp http;
    private final FlipkartAuth auth;
    private final String baseUrl;
    private final Quota quota;

    FlipkartClient(FlipkartConfig config, HttpParts parts) {
        this.http = new ChannelHttp(config.http(), parts, new FlipkartErrors());
        this.baseUrl = config.baseUrl();
        this.auth = new FlipkartAuth(http, baseUrl, parts.clock());
        this.quota = quota(config);
    }

    /** A twelfth may go at once; the rest comes back evenly: no hour ever sees more than the whole, and a long one nearly all. */
    static Quota quota(FlipkartConfig config) {
        int burst = Math.max(1, config.callsPerHour() / 12);
        return Quota.perHour("flipkart-seller", config.callsPerHour(), burst);
    }

    /** Fetches a token if none is held. @throws ChannelException when the door stays shut */
    void open(Account account) {
        Map<String, String> headers = auth.headers(account);
        if (headers.isEmpty()) {
            throw new ChannelException(FailureKind.AUTH, "No token for account " + account.id());
        }
    }

    JsonNode createListings(Account account, Map<String, ListingBlock> blocks) {
        return change(account, "createListings", listings(), blocks);
    }

    JsonNode updateListings(Account account, Map<String, ListingBlock> blocks) {
        return change(account, "updateListings", listings().path("update"), blocks);
    }

    JsonNode updatePrices(Account account, Map<String, PriceBlock> blocks) {
        return change(account, "updatePrices", listings().path("update", "price"), blocks);
    }

    JsonNode updateStock(Account account, Map<String, StockBlock> blocks) {
        return change(account, "updateInventories", listings().path("update", "inventory"), blocks);
    }

    private JsonNode change(Account account, String operation, Address address, Map<String, ?> blocks) {
        HttpCall call = HttpCall.write(quota.forOperation(operation), "POST", address.uri());
        return http.send(account, call.json(blocks), auth).json(JsonNode.class);
    }

    ListingDetails details(Account account, List<String> skus) {
        URI uri = listings().path("details").uri();
        HttpCall call = HttpCall.ask(quota.forOperation("getListingDetails"), "POST", uri)
                .json(new ListingDetails.Query(skus));
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
        HttpCall call = HttpCall.get(quota.forOperation("getShippingDetails"), uri);
        return http.send(account, call, auth).json(ShippingView.class);
    }

    ActionAnswer pack(Account account, PackRequest request) {
        URI uri = shipments().path("labels").uri();
        HttpCall call =
                HttpCall.write(quota.forOperation("packShipments"), "POST", uri).json(request);
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
        HttpCall call = HttpCall.write(quota.forOperation("cancelShipments"), "POST", uri)
                .json(request);
        return http.send(account, call, auth).json(ActionAnswer.class);
    }

    ActionAnswer dispatch(Account account, DispatchRequest request) {
        URI uri = shipments().path("dispatch").uri();
        HttpCall call = HttpCall.write(quota.forOperation("markReadyToDispatch"), "POST", uri)
                .json(request);
        return http.send(account, call, auth).json(ActionAnswer.class);
    }

    ReturnSearch returns(Account account, String source, Instant from, Instant to) {
        Address address = returns(source)
                .query("modifiedAfter", IndiaTime.text(from))
                .query("modifiedBefore", IndiaTime.text(to))
                .query("locationId", account.setting("location_id"));
        return searchReturns(account, address.uri());
    }

    ReturnSearch oneReturn(Account account, String source, String returnId) {
        return searchReturns(
                account, returns(source).query("returnIds", returnId).uri());
    }

    /** @param next checked by {@link ReturnPages} */
    ReturnSearch nextReturns(Account account, String next) {
        return searchReturns(account, URI.create(baseUrl + next));
    }

    private ReturnSearch searchReturns(Account account, URI uri) {
        HttpCall call = HttpCall.get(quota.forOperation("searchReturns"), uri);
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
