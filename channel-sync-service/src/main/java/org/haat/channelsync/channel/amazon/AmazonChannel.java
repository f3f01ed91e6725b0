package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
                PriceSink,
                StockSink,
                FeedSink,
                ListingReader,
                ListingCensus,
                OrderSource,
                ShipmentSink,
                NotificationQueue,
                ConsentFlow {
    private static final Map<String, String> SECRETS = Map.of(
            "client_id", "Enter the application's LWA client id",
            "client_secret", "Enter the application's LWA client secret",
            "refresh_token",
                    "Authorise the application in Seller Central and enter its refresh token, or connect the account afterwards");
    private final AmazonListings listings;
    private final AmazonFeeds feeds;
    private final AmazonReadings readings;
    private final AmazonOrders orders;
    private final AmazonShipments shipments;
    private final AmazonSubscriptions subscriptions;
    private final AmazonQueue queue;
    private final AmazonConsent consent;
    private final java.time.Clock clock;
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
        this.clock = parts.clock();
        ProductSchemas schemas = new ProductSchemas(client, clock, config.definitionMaxAge());
        this.listings = new AmazonListings(client, schemas, clock);
        this.feeds = new AmazonFeeds(client, listings, clock);
        this.readings = new AmazonReadings(client);
        this.orders = new AmazonOrders(client, clock, config.orderSearchLag());
        this.shipments = new AmazonShipments(client, orders);
        this.subscriptions = new AmazonSubscriptions(client);
        this.queue = new AmazonQueue(config.queueOrigins());
        this.consent = new AmazonConsent(client, config.consentUrl());
    }

    @Override
    public String id() {
        return id;
    }

    private Marketplace store() {
        return Marketplace.ofChannel(id, AmazonListings.today(clock));
    }

    private Map<String, String> settings() {
        Marketplace store = store();
        String language = store.languages().size() == 1
                ? "Enter the language of texts, " + store.language()
                : "Enter the language of texts, one of " + String.join(", ", store.languages());
        return Map.of(
                "seller_id",
                "Enter the merchant token from Seller Central",
                "marketplace_id",
                "Enter the marketplace id, " + store.id(),
                "language",
                language);
    }

    @Override
    public Limits limits() {
        return new Limits(1, 1, 1, AmazonReadings.BATCH);
    }

    @Override
    public List<AccountField> accountFields() {
        List<AccountField> fields = new ArrayList<>();
        settings().forEach((key, hint) -> fields.add(new AccountField(key, false, true, hint)));
        fields.add(new AccountField(
                "gtin_exemption", false, false, "Enter true if Amazon exempted the seller from GTINs, else false"));
        fields.addAll(ForeignPrices.fields(store()));
        fields.add(new AccountField(
                AmazonConsent.APPLICATION,
                false,
                false,
                "Enter the application's id from Seller Central (amzn1.sellerapps…), if sellers give consent there"));
        fields.add(new AccountField(
                AmazonQueue.URL,
                false,
                false,
                "Enter the address of the SQS queue for notifications, if there is one"));
        for (String key : List.of(AmazonQueue.KEY_ID, AmazonQueue.SECRET)) {
            fields.add(new AccountField(key, true, false, "Enter the key of a user who may use the queue"));
        }
        SECRETS.forEach((key, hint) -> fields.add(new AccountField(key, true, !key.equals("refresh_token"), hint)));
        fields.sort(Comparator.comparing(AccountField::secret)
                .thenComparing(field -> !field.required())
                .thenComparing(AccountField::key));
        return List.copyOf(fields);
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
    public List<AccountFault> check(Account account) {
        List<AccountFault> faults = new ArrayList<>();
        missing(account.settings(), settings(), faults);
        missing(account.secrets(), SECRETS, faults);
        if (AmazonConsent.byConsent(account)) {
            faults.removeIf(fault -> fault.key().equals("refresh_token")); // the seller's consent brings it
        }
        place(account, faults);
        String exemption = account.settings().getOrDefault("gtin_exemption", "false");
        if (!exemption.equals("true") && !exemption.equals("false")) {
            faults.add(new AccountFault(
                    "gtin_exemption", "Enter true if Amazon exempted the seller from GTINs, else false"));
        }
        queue.check(account, faults);
        return List.copyOf(faults);
    }

    private void place(Account account, List<AccountFault> faults) {
        Marketplace store = store();
        String given = account.settings().getOrDefault("marketplace_id", "");
        if (!given.isBlank() && !given.equals(store.id())) {
            String other = Marketplace.find(given, AmazonListings.today(clock))
                    .map(there -> "; " + given + " is channel " + there.channel())
                    .orElse("");
            faults.add(new AccountFault("marketplace_id", "This channel's marketplace is " + store.id() + other));
        }
        String language = account.settings().getOrDefault("language", "");
        if (!language.isBlank() && !store.languages().contains(language)) {
            faults.add(new AccountFault(
                    "language", "This store's texts are in " + String.join(" or ", store.languages())));
        }
        new ForeignPrices(store, account.settings()).check(AmazonListings.today(clock), faults);
    }

    @Override
    public Optional<SaleMoney> saleMoney(Map<String, String> settings, LocalDate on) {
        return new ForeignPrices(store(), settings).money(on);
    }

    private static void missing(Map<String, String> given, Map<String, String> needed, List<AccountFault> faults) {
        needed.forEach((key, remedy) -> {
            if (given.getOrDefault(key, "").isBlank()) {
                faults.add(new AccountFault(key, remedy));
            }
        });
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
    public FeedSink.FeedProgress progress(Account account, String feed, Map<Integer, String> lines) {
        return feeds.progress(account, feed, lines);
    }

    @Override
    public List<RemoteListing> read(Account account, List<String> skus) {
        return readings.read(account, skus);
    }

    @Override
    public CensusPage census(Account account, @Nullable String cursor) {
        return readings.census(account, cursor);
    }

    @Override
    public int censusPageSize() {
        return AmazonReadings.BATCH;
    }

    @Override
    public CallPlan censusPlan() {
        return AmazonQuotas.plan("searchListingsItems");
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
