package org.haat.catalog.listing;

import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.event.ListingSnapshot;

/**
 * A product that took a step with others: where it stood, and where it stood then.
 *
 * @param onSaleBefore also of what was approved anew while its old form was on sale
 * @param listingVersion what channels were told by the step
 */
public record Stepped(String sku, ProductState before, ProductState after, boolean onSaleBefore, long listingVersion) {
    /** Before the step. */
    static Stepped from(Product product) {
        return new Stepped(
                product.sku(),
                product.state(),
                product.state(),
                product.listed() == ListingSnapshot.State.ON_SALE,
                product.listingVersion());
    }

    /** After the step, when channels were told. */
    Stepped to(Product product) {
        return new Stepped(sku, before, product.state(), onSaleBefore, product.listingVersion());
    }
}
