package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.adoption.ThereView.Suggestion;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.FacetValues;
import org.jspecify.annotations.Nullable;

/** Which product of ours a listing may be: one of nearly the same SKU, or one known by that ASIN or FSN. A person decides. */
@Singleton
class Suggestions {
    private static final String OPEN =
            " JOIN listing_facet c ON c.listing = l.id AND c.facet = 'CONTENT' AND c.applied_hash IS NULL"
                    + " JOIN listing_facet p ON p.listing = l.id AND p.facet = 'PRICE'"
                    + " JOIN listing_facet s ON s.listing = l.id AND s.facet = 'STOCK'"
                    + " WHERE l.account = ? AND l.wanted <> 'RETIRED'";
    private final Sql sql;

    Suggestions(Sql sql) {
        this.sql = sql;
    }

    /** By the SKU that the channel uses. */
    Map<String, Suggestion> of(UUID account, List<There> listings) {
        Map<String, Suggestion> byKey = new HashMap<>();
        Map<String, Suggestion> byRemoteId = new HashMap<>();
        sql.list(
                "SELECT l.sku, l.sku_key AS key, l.title, p.desired AS price, s.desired AS stock FROM listing l" + OPEN
                        + " AND l.sku_key = ANY (?)",
                row -> byKey.put(row.getString("key"), read(row, "SKU")),
                account,
                listings.stream().map(one -> lower(one.sku())).toArray(String[]::new));
        sql.list(
                "SELECT DISTINCT ON (k.remote_id) l.sku, k.remote_id AS key, l.title, p.desired AS price, s.desired AS stock"
                        + " FROM listing k JOIN listing l ON l.account = ? AND l.sku_key = k.sku_key AND l.agency = k.agency"
                        + OPEN + " AND k.agency = l.agency AND k.remote_id = ANY (?) ORDER BY k.remote_id, l.id",
                row -> byRemoteId.put(row.getString("key"), read(row, "REMOTE_ID")),
                account,
                account,
                listings.stream().map(There::remoteId).filter(id -> id != null).toArray(String[]::new));
        Map<String, Suggestion> suggestions = new HashMap<>();
        for (There one : listings) {
            Suggestion found = byKey.get(lower(one.sku()));
            String remoteId = one.remoteId();
            Suggestion suggestion = found == null && remoteId != null ? byRemoteId.get(remoteId) : found;
            if (suggestion != null) {
                suggestions.put(one.sku(), suggestion);
            }
        }
        return suggestions;
    }

    private static Suggestion read(ResultSet row, String why) throws SQLException {
        String price = row.getString("price");
        String stock = row.getString("stock");
        return new Suggestion(
                row.getString("sku"),
                why,
                row.getString("title"),
                price == null
                        ? null
                        : StoredJson.read(price, FacetValues.Price.class).priceMoney(),
                quantity(stock));
    }

    private static @Nullable Integer quantity(@Nullable String stock) {
        return stock == null
                ? null
                : StoredJson.read(stock, FacetValues.Stock.class).quantity();
    }

    private static String lower(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
