package org.haat.channelsync.publish;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Listings;

/** Settles the lines of feeds, some hundreds in a transaction; what is settled stays so, whatever becomes of the rest. */
@Singleton
class FeedLines {
    private static final int CHUNK = 500;
    private final Feeds feeds;
    private final LineSettling settling;
    private final Listings listings;
    private final Accounts accounts;
    private final RetryDelay retryDelay;
    private final Sql sql;
    private final Clock clock;

    FeedLines(
            Feeds feeds,
            LineSettling settling,
            Listings listings,
            Accounts accounts,
            RetryDelay retryDelay,
            Sql sql,
            Clock clock) {
        this.feeds = feeds;
        this.settling = settling;
        this.listings = listings;
        this.accounts = accounts;
        this.retryDelay = retryDelay;
        this.sql = sql;
        this.clock = clock;
    }

    /** @param position the number of its message */
    record Sent(long listing, String sku, int position) {}

    /** Gives every line that is not settled its outcome. */
    void settle(ChannelAccount account, Account opened, FeedRow feed, Function<Sent, Outcome> outcome) {
        while (sql.system(() -> {
            List<Sent> some = feeds.unsettled(feed, CHUNK);
            settleThese(account, opened, feed, some, outcome);
            return some.size() == CHUNK;
        })) {}
    }

    /** As {@link #settle}, of these alone. Call inside a transaction. */
    void settleThese(
            ChannelAccount account, Account opened, FeedRow feed, List<Sent> some, Function<Sent, Outcome> outcome) {
        if (some.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Claim claim = claim(opened, feed, some);
        Map<Long, Outcome> outcomes = some.stream().collect(Collectors.toMap(Sent::listing, outcome));
        List<Outcome> inOrder = claim.lines().stream()
                .map(line -> outcomes.getOrDefault(
                        line.listing().id(), Outcome.accepted(line.listing().sku())))
                .toList();
        Duration retryIn = retryDelay.after(1, (Duration) null);
        settling.settleFeed(account, claim, inOrder, retryIn, now);
        accounts.wake(account.id());
    }

    /** The lines were not sent and go on as if they had not been taken. Call inside a transaction. */
    void release(ChannelAccount account, Account opened, FeedRow feed, List<Sent> some) {
        if (!some.isEmpty()) {
            settling.release(account, claim(opened, feed, some), clock.instant());
            feeds.forget(feed, some);
            accounts.wake(account.id());
        }
    }

    /** As {@link #release}, of all. */
    void releaseAll(ChannelAccount account, Account opened, FeedRow feed) {
        while (sql.system(() -> {
            List<Sent> some = feeds.unsettled(feed, CHUNK);
            release(account, opened, feed, some);
            return some.size() == CHUNK;
        })) {}
    }

    /** Of a feed that does not finish: lines that are wanted otherwise by now go on by calls of their own. */
    void freeChanged(ChannelAccount account, FeedRow feed) {
        while (sql.system(() -> {
            List<Sent> some = feeds.changed(feed, CHUNK);
            if (!some.isEmpty()) {
                List<Long> ids = some.stream().map(Sent::listing).toList();
                listings.lock(ids);
                List<FacetRow> free = listings.facets(ids).values().stream()
                        .flatMap(facets -> facets.values().stream())
                        .filter(row -> row.facet() == feed.operation().facet())
                        .map(row -> row.overtake(clock.instant()).plan(true, clock.instant(), clock.instant()))
                        .toList();
                listings.saveFacets(free);
                accounts.wake(account.id());
            }
            return some.size() == CHUNK;
        })) {}
    }

    private Claim claim(Account opened, FeedRow feed, List<Sent> some) {
        List<Long> ids = some.stream().map(Sent::listing).toList();
        List<ListingRow> rows = listings.lock(ids);
        Map<Long, Map<Facet, FacetRow>> current = listings.facets(ids);
        Map<Long, Map<Facet, FacetRow>> sent = sent(feed, ids, current);
        List<Claim.Line> lines = new ArrayList<>();
        for (ListingRow row : rows) {
            Map<Facet, FacetRow> facets = sent.get(row.id());
            if (facets != null) {
                lines.add(new Claim.Line(row, facets, null));
            }
        }
        return new Claim(feed.call(), feed.operation(), opened, lines, false);
    }

    private Map<Long, Map<Facet, FacetRow>> sent(
            FeedRow feed, List<Long> ids, Map<Long, Map<Facet, FacetRow>> current) {
        Map<Long, Map<Facet, FacetRow>> sent = new HashMap<>();
        sql.list(
                        "SELECT listing, facet, value, hash, version FROM channel_call_line WHERE call = ?"
                                + " AND listing = ANY (?)",
                        row -> new Value(
                                row.getLong("listing"),
                                Facet.valueOf(row.getString("facet")),
                                row.getString("value"),
                                row.getString("hash"),
                                row.getLong("version")),
                        feed.call(),
                        ids.toArray(Long[]::new))
                .forEach(value -> {
                    FacetRow now =
                            current.getOrDefault(value.listing(), Map.of()).get(value.facet());
                    if (now != null) {
                        sent.computeIfAbsent(value.listing(), id -> new EnumMap<>(Facet.class))
                                .put(value.facet(), now.asSent(value.json(), value.hash(), value.version()));
                    }
                });
        return sent;
    }

    private record Value(
            long listing,
            Facet facet,
            @org.jspecify.annotations.Nullable String json,
            String hash,
            long version) {}
}
