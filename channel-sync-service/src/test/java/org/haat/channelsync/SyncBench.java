package org.haat.channelsync;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.CatalogueEvents;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.haat.event.StockLevel;
import org.haat.outbox.EventApplier;

/** What the engine's tests share: accounts, catalogue facts and a look into the tables. */
@Singleton
public class SyncBench {
    private final Accounts accounts;
    private final Sql sql;
    private final EventApplier applier;
    private final CatalogueEvents catalogue;

    public SyncBench(Accounts accounts, Sql sql, EventApplier applier, CatalogueEvents catalogue) {
        this.accounts = accounts;
        this.sql = sql;
        this.applier = applier;
        this.catalogue = catalogue;
    }

    /** A new agency with one account on the marketplace in memory. */
    public ChannelAccount account() {
        return account("a" + UUID.randomUUID().toString().substring(0, 8));
    }

    public ChannelAccount account(String agency) {
        return account(agency, UUID.randomUUID());
    }

    public ChannelAccount account(String agency, UUID id) {
        Instant now = Clock.systemUTC().instant();
        ChannelAccount account = new ChannelAccount(
                id,
                agency,
                "memory",
                "shop-" + UUID.randomUUID(),
                AccountState.ACTIVE,
                null,
                now,
                Map.of(),
                1,
                now,
                "test",
                null,
                null,
                null,
                false);
        return sql.system(() -> {
            accounts.insert(account, null);
            accounts.setSecret(account, "client_id", "id", "test");
            accounts.setSecret(account, "client_secret", "only-for-tests", "test");
            accounts.wake(account.id());
            return account;
        });
    }

    /** As a person does after renewing the credentials. */
    public static ChannelAccount withSettings(ChannelAccount a, Map<String, String> settings) {
        return new ChannelAccount(
                a.id(),
                a.agency(),
                a.channel(),
                a.name(),
                a.state(),
                a.cause(),
                a.stateSince(),
                settings,
                a.version(),
                a.updatedAt(),
                a.updatedBy(),
                a.stopped(),
                a.awaySince(),
                a.awayReason(),
                false);
    }

    public void activate(ChannelAccount account) {
        sql.system(() -> accounts.changeState(account, AccountState.ACTIVE, null, "test"));
    }

    /** What a lane would do later is due now, and the engine hears of it: it need not wait for its next round. */
    public void hurry(ChannelAccount account, String lane, String change) {
        sql.system(() -> {
            accounts.wake(account.id(), List.of(lane));
            return sql.update(change, account.id());
        });
    }

    public void pause(ChannelAccount account) {
        sql.system(() -> accounts.changeState(account, AccountState.PAUSED, "a pause", "test"));
    }

    public static ListingSnapshot snapshot(String agency, String sku, long version) {
        return new Wish(agency, sku, version).snapshot();
    }

    /** A snapshot to change in a test. */
    public record Wish(
            String agency,
            String sku,
            long version,
            ListingSnapshot.State state,
            List<String> channels,
            String title,
            long price) {
        public Wish(String agency, String sku, long version) {
            this(agency, sku, version, ListingSnapshot.State.ON_SALE, List.of("memory"), "A saree", 199_950);
        }

        public Wish state(ListingSnapshot.State other) {
            return new Wish(agency, sku, version, other, channels, title, price);
        }

        public Wish channels(List<String> other) {
            return new Wish(agency, sku, version, state, other, title, price);
        }

        public Wish title(String other) {
            return new Wish(agency, sku, version, state, channels, other, price);
        }

        public Wish price(long other) {
            return new Wish(agency, sku, version, state, channels, title, other);
        }

        public ListingSnapshot snapshot() {
            ListingSnapshot s = Samples.snapshot(sku);
            return new ListingSnapshot(
                    agency,
                    sku,
                    version,
                    state,
                    channels,
                    s.craft(),
                    Map.of("en", title),
                    s.description(),
                    s.bullets(),
                    s.brand(),
                    s.attributes(),
                    s.hsn(),
                    s.gstRateBasisPoints(),
                    s.gtin(),
                    s.mrp(),
                    Money.inr(price),
                    s.parcel(),
                    s.images(),
                    s.producer(),
                    s.manufacturer(),
                    s.packer(),
                    s.countryOfOrigin(),
                    s.leadTimeDays(),
                    s.procurement());
        }
    }

    public void tell(ListingSnapshot snapshot) {
        tell(List.of(event(snapshot)));
    }

    public void tell(StockLevel level) {
        tell(List.of(event(level)));
    }

    public void tell(List<Event> events) {
        applier.applyTogether(catalogue, events);
    }

    public static Event event(ListingSnapshot snapshot) {
        return ofSku(EventType.LISTING_SNAPSHOT, snapshot.agency(), snapshot.sku(), snapshot);
    }

    public static Event event(StockLevel level) {
        return ofSku(EventType.STOCK_LEVEL, level.agency(), level.sku(), level);
    }

    private static Event ofSku(EventType type, String agency, String sku, Record data) {
        return event("/catalog-service", type, EventKey.ofSku(agency, sku), agency, data);
    }

    static Event event(String source, EventType type, String key, String agency, Record data) {
        return EventJson.envelope(UUID.randomUUID(), source, type, key, Instant.now(), agency, null, data);
    }

    /** Offers products SKU-from to SKU-to with stock 5, all in one transaction. */
    public List<String> offer(ChannelAccount account, int from, int to) {
        List<String> skus =
                IntStream.rangeClosed(from, to).mapToObj(n -> "SKU-" + n).toList();
        List<Event> events = new ArrayList<>();
        for (String sku : skus) {
            events.add(event(new StockLevel(account.agency(), sku, 1, 5)));
            events.add(event(snapshot(account.agency(), sku, 1)));
        }
        tell(events);
        return skus;
    }

    /** Offers products with stock 5 and waits until all are live. */
    public List<String> live(ChannelAccount account, int count) {
        List<String> skus = offer(account, 1, count);
        Awaitility.await("live")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> texts("SELECT sku FROM listing WHERE account = ? AND state = 'LIVE'", account.id()),
                        live -> live.containsAll(skus));
        return skus;
    }

    public void awaitState(ChannelAccount account, String sku, String state) {
        Awaitility.await(sku + " " + state)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> state(account, sku), state::equals);
    }

    public String state(ChannelAccount account, String sku) {
        return sql.system(() -> sql.first(
                        "SELECT state FROM listing WHERE account = ? AND sku = ?",
                        row -> row.getString(1),
                        account.id(),
                        sku)
                .orElse("none"));
    }

    public int update(String statement, Object... arguments) {
        return sql.system(() -> sql.update(statement, arguments));
    }

    public long count(String query, Object... arguments) {
        return sql.system(() -> sql.one(query, row -> row.getLong(1), arguments));
    }

    public List<String> texts(String query, Object... arguments) {
        return sql.system(() -> sql.list(query, row -> row.getString(1), arguments));
    }

    /** Calls of an operation that were written down for an account. */
    public long calls(ChannelAccount account, String operation) {
        return count("SELECT count(*) FROM channel_call WHERE account = ? AND operation = ?", account.id(), operation);
    }

    /** Waits until nothing is to be sent, read or under way. */
    public void awaitQuiet(ChannelAccount account) {
        awaitQuietOr(account, () -> false);
    }

    public void awaitQuietOr(ChannelAccount account, BooleanSupplier otherwise) {
        Awaitility.await("nothing to do")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> otherwise.getAsBoolean()
                        || count(
                                        "SELECT (SELECT count(*) FROM listing_facet WHERE account = ? AND (work IN ('SEND', 'READ_BACK')"
                                                + " OR call IS NOT NULL)) + (SELECT count(*) FROM channel_call WHERE account = ?"
                                                + " AND finished_at IS NULL)",
                                        account.id(),
                                        account.id())
                                == 0);
    }
}
