package org.haat.catalog.listing;

import jakarta.inject.Singleton;
import java.util.List;
import org.haat.catalog.product.Product;
import org.haat.catalog.stock.StockLedger;

/** Shows products with their stock. */
@Singleton
public class ProductViews {
    private final StockLedger ledger;

    public ProductViews(StockLedger ledger) {
        this.ledger = ledger;
    }

    ProductView of(Product product) {
        return ProductView.of(
                product, ledger.items(product.agency(), List.of(product.sku())).get(product.sku()));
    }
}
