package org.haat.channelsync.channel.flipkart;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.CancellationSink;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ConsentFlow;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.IdentifierSheet;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.NotificationVerifier;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.PriceSink;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.channel.ShipmentPapers;
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.Quota;
import org.haat.event.ListingSnapshot;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/** Flipkart, put together of its facets. See the README of this folder. */
public final class FlipkartChannel
        implements Channel,
                ListingSink,
                PriceSink,
                StockSink,
                ListingReader,
                ListingCensus,
                OrderSource,
                ReturnSource,
                ShipmentSink,
                ShipmentPapers,
                CancellationSink,
                NotificationVerifier,
                ConsentFlow,
                IdentifierSheet {
    private final FlipkartConfig config;
    private final FlipkartListings listings;
    private final FlipkartOffers offers;
    private final FlipkartCensus census;
    private final FlipkartOrders orders;
    private final FlipkartReturns returns;
    private final FlipkartShipments shipments;
    private final FlipkartCancellations cancellations;
    private final FlipkartNotifications notifications;
    private final FlipkartConsent consent;
    private final Clock clock;
    private final FlipkartSheet sheet = new FlipkartSheet();

    public FlipkartChannel(FlipkartConfig config, HttpParts parts) {
        FlipkartClient client = new FlipkartClient(config, parts);
        this.config = config;
        this.offers = new FlipkartOffers(client, config.limits().readBatch());
        this.listings = new FlipkartListings(client, offers, config.limits(), parts.clock());
        this.census = new FlipkartCensus(client, config.censusPageSize(), FlipkartClient.quota(config));
        this.orders = new FlipkartOrders(client, config, parts.clock());
        this.returns = new FlipkartReturns(client, config.mostPages(), parts.clock());
        this.shipments = new FlipkartShipments(client, orders, offers, parts.clock());
        this.cancellations = new FlipkartCancellations(client, orders);
        this.notifications = new FlipkartNotifications(config.pushFreshness());
        this.consent = new FlipkartConsent(client, config.baseUrl(), parts.clock());
        this.clock = parts.clock();
    }

    @Override
    public String id() {
        return "flipkart";
    }

    @Override
    public Limits limits() {
        return config.limits();
    }

    @Override
    public List<AccountField> accountFields() {
        return FlipkartAccountCheck.FIELDS;
    }

    @Override
    public List<CallPlan> callPlans() {
        Quota quota = FlipkartClient.quota(config);
        return List.of(new CallPlan(CallPlan.ALL, quota.ratePerSecond(), quota.burst()));
    }

    @Override
    public Optional<String> identity(Account account) {
        return Optional.of(account.setting("seller_id") + '|' + account.setting("location_id"));
    }

    @Override
    public List<AccountFault> check(Account account) {
        return FlipkartAccountCheck.faults(account);
    }

    @Override
    public List<Outcome> put(Account account, List<ListingLine> lines) {
        return listings.put(account, lines);
    }

    @Override
    public List<Outcome> retire(Account account, List<ListingLine> lines) {
        return listings.retire(account, lines);
    }

    @Override
    public List<Outcome> setPrice(Account account, List<PriceLine> lines) {
        return listings.setPrice(account, lines);
    }

    @Override
    public List<Outcome> setStock(Account account, List<StockLine> lines) {
        return listings.setStock(account, lines);
    }

    @Override
    public List<RemoteListing> read(Account account, List<String> skus) {
        return offers.read(account, skus);
    }

    @Override
    public Map<String, List<String>> sent(Account account, ListingLine line) {
        return offers.sent(account, line);
    }

    @Override
    public CensusPage census(Account account, @Nullable String cursor) {
        return census.census(account, cursor);
    }

    @Override
    public int censusPageSize() {
        return census.censusPageSize();
    }

    @Override
    public CallPlan censusPlan() {
        return census.censusPlan();
    }

    @Override
    public OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor) {
        return orders.ordersChangedSince(account, since, cursor);
    }

    @Override
    public Optional<RemoteOrder> order(Account account, String remoteOrderId) {
        return orders.order(account, remoteOrderId);
    }

    @Override
    public ReturnPage returnsChangedSince(Account account, Instant since, @Nullable String cursor) {
        return returns.returnsChangedSince(account, since, cursor);
    }

    @Override
    public Optional<RemoteReturn> oneReturn(Account account, String remoteReturnId) {
        return returns.oneReturn(account, remoteReturnId);
    }

    @Override
    public Progress confirm(Account account, Shipment shipment) {
        return shipments.confirm(account, shipment);
    }

    @Override
    public Optional<Papers> papers(Account account, Shipment shipment) {
        return shipments.papers(account, shipment);
    }

    @Override
    public Progress handOver(Account account, Shipment shipment) {
        return shipments.handOver(account, shipment);
    }

    @Override
    public Progress cancel(Account account, OrderCancellation cancellation) {
        return cancellations.cancel(account, cancellation);
    }

    @Override
    public Optional<Hint> verify(Account account, String url, Map<String, String> headers, byte[] body, Instant now) {
        return notifications.verify(account, url, headers, body, now);
    }

    @Override
    public boolean byConsent(Account account) {
        return FlipkartConsent.byConsent(account);
    }

    @Override
    public URI consentPage(Account account, String state, URI callback) {
        return consent.page(account, state, callback);
    }

    @Override
    public ConsentFlow.Answer exchange(Account account, Map<String, String> query, URI callback) {
        return consent.exchange(account, query, callback);
    }

    @Override
    public List<CredentialLife> credentialLives() {
        return FlipkartConsent.lives(clock.instant());
    }

    @Override
    public byte[] write(List<ListingSnapshot> products) {
        return sheet.write(products);
    }

    @Override
    public IdentifierSheet.Answer read(byte[] filled) {
        return sheet.read(filled);
    }
}
