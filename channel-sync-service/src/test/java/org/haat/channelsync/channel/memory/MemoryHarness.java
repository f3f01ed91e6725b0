package org.haat.channelsync.channel.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelHarness;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.Fault;
import org.haat.channelsync.channel.FeedFate;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.Transcript;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;

/** The marketplace in memory on the bench. */
public class MemoryHarness implements ChannelHarness {
    private static final UUID ONE = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID OTHER = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final MemoryMarket market = new MemoryMarket(0);
    private final List<Transcript.Entry> entries = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());
    private final Channel channel;

    public MemoryHarness() {
        market.makePapers(ONE);
        this.channel = build(market, parts());
    }

    /** Where a broken channel comes in. */
    protected Channel build(MemoryMarket far, HttpParts parts) {
        return new MemoryChannel(far, parts);
    }

    private HttpParts parts() {
        return HttpParts.inProcess(clock)
                .withPause(clock.pause())
                .withTranscript(entries::add)
                .withMeter((account, operation, outcome, took) -> counts.merge(outcome, 1L, Long::sum));
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Account account() {
        return new Account(
                ONE, "wb-prd", Map.of(), Map.of("client_id", "one-id", "client_secret", "one-secret-canary"));
    }

    @Override
    public Account otherAccount() {
        return new Account(
                OTHER, "wb-khadi", Map.of(), Map.of("client_id", "other-id", "client_secret", "other-secret-canary"));
    }

    @Override
    public MovableClock clock() {
        return clock;
    }

    @Override
    public Map<Class<?>, String> unsupported() {
        return Map.of();
    }

    @Override
    public List<String> requiredKeys() {
        return List.of("client_id", "client_secret");
    }

    @Override
    public Optional<Channel> unplugged() {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<Channel>> badlyAddressed() {
        return Optional.empty();
    }

    @Override
    public void show(Account account, String sku, boolean live, int quantity) {
        market.put(
                account.id(),
                new MemoryListing(Samples.snapshot(sku), "", Money.inr(249_900), Money.inr(200_000), quantity, 0));
        market.change(
                account.id(),
                sku,
                listing -> new MemoryListing(
                        listing.content(),
                        listing.remoteId(),
                        listing.mrp(),
                        listing.price(),
                        quantity,
                        live ? 0 : 99));
    }

    @Override
    public void refuse(String sku) {
        market.refuse(sku, ChannelIssue.error("REFUSED", "This SKU is not wanted here", null));
    }

    @Override
    public void orders(Account account, List<List<OrderSeed>> pages) {
        pages.forEach(page -> page.forEach(seed -> market.place(account.id(), order(seed))));
    }

    private static MemoryOrder order(OrderSeed seed) {
        Money total = seed.unitPrice().times(seed.quantity());
        return new MemoryOrder(
                seed.id(),
                seed.rawStatus() == null ? seed.status().name() : seed.rawStatus(),
                seed.placedAt(),
                seed.updatedAt(),
                List.of(new ChannelOrder.Line(
                        seed.id() + "-1",
                        seed.sku(),
                        "Saree",
                        seed.quantity(),
                        0,
                        seed.unitPrice(),
                        total,
                        null,
                        Money.inr(0),
                        false)),
                total,
                OrderSeed.STATE,
                OrderSeed.PIN,
                new RemoteOrder.Buyer(
                        OrderSeed.BUYER, OrderSeed.STREET, null, "Kolkata", OrderSeed.PHONE, OrderSeed.EMAIL));
    }

    @Override
    public void feeds(Account account, FeedFate fate) {
        switch (fate) {
            case WAITING -> market.queueFeeds(false);
            case RUNNING -> market.holdFeeds();
            case DONE -> market.endFeeds(account.id(), false, Integer.MAX_VALUE);
            case INCOMPLETE -> market.endFeeds(account.id(), false, 1);
            case FATAL -> market.endFeeds(account.id(), true, Integer.MAX_VALUE);
        }
    }

    @Override
    public void returns(Account account, List<RemoteReturn> returns) {
        returns.forEach(one -> market.giveBack(account.id(), one));
    }

    @Override
    public OptionalInt stock(Account account, String sku) {
        MemoryListing listing = market.listings(account.id()).get(sku);
        return listing == null ? OptionalInt.empty() : OptionalInt.of(listing.quantity());
    }

    @Override
    public Optional<Money> price(Account account, String sku) {
        return Optional.ofNullable(market.listings(account.id()).get(sku)).map(MemoryListing::price);
    }

    @Override
    public Optional<Money> mrp(Account account, String sku) {
        return Optional.ofNullable(market.listings(account.id()).get(sku)).map(MemoryListing::mrp);
    }

    @Override
    public void answer(Operation operation, Fault fault) {
        if (fault == Fault.UNKNOWN_FIELDS) {
            return; // there is no wire
        }
        String code = fault == Fault.UNAUTHORISED ? "401" : fault.name();
        Duration wait = fault == Fault.THROTTLED_FOR_A_MINUTE ? Duration.ofMinutes(1) : null;
        market.fail(
                MemoryOperation.valueOf(operation.name()),
                new ChannelException(fault.kind(operation), operation + " met " + fault, code, wait, null),
                50,
                false);
    }

    @Override
    public void calm() {
        market.calm();
    }

    @Override
    public List<Request> requests(Operation operation) {
        synchronized (entries) {
            return entries.stream()
                    .filter(entry -> entry.operation().equals(operation.name()))
                    .map(entry -> new Request(
                            entry.account(), entry.method() + " " + entry.path() + "\n\n" + entry.requestBody()))
                    .toList();
        }
    }

    @Override
    public long otherCalls() {
        synchronized (entries) {
            return entries.stream()
                    .filter(entry -> List.of("FETCH_PAPERS", "HAND_OVER").contains(entry.operation()))
                    .count();
        }
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
    public Optional<Push> push(String remoteOrderId) {
        String url = "https://haat.example.org/sync/push/memory";
        byte[] body = remoteOrderId.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                MemoryNotification.headers(account().secret("client_secret"), url, body, clock.instant());
        return Optional.of(new Push(url, headers, body, true));
    }

    @Override
    public void close() {}
}
