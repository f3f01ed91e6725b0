package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.CancellationSink;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelHarness;
import org.haat.channelsync.channel.Fault;
import org.haat.channelsync.channel.FeedFate;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.NotificationVerifier;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.ShipmentPapers;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.Transcript;
import org.haat.event.Money;

/** Amazon on the bench. */
final class AmazonHarness implements ChannelHarness {
    private final Marketplace store;
    private final Account one;
    private final Account other;
    final AmazonFarSide farSide;
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final List<Transcript.Entry> entries = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());
    private final Set<String> called = ConcurrentHashMap.newKeySet();
    private final Channel channel;
    private final Channel impatient;

    AmazonHarness() {
        this("amazon-in");
    }

    AmazonHarness(String store) {
        this.store = Marketplace.ofChannel(store, LocalDate.of(2026, 11, 21));
        this.one = account("00000000-0000-0000-0000-00000000000a", "one");
        this.other = account("00000000-0000-0000-0000-00000000000b", "other");
        this.farSide = new AmazonFarSide(this.store.id(), this.store.language());
        this.channel = channelAt(farSide.stub.baseUrl());
        this.impatient = channelAt(farSide.stub.baseUrl(), Duration.ofMillis(300));
    }

    private Account account(String id, String name) {
        return new Account(
                UUID.fromString(id),
                "wb-prd",
                Map.of(
                        "seller_id",
                        "SELLER" + name.toUpperCase(java.util.Locale.ROOT),
                        "marketplace_id",
                        store.id(),
                        "language",
                        store.language(),
                        "currency",
                        "INR",
                        "gtin_exemption",
                        "true"),
                Map.of(
                        "client_id", name + "-client-canary",
                        "client_secret", name + "-secret-canary",
                        "refresh_token", name + "-refresh-canary"));
    }

    Channel channelAt(String url) {
        return channelAt(url, Duration.ofSeconds(10));
    }

    private Channel channelAt(String url, Duration readTimeout) {
        return new AmazonChannel(store.channel(), config(url, readTimeout), parts());
    }

    private static AmazonConfig config(String url, Duration readTimeout) {
        return AmazonConfig.of(url, url + "/auth/o2/token")
                .timeouts(Duration.ofSeconds(5), readTimeout, Duration.ofSeconds(20));
    }

    private HttpParts parts() {
        return HttpParts.inProcess(clock)
                .withPause(clock.pause())
                .withTranscript(entries::add)
                .withMeter((account, operation, outcome, took) -> {
                    called.add(operation);
                    counts.merge(outcome, 1L, Long::sum);
                });
    }

    /** Amazon's calls alone, without the channel around them. */
    AmazonClient client() {
        return new AmazonClient(config(farSide.stub.baseUrl(), Duration.ofSeconds(10)), parts());
    }

    /** The operations that any call was of. */
    Set<String> called() {
        return Set.copyOf(called);
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Channel impatient() {
        return impatient;
    }

    @Override
    public Account account() {
        return one;
    }

    @Override
    public Account otherAccount() {
        return other;
    }

    @Override
    public MovableClock clock() {
        return clock;
    }

    @Override
    public Map<Class<?>, String> unsupported() {
        return Map.of(
                ReturnSource.class,
                "Returns of goods that the seller sends come as a report (GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE), not by order",
                ShipmentPapers.class,
                "Amazon makes no label of what the seller sends itself; Easy Ship, which does, is another programme",
                NotificationVerifier.class,
                "Amazon pushes into an SQS queue, never over HTTP",
                CancellationSink.class,
                "cancelOrder is not in the published model; a seller cancels in Seller Central");
    }

    @Override
    public List<String> requiredKeys() {
        return List.of("seller_id", "marketplace_id", "language", "client_id", "client_secret", "refresh_token");
    }

    @Override
    public Optional<Channel> unplugged() {
        return Optional.of(channelAt("http://127.0.0.1:9"));
    }

    @Override
    public Optional<Supplier<Channel>> badlyAddressed() {
        return Optional.of(() -> channelAt("sellingpartnerapi-eu.amazon.com"));
    }

    @Override
    public String folder() {
        return store.inIndia() ? "amazon" : store.channel();
    }

    @Override
    public ListingLine listing(String sku) {
        ListingLine sample = Samples.listing(sku);
        return store.inIndia()
                ? sample
                : new ListingLine(
                        sample.listing().priced(highestPrice(), sellingPrice()), sample.quantity(), sample.remoteId());
    }

    @Override
    public Money sellingPrice() {
        return new Money(199_950, store.currency());
    }

    @Override
    public Optional<Money> highestPriceKept() {
        return store.inIndia() ? Optional.of(highestPrice()) : Optional.empty();
    }

    @Override
    public void show(Account account, String sku, boolean live, int quantity) {
        farSide.show(account.setting("seller_id"), sku, live, quantity);
    }

    @Override
    public void refuse(String sku) {
        farSide.refuse(sku);
    }

    @Override
    public void orders(Account account, List<List<OrderSeed>> pages) {
        farSide.orders(account.setting("seller_id"), pages);
    }

    @Override
    public void feeds(Account account, FeedFate fate) {
        farSide.feeds.fate(fate);
    }

    @Override
    public OptionalInt stock(Account account, String sku) {
        return farSide.listing(account.setting("seller_id"), sku)
                .map(shown -> OptionalInt.of(shown.quantity()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public Optional<Money> price(Account account, String sku) {
        return amount(account, sku, "our_price");
    }

    @Override
    public Optional<Money> mrp(Account account, String sku) {
        return amount(account, sku, "maximum_retail_price");
    }

    private Optional<Money> amount(Account account, String sku, String name) {
        return farSide.listing(account.setting("seller_id"), sku)
                .map(AmazonFarSide.Shown::offer)
                .flatMap(offer -> {
                    JsonNode value =
                            offer.path(name).path(0).path("schedule").path(0).path("value_with_tax");
                    return value.isNumber()
                            ? Optional.of(new Money(
                                    new BigDecimal(value.asText())
                                            .movePointRight(2)
                                            .longValueExact(),
                                    offer.path("currency").asText()))
                            : Optional.empty();
                });
    }

    @Override
    public void answer(Operation operation, Fault fault) {
        farSide.stub.answer(operation, fault);
    }

    @Override
    public void calm() {
        farSide.calm();
    }

    @Override
    public List<ChannelHarness.Request> requests(Operation operation) {
        return farSide.stub.requests(operation).stream()
                .map(request -> new ChannelHarness.Request(owner(request), text(request)))
                .toList();
    }

    private @org.jspecify.annotations.Nullable UUID owner(com.github.tomakehurst.wiremock.http.Request request) {
        if (request.getHeader("x-amz-access-token") == null) {
            return null;
        }
        return AmazonFarSide.sellerOf(request).endsWith("ONE") ? one.id() : other.id();
    }

    static String text(com.github.tomakehurst.wiremock.http.Request request) {
        StringBuilder text = new StringBuilder(request.getMethod().getName() + " " + request.getUrl() + "\n");
        for (String name : List.of("accept", "content-type", "user-agent", "x-amz-access-token")) {
            if (request.getHeader(name) != null) {
                boolean secret = name.equals("x-amz-access-token");
                text.append(name)
                        .append(": ")
                        .append(secret ? "***" : request.getHeader(name))
                        .append('\n');
            }
        }
        String body = request.getBodyAsString();
        boolean json = body.startsWith("{");
        return text + (json ? "\n" + AmazonFarSide.json(body).toPrettyString() : "");
    }

    @Override
    public long otherCalls() {
        return farSide.stub.otherCalls();
    }

    @Override
    public Map<String, Long> counted() {
        return Map.copyOf(counts);
    }

    @Override
    public String transcript() {
        synchronized (entries) {
            return entries.toString();
        }
    }

    /** Every request of every test is held against the published models on the way out. */
    @Override
    public void close() {
        farSide.close();
        for (Operation operation : Operation.values()) {
            if (operation != Operation.TOKEN) {
                PublishedModels.judge(farSide.stub.requests(operation));
            }
        }
        PublishedModels.judge(farSide.stub.others("/listings/"));
        PublishedModels.judge(farSide.stub.others("/definitions/"));
        PublishedModels.judge(farSide.stub.others("/feeds/"));
        PublishedModels.judge(farSide.stub.others("/reports/"));
        PublishedModels.judge(farSide.stub.others("/notifications/"));
        PublishedModels.judgeDocuments(farSide.feeds.uploaded());
        assertThat(farSide.stub.strangers())
                .as("requests that Amazon does not have")
                .isEmpty();
    }
}
