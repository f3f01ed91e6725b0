package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ConsentFlow;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.FeedPlan;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.PriceSink;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.SaleMoney;
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/**
 * One of Amazon's stores behind the port; which one, its id says. Amazon puts its notifications into the seller's queue and
 * signs nothing over HTTP, so that there is no {@code NotificationVerifier}.
 */
public final class AmazonChannel
        implements Channel,
                ListingSink,
                ListingPreview,
                PriceSink,
                StockSink,
                FeedSink,
                ListingReader,
                ListingCensus,
                OrderSource,
                ShipmentSink,
                NotificationQueue,
                ConsentFlow {
    private final AmazonListings listings;
    private final AmazonFeeds feeds;
    private final AmazonReadings readings;
    private final AmazonCensus census;
    private final AmazonOrders orders;
    private final AmazonShipments shipments;
    private final AmazonSubscriptions subscriptions;
    private final AmazonQueue queue;
    private final AmazonConsent consent;
    private final AmazonAccountForm form;
    private final String id;

    /** India's store. */
    public AmazonChannel(AmazonConfig config, HttpParts parts) {
        this(Marketplace.INDIA, config, parts);
    }

    /**
     * @param id of a store in {@code marketplaces.csv}
     * @throws IllegalArgumentException when there is no such store
     */
    public AmazonChannel(String id, AmazonConfig config, HttpParts parts) {
        this.id = Marketplace.ofChannel(id, AmazonListings.today(parts.clock())).channel();
        AmazonClient client = new AmazonClient(config, parts);
        Clock clock = parts.clock();
        ProductSchemas schemas = new ProductSchemas(client, clock, config.definitionMaxAge());
        this.listings = new AmazonListings(client, schemas, clock);
        this.feeds = new AmazonFeeds(client, listings, clock);
        this.readings = new AmazonReadings(client);
        this.census = new AmazonCensus(client, clock);
        this.orders = new AmazonOrders(client, clock, config.orderSearchLag());
        this.shipments = new AmazonShipments(client, orders);
        this.subscriptions = new AmazonSubscriptions(client);
        this.queue = new AmazonQueue(config.queueOrigins());
        this.form = new AmazonAccountForm(this.id, queue, clock);
        this.consent = new AmazonConsent(client, config.consentUrl());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Limits limits() {
        return new Limits(1, 1, 1, AmazonReadings.BATCH);
    }

    @Override
    public List<AccountField> accountFields() {
        return form.fields();
    }

    @Override
    public List<AccountFault> check(Account account) {
        return form.check(account);
    }

    @Override
    public List<CallPlan> callPlans() {
        return AmazonQuotas.plans();
    }

    @Override
    public Optional<String> identity(Account account) {
        return Optional.of(account.setting("seller_id") + '|' + account.setting("marketplace_id"));
    }

    @Override
    public Optional<SaleMoney> saleMoney(Map<String, String> settings, LocalDate on) {
        return form.saleMoney(settings, on);
    }

    @Override
    public List<Outcome> put(Account account, List<ListingLine> lines) {
        return listings.put(account, lines);
    }

    @Override
    public Judgement preview(Account account, ListingLine line) {
        return listings.preview(account, line);
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
    public FeedPlan feedPlan(Kind kind) {
        return feeds.plan(kind);
    }

    @Override
    public Upload upload(Account account, List<FeedLine> lines) {
        return feeds.upload(account, lines);
    }

    @Override
    public String begin(Account account, String document) {
        return feeds.begin(account, document);
    }

    @Override
    public List<String> begunBetween(Account account, Instant from, Instant until) {
        return feeds.begunBetween(account, from, until);
    }

    @Override
    public boolean takeBack(Account account, String feed) {
        return feeds.takeBack(account, feed);
    }

    @Override
    public FeedSink.FeedProgress progress(Account account, String feed, Map<Integer, String> lines) {
        return feeds.progress(account, feed, lines);
    }

    @Override
    public List<RemoteListing> read(Account account, List<String> skus) {
        return readings.read(account, skus);
    }

    @Override
    public Map<String, List<String>> sent(Account account, ListingLine line) {
        return listings.sent(account, line);
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
    public long fewestCalls(long listings) {
        return census.fewestCalls(listings);
    }

    @Override
    public CallPlan censusPlan() {
        return census.censusPlan();
    }

    @Override
    public OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor) {
        return orders.changedSince(account, since, cursor);
    }

    @Override
    public Optional<RemoteOrder> order(Account account, String remoteOrderId) {
        return orders.order(account, remoteOrderId);
    }

    @Override
    public Optional<String> queue(Account account) {
        return queue.url(account);
    }

    @Override
    public List<Received> receive(Account account, Duration patience) {
        return queue.receive(account, patience);
    }

    @Override
    public void remove(Account account, Received message) {
        queue.remove(account, message);
    }

    @Override
    public Reading read(String body) {
        return AmazonNotifications.read(body);
    }

    @Override
    public List<Subscribed> subscribe(Account account) {
        return subscriptions.subscribe(account, queue.arn(account));
    }

    @Override
    public boolean byConsent(Account account) {
        return AmazonConsent.byConsent(account);
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
        return AmazonConsent.LIVES;
    }

    @Override
    public Progress confirm(Account account, Shipment shipment) {
        return shipments.confirm(account, shipment);
    }
}
