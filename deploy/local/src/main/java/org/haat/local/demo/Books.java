package org.haat.local.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.haat.local.LocalHaat;
import org.haat.local.service.Sandbox;

/** What stands in the services' databases and in the marketplaces' own books: what the demo waits for and reports. */
public final class Books {
    private final String agency;
    private final Database catalog;
    private final OrderBooks orders;
    private final Database sync;
    private final Market market;
    private final CallLog callLog;

    public Books(LocalHaat haat, Market market, String agency) {
        this.agency = agency;
        this.market = market;
        catalog = new Database(haat.postgres(), "catalog");
        orders = new OrderBooks(haat.postgres(), agency);
        sync = new Database(haat.postgres(), "sync");
        callLog = new CallLog(Sandbox.callLog(haat.data()));
    }

    public OrderBooks orders() {
        return orders;
    }

    // What the demo waits for.

    /** Products that a channel may carry and that stay to be sold. */
    public Set<String> published(Channel channel) {
        return new TreeSet<>(catalog.list(
                "SELECT sku FROM product WHERE agency = ? AND listed = 'ON_SALE' AND ? = ANY (listed_channels)",
                row -> row.getString(1),
                agency,
                channel.id));
    }

    public long publishedAnywhere() {
        return catalog.count("SELECT count(*) FROM product WHERE agency = ? AND listed = 'ON_SALE'", agency);
    }

    /** Listings whose state in channel-sync is this. */
    public Set<String> listings(Channel channel, String state) {
        return new TreeSet<>(sync.list(
                "SELECT l.sku FROM listing l JOIN channel_account a ON a.id = l.account"
                        + " WHERE l.agency = ? AND a.channel = ? AND l.state = ?",
                row -> row.getString(1),
                agency,
                channel.id,
                state));
    }

    /** Listings that have the channel's number. */
    public long identified(Channel channel) {
        return sync.count(
                "SELECT count(*) FROM listing l JOIN channel_account a ON a.id = l.account"
                        + " WHERE l.agency = ? AND a.channel = ? AND l.remote_id IS NOT NULL",
                agency,
                channel.id);
    }

    /** Pieces of stock that a channel shows otherwise than the catalogue has them. */
    public List<String> stockDisagreements(Channel channel) {
        Map<String, Integer> available = available();
        List<String> different = new ArrayList<>();
        for (Market.Listing listing : market.listings(channel).values()) {
            int ours = available.getOrDefault(listing.sku(), 0);
            if (listing.live() && listing.stock() != ours) {
                different.add(channel.title + " shows " + listing.stock() + " of " + listing.sku()
                        + ", the catalogue has " + ours);
            }
        }
        return different;
    }

    private Map<String, Integer> available() {
        Map<String, Integer> available = new HashMap<>();
        catalog.list(
                        "SELECT sku, greatest(on_hand - reserved, 0) FROM stock_item WHERE agency = ?",
                        row -> Map.entry(row.getString(1), row.getInt(2)),
                        agency)
                .forEach(entry -> available.put(entry.getKey(), entry.getValue()));
        return available;
    }

    /** Events that wait in an outbox of any service. */
    public long eventsUnderWay() {
        return Stream.of(catalog, sync)
                        .mapToLong(database -> database.count("SELECT count(*) FROM outbox"))
                        .sum()
                + orders.eventsUnderWay();
    }

    /** Listings that wait for a person because of something a marketplace said, or was taken to have said. */
    public List<String> listingsWithIssues() {
        return sync.list(
                "SELECT l.sku, a.channel FROM listing l JOIN channel_account a ON a.id = l.account"
                        + " WHERE l.agency = ? AND l.state = 'ISSUES' ORDER BY l.sku",
                row -> row.getString(1) + " has issues on " + row.getString(2),
                agency);
    }

    // What the summary says.

    public long producers() {
        return catalog.count("SELECT count(*) FROM producer WHERE agency = ?", agency);
    }

    public long skus() {
        return catalog.count("SELECT count(*) FROM product WHERE agency = ?", agency);
    }

    /** Products that the publish gate keeps from every channel. */
    public Set<String> refused() {
        return new TreeSet<>(catalog.list(
                "SELECT DISTINCT r.sku FROM listing_refusal r JOIN product p USING (agency, sku)"
                        + " WHERE r.agency = ? AND p.listed IS DISTINCT FROM 'ON_SALE'",
                row -> row.getString(1),
                agency));
    }

    public Map<Channel, Figures.PerChannel> channels() {
        Map<Channel, Figures.PerChannel> channels = new EnumMap<>(Channel.class);
        Map<String, Long> calls = callLog.counts();
        for (Channel channel : Channel.values()) {
            List<Market.Order> sold = market.orders(channel);
            channels.put(
                    channel,
                    new Figures.PerChannel(
                            pushed(channel),
                            market.listings(channel).values().stream()
                                    .filter(Market.Listing::live)
                                    .count(),
                            skus() - published(channel).size() + turnedDown(channel),
                            calls.getOrDefault(channel.id, 0L),
                            sold.size(),
                            sold.stream().filter(Market.Order::shipped).count()));
        }
        return channels;
    }

    private long pushed(Channel channel) {
        return sync.count(
                "SELECT count(*) FROM listing l JOIN channel_account a ON a.id = l.account"
                        + " WHERE l.agency = ? AND a.channel = ? AND l.accepted_at IS NOT NULL",
                agency,
                channel.id);
    }

    private long turnedDown(Channel channel) {
        return sync.count(
                "SELECT count(*) FROM listing l JOIN channel_account a ON a.id = l.account WHERE l.agency = ?"
                        + " AND a.channel = ? AND l.state IN ('ISSUES', 'SUPPRESSED', 'FAILED_VERIFICATION')",
                agency,
                channel.id);
    }
}
