package org.haat.channelsync.channel.flipkart;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelHarness;
import org.haat.channelsync.channel.Fault;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.HttpSettings;
import org.haat.channelsync.channel.http.Transcript;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;

/** Flipkart on the bench. */
final class FlipkartHarness implements ChannelHarness {
    private static final Account ONE = account("00000000-0000-0000-0000-00000000000a", "one");
    private static final Account OTHER = account("00000000-0000-0000-0000-00000000000b", "other");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final List<Transcript.Entry> entries = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());
    private final FlipkartFarSide farSide = new FlipkartFarSide(clock, List.of(ONE, OTHER));
    private final Channel channel = channelAt(farSide.baseUrl());
    private final Channel impatient = channelAt(farSide.baseUrl(), Duration.ofMillis(300));

    private static Account account(String id, String name) {
        return new Account(
                UUID.fromString(id),
                "wb-prd",
                Map.of("location_id", "LOC-" + name, "seller_id", "seller-" + name),
                Map.of("app_id", name + "-app-canary", "app_secret", name + "-secret-canary"));
    }

    private Channel channelAt(String baseUrl) {
        return channelAt(baseUrl, Duration.ofSeconds(10));
    }

    private Channel channelAt(String baseUrl, Duration readTimeout) {
        HttpSettings http =
                HttpSettings.forBaseUrls(baseUrl).timeouts(Duration.ofSeconds(5), readTimeout, Duration.ofSeconds(20));
        HttpParts parts = HttpParts.inProcess(clock)
                .withPause(clock.pause())
                .withTranscript(entries::add)
                .withMeter((account, operation, outcome, took) -> counts.merge(outcome, 1L, Long::sum));
        return new FlipkartChannel(FlipkartConfig.at(baseUrl, DAY).with(http), parts);
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
        return ONE;
    }

    @Override
    public Account otherAccount() {
        return OTHER;
    }

    @Override
    public MovableClock clock() {
        return clock;
    }

    @Override
    public Map<Class<?>, String> unsupported() {
        return Map.of(
                ListingPreview.class, "Flipkart has no call that only judges",
                FeedSink.class, "Flipkart takes batches of ten by a call and no documents",
                NotificationQueue.class, "Flipkart pushes over HTTP");
    }

    @Override
    public List<String> requiredKeys() {
        return List.of("seller_id", "location_id", "app_id", "app_secret");
    }

    @Override
    public Optional<Channel> unplugged() {
        return Optional.of(channelAt("http://127.0.0.1:9"));
    }

    @Override
    public Optional<Supplier<Channel>> badlyAddressed() {
        return Optional.of(() -> channelAt("flipkart"));
    }

    @Override
    public void show(Account account, String sku, boolean live, int quantity) {
        farSide.show(account, sku, live, quantity);
    }

    @Override
    public void refuse(String sku) {
        farSide.refuse(sku);
    }

    @Override
    public void orders(Account account, List<List<OrderSeed>> pages) {
        farSide.orders(account, pages);
    }

    @Override
    public void returns(Account account, List<RemoteReturn> returns) {
        farSide.returns(account, returns);
    }

    @Override
    public OptionalInt stock(Account account, String sku) {
        return farSide.stock(account, sku);
    }

    @Override
    public Optional<Money> price(Account account, String sku) {
        return farSide.rupees(account, sku, "selling_price");
    }

    @Override
    public Optional<Money> mrp(Account account, String sku) {
        return farSide.rupees(account, sku, "mrp");
    }

    @Override
    public void answer(Operation operation, Fault fault) {
        farSide.stub().answer(operation, fault);
    }

    @Override
    public void calm() {
        farSide.stub().calm();
    }

    @Override
    public List<Request> requests(Operation operation) {
        return farSide.stub().requests(operation).stream().map(farSide::request).toList();
    }

    @Override
    public long otherCalls() {
        return farSide.stub().otherCalls();
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

    @Override
    public Money sellingPrice() {
        return Money.inr(199_900);
    }

    @Override
    public ListingLine listing(String sku) {
        ListingSnapshot s = Samples.snapshot(sku);
        ListingSnapshot whole = new ListingSnapshot(
                s.agency(),
                s.sku(),
                s.version(),
                s.state(),
                s.channels(),
                s.craft(),
                s.title(),
                s.description(),
                s.bullets(),
                s.brand(),
                s.attributes(),
                s.hsn(),
                s.gstRateBasisPoints(),
                s.gtin(),
                s.mrp(),
                sellingPrice(),
                s.parcel(),
                s.images(),
                s.producer(),
                s.manufacturer(),
                s.packer(),
                s.countryOfOrigin(),
                s.leadTimeDays(),
                s.procurement());
        return new ListingLine(whole, 5, "KITREMOTE0001");
    }

    @Override
    public Optional<Push> push(String remoteOrderId) {
        String url = "https://haat.example.org/sync/push/flipkart";
        String text = url + "POST" + ONE.secret("app_secret");
        String claim = ONE.secret("app_id") + ":" + sha1(clock.instant().getEpochSecond() + text);
        Map<String, String> headers = Map.of(
                "x_date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)),
                "x_authorization",
                "FKLOGIN " + Base64.getEncoder().encodeToString(claim.getBytes(StandardCharsets.UTF_8)));
        String body =
                "{\"eventType\":\"shipment_created\",\"timestamp\":\"2026-11-21T11:30:00+05:30\",\"shipmentId\":\""
                        + remoteOrderId + "\",\"attributes\":{}}";
        return Optional.of(new Push(url, headers, body.getBytes(StandardCharsets.UTF_8), false));
    }

    private static String sha1(String text) {
        try {
            byte[] digest =
                    java.security.MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            farSide.judge();
        } finally {
            farSide.stub().close();
        }
    }
}
