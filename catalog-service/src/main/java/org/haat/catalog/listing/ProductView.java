package org.haat.catalog.listing;

import java.time.Instant;
import java.util.List;
import org.haat.catalog.product.Product;
import org.haat.catalog.stock.StockItem;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A product as a caller sees it.
 *
 * @param version the ETag: send it back in If-Match
 * @param listed what channels were last told, or null before the first publishing
 * @param availableToSell on hand less reserved, over all locations
 */
public record ProductView(
        String agency,
        int version,
        String state,
        ListingSnapshot.@Nullable State listed,
        long listingVersion,
        List<String> listedChannels,
        int districtLgd,
        @Nullable String submittedBy,
        @Nullable String approvedBy,
        Instant changedAt,
        int onHand,
        int reserved,
        int availableToSell,
        ProductBody product) {

    static ProductView of(Product product, @Nullable StockItem stock) {
        return new ProductView(
                product.agency(),
                product.version(),
                product.state().name(),
                product.listed(),
                product.listingVersion(),
                product.listedChannels(),
                product.districtLgd(),
                product.submittedBy(),
                product.approvedBy(),
                product.changedAt(),
                stock == null ? 0 : stock.onHand(),
                stock == null ? 0 : stock.reserved(),
                stock == null ? 0 : stock.availableToSell(),
                ProductBody.of(product.draft()));
    }
}
