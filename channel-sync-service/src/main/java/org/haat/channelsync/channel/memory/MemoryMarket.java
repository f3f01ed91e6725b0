package org.haat.channelsync.channel.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.http.Quota;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * The far side: shelves, orders and moods of a marketplace in memory. Tests and demonstrations move it; {@link
 * MemoryChannel} calls it. Each seller's shelf is its own. Thread-safe by one lock.
 */
public final class MemoryMarket {
    private static final Duration USUAL_FEED_TIME = Duration.ofMinutes(15);
    private final int readsUntilLive;
    private final Map<UUID, Map<String, MemoryListing>> shelves = new HashMap<>();
    private final Map<UUID, Map<String, MemoryOrder>> orders = new HashMap<>();
    private final Map<UUID, Map<String, RemoteReturn>> returns = new HashMap<>();
    private final Map<String, ChannelIssue> refusals = new HashMap<>();
    private final Set<String> garbled = new HashSet<>();
    private final Map<String, Integer> busy = new HashMap<>();
    private final Map<MemoryOperation, Deque<Mood>> moods = new EnumMap<>(MemoryOperation.class);
    private final Map<String, Map<Integer, FeedLine>> documents = new HashMap<>();
    private final Map<String, MemoryFeed> feeds = new LinkedHashMap<>();
    private Duration feedTime = USUAL_FEED_TIME;
    private boolean feedsHeld;
    private boolean feedsQueued;
    private boolean queueSlow;
    private final Map<UUID, Integer> tokens = new HashMap<>();
    private final MemoryQueue queue = new MemoryQueue();
    private final Map<UUID, Set<String>> papered = new HashMap<>();
    private final Map<UUID, Together> together = new HashMap<>();
    private final Map<UUID, Instant> reports = new HashMap<>();
    private int nextId = 1;

    /** @param readsUntilLive how often a new listing must be read before it is live, 0 for at once */
    public MemoryMarket(int readsUntilLive) {
        this.readsUntilLive = readsUntilLive;
    }

    /** From now on this marketplace makes label and invoice of the seller's parcels itself. */
    public synchronized void makePapers(UUID account) {
        papered.putIfAbsent(account, new HashSet<>());
    }

    /**
     * From now on a call orders a list of all the seller has, and pages of it come without another, as of {@code then}. It does not
     * tell attributes.
     */
    public synchronized void countOutAsOf(UUID account, Instant then) {
        reports.put(account, then);
    }

    synchronized @Nullable Instant countedOutAsOf(UUID account) {
        return reports.get(account);
    }

    synchronized boolean makesPapers(UUID account) {
        return papered.containsKey(account);
    }

    synchronized void pack(UUID account, String orderId) {
        papered.computeIfPresent(account, (id, packed) -> {
            packed.add(orderId);
            return packed;
        });
    }

    synchronized boolean isPacked(UUID account, String orderId) {
        return papered.getOrDefault(account, Set.of()).contains(orderId);
    }

    /** The next calls of {@code operation} fail like this; with {@code applied} the marketplace acts all the same. */
    public synchronized void fail(MemoryOperation operation, ChannelException fault, int times, boolean applied) {
        Deque<Mood> queue = moods.computeIfAbsent(operation, key -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.addLast(new Mood(fault, applied));
        }
    }

    /** Queues that it puts notifications into, when told to. */
    public MemoryQueue queue() {
        return queue;
    }

    public synchronized void calm() {
        moods.clear();
        refusals.clear();
        garbled.clear();
        busy.clear();
        feedTime = USUAL_FEED_TIME;
        feedsHeld = false;
        feedsQueued = false;
        queueSlow = false;
        together.clear();
    }

    private record Together(Quota quota, Set<MemoryOperation> operations) {}

    /** From now on these calls of this account draw from one bucket, as at some partners. */
    public synchronized void oneQuota(UUID account, Quota quota, Set<MemoryOperation> operations) {
        together.put(account, new Together(quota, Set.copyOf(operations)));
    }

    synchronized Quota quota(UUID account, MemoryOperation operation) {
        Together one = together.get(account);
        return one == null || !one.operations().contains(operation)
                ? operation.quota()
                : one.quota().forOperation(operation.name());
    }

    /** The marketplace says no to this SKU from now on. */
    public synchronized void refuse(String sku, ChannelIssue issue) {
        refusals.put(sku, issue);
    }

    /** The marketplace takes the next lines of this listing for another time, and those beside them as ever. */
    public synchronized void busy(UUID account, String sku, int times) {
        busy.put(account + " " + sku, times);
    }

    synchronized boolean isBusy(UUID account, String sku) {
        Integer left = busy.computeIfPresent(account + " " + sku, (key, times) -> times - 1);
        return left != null && left >= 0;
    }

    /** From now on an answer that tells of this listing is one that nobody can read. */
    public synchronized void garble(UUID account, String sku) {
        garbled.add(account + " " + sku);
    }

    synchronized void refuseGarbled(UUID account, String sku) {
        if (garbled.contains(account + " " + sku)) {
            throw new ChannelException(FailureKind.PROTOCOL, "Nobody can read what is shown of " + sku);
        }
    }

    /** Places an order as it stands, or replaces the one of the same id. */
    public synchronized void place(UUID account, MemoryOrder order) {
        orders.computeIfAbsent(account, id -> new LinkedHashMap<>()).put(order.id(), order);
    }

    /**
     * A buyer buys. The marketplace lowers its own stock.
     *
     * @return the order, or empty when the listing is not live or has too few
     */
    public synchronized Optional<MemoryOrder> buy(
            UUID account, String sku, int quantity, RemoteOrder.Buyer buyer, Instant now) {
        MemoryListing listing = shelf(account).get(sku);
        if (listing == null || !listing.live() || listing.quantity() < quantity) {
            return Optional.empty();
        }
        shelf(account).put(sku, listing.stocked(listing.quantity() - quantity));
        MemoryOrder order = bought(listing, quantity, buyer, now);
        place(account, order);
        return Optional.of(order);
    }

    private MemoryOrder bought(MemoryListing listing, int quantity, RemoteOrder.Buyer buyer, Instant now) {
        String id = "M-" + nextId++;
        Money total = listing.price().times(quantity);
        ChannelOrder.Line line = new ChannelOrder.Line(
                id + "-1",
                listing.content().sku(),
                listing.content().title().get("en"),
                quantity,
                0,
                listing.price(),
                total,
                null,
                new Money(0, total.currency()),
                false);
        return new MemoryOrder(id, "UNSHIPPED", now, now, List.of(line), total, "WB", "700001", buyer);
    }

    /** How long the marketplace says that it takes with a feed. */
    public synchronized void feedTime(Duration usual) {
        feedTime = usual;
    }

    synchronized Duration feedTime() {
        return feedTime;
    }

    /** Feeds stay where they are until {@link #endFeeds}; else one is done when it is first asked about. */
    public synchronized void holdFeeds() {
        feedsHeld = true;
    }

    /**
     * Feeds wait and are not begun with until {@link #endFeeds}; meanwhile they may be taken back.
     *
     * @param slow one that was taken back is not shown so before {@link #tellOfTakenBack}
     */
    public synchronized void queueFeeds(boolean slow) {
        feedsHeld = true;
        feedsQueued = true;
        queueSlow = slow;
    }

    /** From now on feeds that were taken back are shown so. */
    public synchronized void tellOfTakenBack() {
        queueSlow = false;
    }

    /** The seller's running feeds end now, each line applied as far as {@code lines} goes. */
    public synchronized void endFeeds(UUID account, boolean fatal, int lines) {
        feeds.replaceAll((id, feed) -> feed.account().equals(account) && feed.state() == MemoryFeed.State.RUNNING
                ? ended(feed, fatal ? MemoryFeed.State.FATAL : MemoryFeed.State.DONE, lines)
                : feed);
    }

    /** SKUs of each feed that the seller began. */
    public synchronized List<List<String>> feeds(UUID account) {
        return feeds.values().stream()
                .filter(feed -> feed.account().equals(account))
                .map(feed -> feed.lines().values().stream().map(FeedLine::sku).toList())
                .toList();
    }

    synchronized String document(UUID account, Map<Integer, FeedLine> lines) {
        String id = "D-" + account + "-" + nextId++;
        documents.put(id, Map.copyOf(lines));
        return id;
    }

    synchronized String beginFeed(UUID account, String document, Instant now) {
        Map<Integer, FeedLine> lines = documents.get(document);
        if (lines == null) {
            throw new ChannelException(FailureKind.REJECTED, "No document " + document, "DOCUMENT", null, null);
        }
        String id = "F-" + nextId++;
        feeds.put(id, new MemoryFeed(id, account, lines, now, MemoryFeed.State.RUNNING, Map.of()));
        return id;
    }

    synchronized List<String> feedsBegun(UUID account, Instant from, Instant until) {
        return feeds.values().stream()
                .filter(feed -> feed.account().equals(account)
                        && !feed.begunAt().isBefore(from)
                        && !feed.begunAt().isAfter(until))
                .map(MemoryFeed::id)
                .toList();
    }

    /** @return whether it came in time; empty when there is no such feed */
    synchronized Optional<Boolean> takeBack(UUID account, String id) {
        return Optional.ofNullable(feeds.get(id))
                .filter(feed -> feed.account().equals(account))
                .map(feed -> {
                    boolean waits = feed.state() == MemoryFeed.State.RUNNING && feedsQueued;
                    if (waits) {
                        feeds.put(id, feed.over(MemoryFeed.State.CANCELLED, Map.of()));
                    }
                    return waits;
                });
    }

    synchronized Optional<MemoryFeed> askFeed(UUID account, String id) {
        return Optional.ofNullable(feeds.computeIfPresent(
                        id,
                        (key, feed) -> feed.state() == MemoryFeed.State.RUNNING && !feedsHeld
                                ? ended(feed, MemoryFeed.State.DONE, Integer.MAX_VALUE)
                                : feed))
                .filter(feed -> feed.account().equals(account))
                .map(feed -> queueSlow && feed.state() == MemoryFeed.State.CANCELLED
                        ? feed.over(MemoryFeed.State.RUNNING, Map.of())
                        : feed);
    }

    /** A feed applies what it carries when it ends, whatever came by single calls since it began. */
    private MemoryFeed ended(MemoryFeed feed, MemoryFeed.State how, int lines) {
        Map<Integer, Outcome> outcomes = new TreeMap<>();
        feed.lines().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(lines)
                .forEach(line -> outcomes.put(line.getKey(), applied(feed.account(), line.getValue())));
        return feed.over(how, how == MemoryFeed.State.DONE ? Map.copyOf(outcomes) : Map.of());
    }

    private Outcome applied(UUID account, FeedLine line) {
        Optional<ChannelIssue> refusal = refusal(line.sku());
        if (refusal.isPresent()) {
            return Outcome.rejected(line.sku(), List.of(refusal.get()));
        }
        if (line instanceof FeedLine.Put put) {
            MemoryListing kept = put(account, MemoryListing.of(put.line()));
            return new Outcome(line.sku(), Outcome.Status.ACCEPTED, null, kept.remoteId(), null, List.of());
        }
        if (line instanceof FeedLine.Retire) {
            remove(account, line.sku());
            return Outcome.accepted(line.sku());
        }
        UnaryOperator<MemoryListing> change = line instanceof FeedLine.Price price
                ? listing -> listing.priced(price.line().mrp(), price.line().price())
                : listing -> listing.stocked(((FeedLine.Stock) line).line().quantity());
        return change(account, line.sku(), change)
                .map(listing -> Outcome.accepted(line.sku()))
                .orElseGet(() -> Outcome.failed(line.sku(), FailureKind.NOT_FOUND, "No listing with this SKU"));
    }

    /** Goods come back, or came further on their way back. */
    public synchronized void giveBack(UUID account, RemoteReturn goods) {
        returns.computeIfAbsent(account, id -> new LinkedHashMap<>()).put(goods.remoteReturnId(), goods);
    }

    synchronized List<RemoteReturn> returnsSince(UUID account, Instant since) {
        return returns.getOrDefault(account, Map.of()).values().stream()
                .filter(one -> !one.updatedAt().isBefore(since))
                .sorted(java.util.Comparator.comparing(RemoteReturn::updatedAt)
                        .thenComparing(RemoteReturn::remoteReturnId))
                .toList();
    }

    /** A copy of the seller's shelf as it is now. */
    public synchronized Map<String, MemoryListing> listings(UUID account) {
        return Map.copyOf(shelf(account));
    }

    public synchronized Optional<MemoryOrder> order(UUID account, String id) {
        return Optional.ofNullable(ordersOf(account).get(id));
    }

    synchronized String token(UUID account) {
        return account + "#" + tokens.merge(account, 1, Integer::sum);
    }

    /** What the marketplace does with a call; null when it is served well. */
    synchronized @Nullable Mood mood(MemoryOperation operation) {
        Deque<Mood> queue = moods.get(operation);
        return queue == null ? null : queue.pollFirst();
    }

    synchronized Optional<ChannelIssue> refusal(String sku) {
        return Optional.ofNullable(refusals.get(sku));
    }

    synchronized MemoryListing put(UUID account, MemoryListing listing) {
        MemoryListing before = shelf(account).get(listing.content().sku());
        int wait = before == null ? readsUntilLive : before.readsLeft();
        String remoteId = before == null ? "MEM" + nextId++ : before.remoteId();
        MemoryListing kept = new MemoryListing(
                listing.content(), remoteId, listing.mrp(), listing.price(), listing.quantity(), wait);
        shelf(account).put(listing.content().sku(), kept);
        return kept;
    }

    synchronized void remove(UUID account, String sku) {
        shelf(account).remove(sku);
    }

    /** @return the listing after the change, empty when it is not on the shelf */
    synchronized Optional<MemoryListing> change(UUID account, String sku, UnaryOperator<MemoryListing> change) {
        return Optional.ofNullable(shelf(account).computeIfPresent(sku, (key, listing) -> change.apply(listing)));
    }

    /** Somebody else, or another program of the seller's, changes the shelf; a null listing takes the SKU off it. */
    public synchronized void meddle(UUID account, String sku, @Nullable MemoryListing listing) {
        if (listing == null) {
            shelf(account).remove(sku);
        } else {
            shelf(account).put(sku, listing);
        }
    }

    /** The seller's shelf after {@code sku} in the order of SKUs. */
    synchronized List<Map.Entry<String, MemoryListing>> after(UUID account, String sku, int limit) {
        return shelf(account).entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(sku) > 0)
                .sorted(Map.Entry.comparingByKey())
                .limit(limit)
                .map(Map.Entry::copyOf)
                .toList();
    }

    synchronized List<MemoryOrder> changedSince(UUID account, Instant since) {
        return ordersOf(account).values().stream()
                .filter(order -> !order.updatedAt().isBefore(since))
                .sorted(java.util.Comparator.comparing(MemoryOrder::updatedAt).thenComparing(MemoryOrder::id))
                .toList();
    }

    synchronized void move(UUID account, String orderId, String status, Instant at) {
        ordersOf(account).computeIfPresent(orderId, (id, order) -> order.moved(status, at));
    }

    private Map<String, MemoryListing> shelf(UUID account) {
        return shelves.computeIfAbsent(account, id -> new LinkedHashMap<>());
    }

    private Map<String, MemoryOrder> ordersOf(UUID account) {
        return orders.computeIfAbsent(account, id -> new LinkedHashMap<>());
    }

    /** How one call goes wrong. */
    record Mood(ChannelException fault, boolean applied) {}
}
