package org.haat.channelsync.channel.memory;

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
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * The far side: shelves, orders and moods of a marketplace in memory. Tests and demonstrations move it; {@link
 * MemoryChannel} calls it. Each seller's shelf is its own. Thread-safe by one lock.
 */
public final class MemoryMarket {
    private final int readsUntilLive;
    private final Map<UUID, Map<String, MemoryListing>> shelves = new HashMap<>();
    private final Map<UUID, Map<String, MemoryOrder>> orders = new HashMap<>();
    private final Map<String, ChannelIssue> refusals = new HashMap<>();
    private final Map<MemoryOperation, Deque<Mood>> moods = new EnumMap<>(MemoryOperation.class);
    private final Map<UUID, Integer> tokens = new HashMap<>();
    private final MemoryQueue queue = new MemoryQueue();
    private final Map<UUID, Set<String>> papered = new HashMap<>();
    private int nextId = 1;

    /** @param readsUntilLive how often a new listing must be read before it is live, 0 for at once */
    public MemoryMarket(int readsUntilLive) {
        this.readsUntilLive = readsUntilLive;
    }

    /** From now on this marketplace makes label and invoice of the seller's parcels itself. */
    public synchronized void makePapers(UUID account) {
        papered.putIfAbsent(account, new HashSet<>());
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
    }

    /** The marketplace says no to this SKU from now on. */
    public synchronized void refuse(String sku, ChannelIssue issue) {
        refusals.put(sku, issue);
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
