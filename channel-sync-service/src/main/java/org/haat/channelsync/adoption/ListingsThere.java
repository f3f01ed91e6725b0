package org.haat.channelsync.adoption;

import static org.haat.channelsync.database.Columns.ints;
import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.Sql;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** What accounts have at their channels that we did not put there. Call inside a transaction. */
@Singleton
public class ListingsThere {
    private final Sql sql;

    public ListingsThere(Sql sql) {
        this.sql = sql;
    }

    /** Notes what the channel showed, but what we put there ourselves. A decision that a person made stays. */
    public void see(UUID account, String agency, List<Found> found, Instant now) {
        if (found.isEmpty()) {
            return;
        }
        sql.update(
                "INSERT INTO listing_there (account, agency, seen_at, sku, remote_id, title, mrp, price, currency, quantity, live)"
                        + " SELECT DISTINCT ON (n.sku) ?::uuid, ?, ?::timestamptz, n.* FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],"
                        + " ?::text[], ?::int[], ?::boolean[]) AS n (sku, remote_id, title, mrp, price, currency, quantity, live)"
                        + " WHERE NOT EXISTS (SELECT 1 FROM listing l JOIN listing_facet f ON f.listing = l.id AND f.facet = 'CONTENT'"
                        + " WHERE l.account = ? AND l.sku = n.sku AND f.applied_hash IS NOT NULL)"
                        + " ON CONFLICT (account, sku) DO UPDATE SET remote_id = coalesce(excluded.remote_id, listing_there.remote_id),"
                        + " title = CASE excluded.title WHEN '' THEN listing_there.title ELSE excluded.title END, mrp = excluded.mrp,"
                        + " price = excluded.price, currency = excluded.currency, quantity = excluded.quantity,"
                        + " live = excluded.live, seen_at = excluded.seen_at",
                account,
                agency,
                now,
                text(found, one -> clean(one.sku())),
                text(found, Found::remoteId),
                text(
                        found,
                        one -> one.shown() == null || one.shown().title() == null
                                ? ""
                                : clean(one.shown().title())),
                longs(
                        found,
                        one -> minor(one.shown() == null ? null : one.shown().mrp())),
                longs(
                        found,
                        one -> minor(one.shown() == null ? null : one.shown().price())),
                text(found, one -> currency(one.shown())),
                ints(found, one -> one.shown() == null ? null : one.shown().quantity()),
                found.stream()
                        .map(one -> one.shown() == null ? null : one.shown().live())
                        .toArray(Boolean[]::new),
                account);
    }

    /** New listings of ours that the channel has under the same SKU, by the listing's id. */
    Map<Long, There> ofSameName(List<Long> listings) {
        Map<Long, There> there = new HashMap<>();
        sql.list(
                "SELECT l.id AS listing, t.* FROM listing l JOIN listing_there t ON t.account = l.account AND t.sku = l.sku"
                        + " WHERE l.id = ANY (?) AND t.state <> 'LINKED'",
                row -> there.put(row.getLong("listing"), read(row)),
                (Object) listings.toArray(Long[]::new));
        return there;
    }

    /** Ids of our listings that have one of these names. */
    List<Long> ours(UUID account, List<String> skus) {
        return sql.list(
                "SELECT id FROM listing WHERE account = ? AND sku = ANY (?)",
                row -> row.getLong("id"),
                account,
                skus.toArray(String[]::new));
    }

    Optional<There> lock(UUID account, String sku) {
        return sql.first(
                "SELECT * FROM listing_there WHERE account = ? AND sku = ? FOR UPDATE",
                ListingsThere::read,
                account,
                sku);
    }

    /** Keeps others from deciding about these until the transaction ends. */
    void lock(UUID account, List<String> names) {
        String[] asked = names.toArray(String[]::new);
        sql.list(
                "SELECT 1 FROM listing_there WHERE account = ? AND (sku = ANY (?) OR remote_id = ANY (?))"
                        + " ORDER BY sku FOR UPDATE",
                row -> 1,
                account,
                asked,
                asked);
    }

    /** Those of these names, by the channel's SKU. */
    Map<String, There> named(UUID account, List<String> skus) {
        Map<String, There> found = new HashMap<>();
        sql.list(
                "SELECT * FROM listing_there WHERE account = ? AND sku = ANY (?)",
                row -> found.put(row.getString("sku"), read(row)),
                account,
                skus.toArray(String[]::new));
        return found;
    }

    /** By ASIN or FSN; left out where there are several offers of it that are not linked. */
    Map<String, There> ofRemoteIds(UUID account, List<String> remoteIds) {
        Map<String, There> found = new HashMap<>();
        sql.list(
                "SELECT t.* FROM listing_there t JOIN (SELECT remote_id FROM listing_there WHERE account = ?"
                        + " AND remote_id = ANY (?) AND state <> 'LINKED' GROUP BY remote_id HAVING count(*) = 1) n"
                        + " ON n.remote_id = t.remote_id WHERE t.account = ? AND t.state <> 'LINKED'",
                row -> found.put(row.getString("remote_id"), read(row)),
                account,
                remoteIds.toArray(String[]::new),
                account);
        return found;
    }

    /** Nobody has decided about it any more. */
    void reopen(UUID account, String sku) {
        sql.update(
                "UPDATE listing_there SET state = 'OPEN', our_sku = NULL, settled_at = NULL, settled_by = NULL"
                        + " WHERE account = ? AND sku = ?",
                account,
                sku);
    }

    List<There> page(UUID account, There.State state, String after, int limit) {
        return sql.list(
                "SELECT * FROM listing_there WHERE account = ? AND state = ? AND sku > ? ORDER BY sku LIMIT ?",
                ListingsThere::read,
                account,
                state.name(),
                after,
                limit);
    }

    /** How many there are, up to {@code most}. */
    long count(UUID account, There.State state, int most) {
        return sql.one(
                "SELECT count(*) FROM (SELECT 1 FROM listing_there WHERE account = ? AND state = ? LIMIT ?) AS counted",
                row -> row.getLong(1),
                account,
                state.name(),
                most);
    }

    void settle(UUID account, Map<String, String> ourSkus, String person, Instant now) {
        List<Map.Entry<String, String>> pairs = List.copyOf(ourSkus.entrySet());
        sql.update(
                "UPDATE listing_there t SET state = 'LINKED', our_sku = n.ours, settled_at = ?, settled_by = ?"
                        + " FROM unnest(?::text[], ?::text[]) AS n (sku, ours) WHERE t.account = ? AND t.sku = n.sku",
                now,
                person,
                text(pairs, Map.Entry::getKey),
                text(pairs, Map.Entry::getValue),
                account);
    }

    /** @return false when it is not there, or decided already */
    boolean leave(ChannelAccount account, String sku, String person, Instant now) {
        int left = sql.update(
                "UPDATE listing_there SET state = 'LEFT', settled_at = ?, settled_by = ? WHERE account = ? AND sku = ?"
                        + " AND state = 'OPEN'",
                now,
                person,
                account.id(),
                sku);
        if (left == 1) {
            sql.update(
                    "INSERT INTO audit_left (account, agency, sku, left_at, left_by) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    account.id(),
                    account.agency(),
                    sku,
                    now,
                    person);
        }
        return left == 1;
    }

    private static There read(ResultSet row) throws SQLException {
        int quantity = row.getInt("quantity");
        boolean noQuantity = row.wasNull();
        boolean live = row.getBoolean("live");
        boolean unknown = row.wasNull();
        return new There(
                row.getString("sku"),
                row.getString("remote_id"),
                row.getString("title"),
                money(row, "mrp"),
                money(row, "price"),
                noQuantity ? null : quantity,
                unknown ? null : live,
                There.State.valueOf(row.getString("state")),
                row.getString("our_sku"),
                Sql.instantOf(row, "seen_at"),
                Sql.instant(row, "settled_at"),
                row.getString("settled_by"));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long minor = row.getLong(column);
        String currency = row.getString("currency");
        return row.getObject(column) == null || currency == null ? null : new Money(minor, currency);
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    private static @Nullable String currency(@Nullable RemoteListing shown) {
        Money price = shown == null ? null : shown.price();
        return price == null ? null : price.currency();
    }

    /** PostgreSQL's text holds no NUL. */
    private static String clean(String text) {
        return text.replace('\0', '?');
    }
}
