package org.haat.channelsync.change;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Facet;

/** Accounts of which a person looks at changes before they are sent. Call inside a transaction. */
@Singleton
public class Reviews {
    private static final String RELEASED = " AND f.released_hash = f.desired_hash";
    private static final String FALLS = "f.urgency IN ('STOCK_DOWN', 'STOCK_TO_ZERO')";
    private final Sql sql;

    public Reviews(Sql sql) {
        this.sql = sql;
    }

    public boolean isOn(UUID account) {
        return sql.one("SELECT review FROM channel_account WHERE id = ?", row -> row.getBoolean(1), account);
    }

    /** Whether part of a listing waits for a person's look. */
    public boolean holds(long listing) {
        return sql.one(
                "SELECT EXISTS (SELECT 1 FROM listing_facet f JOIN channel_account a ON a.id = f.account WHERE f.listing = ?"
                        + " AND a.review AND f.work = 'SEND' AND f.call IS NULL"
                        + " AND f.released_hash IS DISTINCT FROM f.desired_hash AND NOT (" + FALLS + "))",
                row -> row.getBoolean(1),
                listing);
    }

    /**
     * Of a query for what is to be sent ({@code f} the facet): what a person has let through. Stock that goes down never waits:
     * to go on showing it would sell it twice. A whole listing carries its price and stock, so those must have been looked at, too.
     */
    public String mayGo(ChannelAccount account, Facet facet) {
        if (!account.review()) {
            return "";
        }
        return switch (facet) {
            case PRICE -> RELEASED;
            case STOCK -> " AND (f.released_hash = f.desired_hash OR " + FALLS + ")";
            case CONTENT ->
                RELEASED + " AND EXISTS (SELECT 1 FROM listing_facet p WHERE p.listing = f.listing"
                        + " AND p.facet = 'PRICE' AND p.released_hash = p.desired_hash)"
                        + " AND NOT EXISTS (SELECT 1 FROM listing_facet s WHERE s.listing = f.listing AND s.facet = 'STOCK'"
                        + " AND s.work = 'SEND' AND s.urgency = 'STOCK_UP'"
                        + " AND s.released_hash IS DISTINCT FROM s.desired_hash)";
        };
    }

    /** @return false when it is so already */
    boolean turn(UUID account, boolean on) {
        return sql.update("UPDATE channel_account SET review = ? WHERE id = ? AND review <> ?", on, account, on) == 1;
    }

    /**
     * Lets through what waits, as it was when the person looked: what the catalogue changed since waits for another look.
     *
     * @param skus of these; all when empty
     * @return the listings
     */
    List<Long> release(UUID account, List<String> skus, Instant seenAt) {
        String[] keys = skus.stream().map(sku -> sku.toLowerCase(Locale.ROOT)).toArray(String[]::new);
        List<Long> listings = sql.list(
                "SELECT DISTINCT f.listing FROM listing_facet f JOIN listing l ON l.id = f.listing WHERE f.account = ?"
                        + " AND f.work = 'SEND' AND f.call IS NULL AND f.desired_at <= ?"
                        + " AND f.released_hash IS DISTINCT FROM f.desired_hash"
                        + " AND (cardinality(?::text[]) = 0 OR l.sku_key = ANY (?::text[]))",
                row -> row.getLong(1),
                account,
                seenAt,
                keys,
                keys);
        sql.update(
                "UPDATE listing_facet SET released_hash = desired_hash WHERE listing = ANY (?) AND desired_at <= ?",
                listings.toArray(Long[]::new),
                seenAt);
        return listings;
    }
}
