package org.haat.channelsync.channel.memory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.CancellationSink;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ConsentFlow;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.FailureKind;
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
import org.haat.event.Money;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/** A marketplace in memory behind the port, with every facet. */
public final class MemoryChannel
        implements Channel,
                ListingSink,
                ListingPreview,
                PriceSink,
                StockSink,
                FeedSink,
                ListingReader,
                ListingCensus,
                OrderSource,
                ReturnSource,
                ShipmentSink,
                ShipmentPapers,
                CancellationSink,
                NotificationVerifier,
                NotificationQueue,
                ConsentFlow {
    private static final int BATCH = 10;
    private static final int CENSUS_PAGE = 50;
    private static final String CURRENCY = "INR";
    private final MemoryMarket market;
    private final MemoryClient client;
    private final MemoryOrders orders;
    private final MemoryFeeds feeds;
    private final MemoryReturns returns;

    public MemoryChannel(MemoryMarket market, HttpParts parts) {
        this.market = market;
        this.client = new MemoryClient(market, parts);
        this.orders = new MemoryOrders(market, client, parts.clock());
        this.feeds = new MemoryFeeds(market, client, parts.clock());
        this.returns = new MemoryReturns(market, client);
    }

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public Limits limits() {
        return new Limits(BATCH, BATCH, BATCH, BATCH);
    }

    @Override
    public List<CallPlan> callPlans() {
        return Stream.of(MemoryOperation.values())
                .map(MemoryOperation::quota)
                .map(MemoryChannel::plan)
                .toList();
    }

    static CallPlan plan(Quota quota) {
        return new CallPlan(quota.operation(), quota.ratePerSecond(), quota.burst());
    }

    @Override
    public Optional<String> identity(Account account) {
        return Optional.ofNullable(account.settings().get("seller_id"));
    }

    @Override
    public List<AccountFault> check(Account account) {
        return Stream.of("client_id", "client_secret")
                .filter(key -> account.secrets().getOrDefault(key, "").isBlank())
                .map(key -> new AccountFault(key, "required", "Enter the " + key + " that the marketplace gave you"))
                .toList();
    }

    @Override
    public List<Outcome> put(Account account, List<ListingLine> lines) {
        return batches(account, MemoryOperation.PUT_LISTING, lines, ListingLine::sku, line -> {
            if (!line.listing().price().currency().equals(CURRENCY)) {
                return Outcome.rejected(line.sku(), List.of(wrongCurrency()));
            }
            MemoryListing kept = market.put(account.id(), MemoryListing.of(line));
            return new Outcome(line.sku(), Outcome.Status.ACCEPTED, null, kept.remoteId(), null, List.of());
        });
    }

    @Override
    public Judgement preview(Account account, ListingLine line) {
        boolean foreign = !line.listing().price().currency().equals(CURRENCY);
        return client.call(account, MemoryOperation.PREVIEW_LISTING, List.of(line), () -> {
            Optional<ChannelIssue> against = foreign ? Optional.of(wrongCurrency()) : market.refusal(line.sku());
            return new Judgement(against.isEmpty(), true, null, against.stream().toList());
        });
    }

    @Override
    public List<Outcome> retire(Account account, List<ListingLine> lines) {
        return batches(account, MemoryOperation.RETIRE_LISTING, lines, ListingLine::sku, line -> {
            market.remove(account.id(), line.sku());
            return Outcome.accepted(line.sku());
        });
    }

    @Override
    public List<Outcome> setPrice(Account account, List<PriceLine> lines) {
        return batches(account, MemoryOperation.SET_PRICE, lines, PriceLine::sku, line -> {
            if (!line.price().currency().equals(CURRENCY)
                    || !line.mrp().currency().equals(CURRENCY)) {
                return Outcome.rejected(line.sku(), List.of(wrongCurrency()));
            }
            return changed(account, line.sku(), listing -> listing.priced(line.mrp(), line.price()));
        });
    }

    @Override
    public List<Outcome> setStock(Account account, List<StockLine> lines) {
        return batches(
                account,
                MemoryOperation.SET_STOCK,
                lines,
                StockLine::sku,
                line -> changed(account, line.sku(), listing -> listing.stocked(line.quantity())));
    }

    private Outcome changed(Account account, String sku, java.util.function.UnaryOperator<MemoryListing> change) {
        return market.change(account.id(), sku, change)
                .map(listing -> Outcome.accepted(sku))
                .orElseGet(() -> Outcome.failed(sku, FailureKind.NOT_FOUND, "No listing with this SKU"));
    }

    static @Nullable ChannelIssue currencyIssue(FeedLine line) {
        boolean foreign = line instanceof FeedLine.Put put
                        && !put.line().listing().price().currency().equals(CURRENCY)
                || line instanceof FeedLine.Price price
                        && !price.line().price().currency().equals(CURRENCY);
        return foreign ? wrongCurrency() : null;
    }

    private static ChannelIssue wrongCurrency() {
        return ChannelIssue.error("CURRENCY", "This market sells in " + CURRENCY, "price");
    }

    /** What the marketplace says of a line that it does not take. */
    private Optional<Outcome> said(Account account, String sku) {
        if (market.isBusy(account.id(), sku)) {
            return Optional.of(Outcome.failed(sku, FailureKind.TEMPORARY, "Another time, please"));
        }
        return market.refusal(sku).map(issue -> Outcome.rejected(sku, List.of(issue)));
    }

    private <L> List<Outcome> batches(
            Account account,
            MemoryOperation operation,
            List<L> lines,
            Function<L, String> sku,
            Function<L, Outcome> effect) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += BATCH) {
            List<L> batch = lines.subList(from, Math.min(lines.size(), from + BATCH));
            outcomes.addAll(batch(account, operation, batch, sku, effect));
        }
        return List.copyOf(outcomes);
    }

    private <L> List<Outcome> batch(
            Account account,
            MemoryOperation operation,
            List<L> batch,
            Function<L, String> sku,
            Function<L, Outcome> effect) {
        try {
            return client.call(account, operation, batch, () -> batch.stream()
                    .map(line -> said(account, sku.apply(line)).orElseGet(() -> effect.apply(line)))
                    .toList());
        } catch (ChannelException e) {
            return batch.stream()
                    .map(line -> Outcome.failed(sku.apply(line), e))
                    .toList();
        }
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
        List<RemoteListing> read = new ArrayList<>();
        for (int from = 0; from < skus.size(); from += BATCH) {
            List<String> batch = skus.subList(from, Math.min(skus.size(), from + BATCH));
            read.addAll(client.call(account, MemoryOperation.READ_LISTINGS, batch, () -> batch.stream()
                    .map(sku -> readOne(account, sku))
                    .toList()));
        }
        return List.copyOf(read);
    }

    private RemoteListing readOne(Account account, String sku) {
        market.refuseGarbled(account.id(), sku);
        return market.change(account.id(), sku, MemoryListing::read)
                .map(listing -> shown(sku, listing))
                .orElseGet(() -> RemoteListing.absent(sku));
    }

    @Override
    public CensusPage census(Account account, @Nullable String cursor) {
        Instant asOf = market.countedOutAsOf(account.id());
        if (asOf != null) {
            return counted(account, cursor, asOf);
        }
        if (cursor != null && !cursor.startsWith("after-")) {
            throw new ChannelException(FailureKind.REJECTED, "Not a cursor of this channel", "CURSOR", null, null);
        }
        String after = cursor == null ? "" : cursor.substring("after-".length());
        return client.call(account, MemoryOperation.LIST_LISTINGS, Map.of("after", after), () -> {
            List<Found> found = market.after(account.id(), after, CENSUS_PAGE + 1).stream()
                    .map(entry -> Found.of(shown(entry.getKey(), entry.getValue())))
                    .toList();
            return found.size() <= CENSUS_PAGE
                    ? new CensusPage(found, null, true)
                    : new CensusPage(
                            found.subList(0, CENSUS_PAGE),
                            "after-" + found.get(CENSUS_PAGE - 1).sku(),
                            true);
        });
    }

    /** A list that is ordered by the first call, and then lies here. */
    private CensusPage counted(Account account, @Nullable String cursor, Instant asOf) {
        if (cursor == null) {
            Origin ordered = new Origin(1, null, Duration.ofSeconds(20), null);
            return client.call(
                    account,
                    MemoryOperation.LIST_LISTINGS,
                    Map.of(),
                    () -> new CensusPage(List.of(), "list-", true, ordered));
        }
        List<Found> found = market.after(account.id(), cursor.substring("list-".length()), CENSUS_PAGE).stream()
                .map(entry -> listed(entry.getKey(), entry.getValue()))
                .toList();
        boolean last = found.size() < CENSUS_PAGE;
        return new CensusPage(
                found,
                last ? null : "list-" + found.get(CENSUS_PAGE - 1).sku(),
                true,
                new Origin(0, asOf, Duration.ZERO, null));
    }

    /** The list has no attributes; that a title or a bullet was changed is all that it tells of the content. */
    private static Found listed(String sku, MemoryListing listing) {
        RemoteListing whole = shown(sku, listing);
        RemoteListing shown = new RemoteListing(
                sku,
                true,
                whole.live(),
                false,
                whole.remoteId(),
                whole.title(),
                whole.mrp(),
                whole.price(),
                whole.quantity(),
                List.of());
        String words = whole.title() + listing.content().bullets();
        return new Found(sku, whole.remoteId(), shown, Integer.toHexString(words.hashCode()));
    }

    @Override
    public int censusPageSize() {
        return CENSUS_PAGE;
    }

    @Override
    public CallPlan censusPlan() {
        return plan(MemoryOperation.LIST_LISTINGS.quota());
    }

    private static RemoteListing shown(String sku, MemoryListing listing) {
        Money mrp = listing.mrp();
        return new RemoteListing(
                sku,
                true,
                listing.live(),
                false,
                listing.remoteId(),
                listing.content().title().get("en"),
                mrp,
                listing.price(),
                listing.quantity(),
                List.of(),
                texts(listing.content()));
    }

    @Override
    public Map<String, List<String>> sent(Account account, ListingLine line) {
        return texts(line.listing());
    }

    private static Map<String, List<String>> texts(ListingSnapshot content) {
        Map<String, List<String>> texts = new TreeMap<>();
        content.attributes().forEach((name, value) -> texts.put(name, List.of(value)));
        texts.put("bullets", content.bullets());
        return texts;
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
    public ReturnPage returnsChangedSince(Account account, Instant since, @Nullable String cursor) {
        return returns.returnsChangedSince(account, since, cursor);
    }

    @Override
    public Optional<RemoteReturn> oneReturn(Account account, String remoteReturnId) {
        return returns.oneReturn(account, remoteReturnId);
    }

    @Override
    public Progress confirm(Account account, Shipment shipment) {
        return orders.confirm(account, shipment);
    }

    @Override
    public Optional<Papers> papers(Account account, Shipment shipment) {
        return orders.papers(account, shipment);
    }

    @Override
    public Progress handOver(Account account, Shipment shipment) {
        return orders.handOver(account, shipment);
    }

    @Override
    public Progress cancel(Account account, OrderCancellation cancellation) {
        return orders.cancel(account, cancellation);
    }

    @Override
    public Optional<Hint> verify(Account account, String url, Map<String, String> headers, byte[] body, Instant now) {
        return MemoryNotification.verify(account.secret("client_secret"), url, headers, body, now);
    }

    @Override
    public Optional<String> queue(Account account) {
        return Optional.ofNullable(account.settings().get("queue"));
    }

    @Override
    public List<Received> receive(Account account, Duration patience) {
        if (!market.queue().lets(account.setting("queue"), account.secrets().get("client_id"))) {
            throw new ChannelException(FailureKind.FORBIDDEN, "The queue is another's");
        }
        return market.queue().receive(account.setting("queue"), patience);
    }

    @Override
    public void remove(Account account, Received message) {
        market.queue().remove(account.setting("queue"), message);
    }

    @Override
    public Reading read(String body) {
        return MemoryQueue.read(body);
    }

    @Override
    public List<Subscribed> subscribe(Account account) {
        return List.of(new Subscribed("ORDER", "orders-of-" + account.setting("seller_id"), "1.0"));
    }

    @Override
    public boolean byConsent(Account account) {
        return account.settings().containsKey("consent");
    }

    @Override
    public URI consentPage(Account account, String state, URI callback) {
        return MemoryConsent.page(account, state, callback);
    }

    @Override
    public ConsentFlow.Answer exchange(Account account, Map<String, String> query, URI callback) {
        return MemoryConsent.exchange(query);
    }

    @Override
    public List<CredentialLife> credentialLives() {
        return MemoryConsent.LIVES;
    }
}
