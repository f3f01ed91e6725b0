package org.haat.channelsync.account;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.database.Sql;

/** Where a channel knows a product by another SKU than ours: a person linked a listing that was there before. */
@Singleton
public class SkusThere {
    private final Sql sql;

    public SkusThere(Sql sql) {
        this.sql = sql;
    }

    /** Notes that the channel calls {@code sku} something else. Call inside a transaction. */
    public void link(ChannelAccount account, String sku, String remoteSku) {
        sql.update(
                "INSERT INTO sku_there (account, agency, sku, remote_sku) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (account, sku) DO UPDATE SET remote_sku = excluded.remote_sku",
                account.id(),
                account.agency(),
                sku,
                remoteSku);
    }

    /** Notes that the channel has no listing of ours by another name. Call inside a transaction. */
    public void unlink(ChannelAccount account, String sku) {
        sql.update("DELETE FROM sku_there WHERE account = ? AND sku = ?", account.id(), sku);
    }

    /** The channel's names of these products of ours; those that it knows by our own are left out. */
    Map<String, String> theirs(UUID account, Collection<String> ours) {
        return names(
                "SELECT sku AS one, remote_sku AS other FROM sku_there WHERE account = ? AND sku = ANY (?)",
                account,
                ours);
    }

    /** Our names of these listings of the channel's; those that are the same are left out. */
    public Map<String, String> ours(UUID account, Collection<String> theirs) {
        return names(
                "SELECT remote_sku AS one, sku AS other FROM sku_there WHERE account = ? AND remote_sku = ANY (?)",
                account,
                theirs);
    }

    private Map<String, String> names(String query, UUID account, Collection<String> skus) {
        Map<String, String> names = new HashMap<>();
        if (!skus.isEmpty()) {
            String[] asked = skus.stream().distinct().toArray(String[]::new);
            sql.alone(() ->
                    sql.list(query, row -> names.put(row.getString("one"), row.getString("other")), account, asked));
        }
        return names;
    }
}
