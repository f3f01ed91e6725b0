package org.haat.sandbox.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a marketplace shows a buyer of one seller's listing, as opposed to what the seller sent.
 *
 * @param productId ASIN or FSN
 * @param pricePaise selling price, all taxes included
 * @param mrpPaise the price struck through, or null if none is shown
 * @param stock units the marketplace believes it can sell
 * @param onSale whether a buyer could buy it if there is stock
 * @param since when it first went live
 */
public record Offer(
        String partner,
        String account,
        String sku,
        String productId,
        String title,
        @Nullable String imageUrl,
        long pricePaise,
        @Nullable Long mrpPaise,
        int stock,
        boolean onSale,
        Instant since,
        Instant updated) {

    public String key() {
        return key(partner, account, sku);
    }

    static String key(String partner, String account, String sku) {
        return partner + "/" + account + "/" + sku;
    }

    public boolean buyable() {
        return onSale && stock > 0;
    }

    public Offer withStock(int units, Instant now) {
        return new Offer(
                partner, account, sku, productId, title, imageUrl, pricePaise, mrpPaise, units, onSale, since, now);
    }
}
