package org.haat.bench.ground;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.haat.bench.stub.StubListing;
import org.haat.bench.stub.StubMarket;
import org.haat.event.StockLevel;
import org.haat.local.demo.StepFailed;
import org.haat.local.demo.Web;

/** Opens shops and fills them: with listings that the service made of the catalogue's events, or with copies of one. */
public final class Shops {
    public static final int STOCK = 5;
    /** Whoever gives these is let in by the stub and by the sandbox that was told of them. */
    public static final String CLIENT = "bench";

    public static final String CREDENTIAL = "only-for-benchmarks";
    private static final String ACCOUNTS = "/sync/api/v1/accounts";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int COPIES = 20_000;
    private final Web web;
    private final Tables sync;
    private final CatalogueFeed feed;
    private final StubMarket stub;

    Shops(Web web, Tables sync, CatalogueFeed feed, StubMarket stub) {
        this.web = web;
        this.sync = sync;
        this.feed = feed;
        this.stub = stub;
    }

    /** @param settings beside what every shop has: who sells */
    public Shop open(
            String person, String agency, String channel, Map<String, String> settings, Map<String, String> secrets) {
        JsonNode account = web.post(
                person,
                ACCOUNTS,
                Map.of("channel", channel, "name", "Bench " + channel, "settings", settings, "secrets", secrets));
        Shop shop = new Shop(UUID.fromString(account.path("id").asText()), agency, channel, person);
        // the marketplace has nothing of it yet, so there is nothing to look for
        sync.update("UPDATE channel_account SET look = 'DONE', looked_at = now() WHERE id = ?", shop.id());
        return shop;
    }

    /** A shop on the stub. */
    public Shop open(String person, String agency, String channel) {
        return channel.equals(StubMarket.AMAZON)
                ? open(person, agency, channel, amazon(seller(agency)), amazonSecrets())
                : open(
                        person,
                        agency,
                        channel,
                        Map.of("seller_id", seller(agency), "location_id", StubMarket.LOCATION),
                        Map.of("app_id", CLIENT, "app_secret", CREDENTIAL));
    }

    /** What an agency is called at either marketplace. */
    public static String seller(String agency) {
        return ("SELLER" + agency).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static Map<String, String> amazon(String seller) {
        return Map.of(
                "seller_id", seller, "marketplace_id", StubMarket.STORE, "language", "en_IN", "gtin_exemption", "true");
    }

    private static Map<String, String> amazonSecrets() {
        return Map.of("client_id", CLIENT, "client_secret", CREDENTIAL, "refresh_token", CREDENTIAL);
    }

    public void pause(Shop shop) {
        web.post(shop.person(), ACCOUNTS + "/" + shop.id() + "/pause", Map.of("reason", "The bench prepares"));
    }

    public void resume(Shop shop) {
        web.post(shop.person(), ACCOUNTS + "/" + shop.id() + "/resume", Map.of());
    }

    /** A partner that grants as much as can be asked for: the row that says what it told. */
    public void liftQuotas(Shop shop, String... buckets) {
        setRate(shop, 100_000, 0, buckets);
    }

    /** Nothing learnt and nothing used: what the partner publishes holds again. */
    public void forgetQuotas(Shop shop) {
        sync.update("DELETE FROM throttle_bucket WHERE account = ?", shop.id());
    }

    /** What the partner granted, as if it had told so, and how many permits are left. */
    public void setRate(Shop shop, double perSecond, double permits, String... buckets) {
        for (String bucket : buckets) {
            sync.update(
                    "INSERT INTO throttle_bucket (account, agency, bucket, burst, published_rate, permits, granted,"
                            + " filled_at, learnt_rate, learnt_at, learnt_from) VALUES (?, ?, ?, 1, 1, ?, 0, now(), ?, now(), ?)"
                            + " ON CONFLICT (account, bucket) DO UPDATE SET learnt_rate = excluded.learnt_rate,"
                            + " permits = excluded.permits, filled_at = now(), learnt_at = now(),"
                            + " learnt_from = excluded.learnt_from",
                    shop.id(),
                    shop.agency(),
                    bucket,
                    permits,
                    perSecond,
                    bucket);
        }
    }

    public static List<String> skus(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> prefix + n).toList();
    }

    /**
     * Goods that are live in these shops: the service plans them from the catalogue's events while the shops are paused, and
     * then the shops are said to show them so. What the service calls the same later, is the same by its own rules.
     */
    public Map<String, Goods> offer(String agency, Collection<String> skus, Shop... shops) throws InterruptedException {
        List<String> channels = Arrays.stream(shops).map(Shop::channel).toList();
        Arrays.stream(shops).forEach(this::pause);
        Map<String, Goods> goods = new LinkedHashMap<>();
        for (String sku : skus) {
            Goods one = Goods.first(agency, sku, channels);
            goods.put(sku, one);
            feed.tell(new StockLevel(agency, sku, 1, STOCK));
            feed.tell(one);
        }
        feed.flush();
        String[] names = skus.toArray(String[]::new);
        for (Shop shop : shops) {
            boolean planned = Await.until(
                    PATIENCE,
                    () -> sync.count(
                                    "SELECT count(*) FROM listing l JOIN product p ON p.agency = l.agency AND p.sku = l.sku"
                                            + " WHERE l.account = ? AND l.sku = ANY (?) AND p.available IS NOT NULL",
                                    shop.id(),
                                    names)
                            == names.length);
            if (!planned) {
                throw new StepFailed("The listings of " + shop.channel() + " were not planned in time");
            }
            showAsWanted(shop, names);
        }
        Arrays.stream(shops).forEach(this::resume);
        return goods;
    }

    /** The channel has, and shows, what is wanted. */
    public void showAsWanted(Shop shop, String[] skus) {
        sync.update(
                "UPDATE listing_facet f SET applied = desired, applied_hash = desired_hash, applied_version = desired_version,"
                        + " applied_at = now() - interval '1 day', work = 'NONE', urgency = 'NONE', due_at = NULL,"
                        + " waiting_since = NULL, rank = NULL, attempts = 0, blocked_cause = NULL, call = NULL"
                        + " FROM listing l WHERE l.id = f.listing AND l.account = ? AND l.sku = ANY (?)",
                shop.id(),
                skus);
        sync.update(
                "UPDATE listing SET state = 'LIVE', cause = 'The bench put it there', remote_id = nullif(?, ''), listing_version = 1,"
                        + " accepted_at = now() - interval '1 day', verify_due_at = NULL, read_at = now()"
                        + " WHERE account = ? AND sku = ANY (?)",
                shop.channel().equals(StubMarket.FLIPKART) ? StubMarket.FSN : "",
                shop.id(),
                skus);
        for (String sku : skus) {
            stub.listings(shop.channel()).put(sku, new StubListing(Goods.MRP, Goods.PRICE, STOCK));
        }
    }

    /**
     * Copies of a live listing and its product, many at a time, straight into the tables. The index of texts is made anew
     * afterwards, which is quicker than entry by entry.
     */
    public void copy(Shop shop, String template, String prefix, int from, int to) {
        String index = sync.list(
                        "SELECT indexdef FROM pg_indexes WHERE indexname = 'listing_text_words'",
                        row -> row.getString(1))
                .get(0);
        sync.update("DROP INDEX listing_text_words");
        fill(shop, template, prefix, from, to);
        sync.update(index);
        sync.update("VACUUM (ANALYZE)");
    }

    private void fill(Shop shop, String template, String prefix, int from, int to) {
        for (int first = from; first <= to; first += COPIES) {
            int last = Math.min(to, first + COPIES - 1);
            sync.update(
                    "INSERT INTO product (agency, sku, snapshot_version, snapshot, stock_version, available, received_at)"
                            + " SELECT agency, ? || n, 1, jsonb_set(jsonb_set(snapshot, '{sku}', to_jsonb(? || n)),"
                            + " '{title,en}', to_jsonb('Shantipuri tant cotton saree ' || ? || n)), 1, available, received_at"
                            + " FROM product, generate_series(?, ?) n WHERE agency = ? AND sku = ? ON CONFLICT DO NOTHING",
                    prefix,
                    prefix,
                    prefix,
                    first,
                    last,
                    shop.agency(),
                    template);
            sync.update(
                    "WITH added AS (INSERT INTO listing (agency, account, sku, district_lgd, title, wanted, wanted_cause,"
                            + " state, cause, since, remote_id, listing_version, accepted_at, read_at)"
                            + " SELECT agency, account, ? || n, district_lgd, 'Shantipuri tant cotton saree ' || ? || n, wanted,"
                            + " wanted_cause, 'LIVE', cause, since, remote_id, listing_version, accepted_at, read_at"
                            + " FROM listing, generate_series(?, ?) n WHERE account = ? AND sku = ? RETURNING id)"
                            + " INSERT INTO listing_facet (listing, facet, agency, account, desired, desired_hash,"
                            + " desired_version, desired_at, applied, applied_hash, applied_version, applied_at)"
                            + " SELECT added.id, f.facet, f.agency, f.account, f.desired, f.desired_hash, f.desired_version,"
                            + " f.desired_at, f.applied, f.applied_hash, f.applied_version, f.applied_at"
                            + " FROM added, listing_facet f JOIN listing l ON l.id = f.listing"
                            + " WHERE l.account = ? AND l.sku = ?",
                    prefix,
                    prefix,
                    first,
                    last,
                    shop.id(),
                    template,
                    shop.id(),
                    template);
        }
    }
}
