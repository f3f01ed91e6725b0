package org.haat.channelsync.listing;

import org.haat.channelsync.channel.SaleMoney;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue last said of a product; either half may not have come yet.
 *
 * @param snapshot null before the first listing event
 * @param available pieces to sell, null before the first stock event
 */
public record Product(
        String agency,
        String sku,
        long snapshotVersion,
        @Nullable ListingSnapshot snapshot,
        long stockVersion,
        @Nullable Integer available) {
    /** As an account that sells in other money has it. There is no maximum retail price there, so it equals the price. */
    Product pricedIn(SaleMoney money) {
        ListingSnapshot known = snapshot;
        return known == null
                ? this
                : money.of(known.price())
                        .map(price -> new Product(
                                agency, sku, snapshotVersion, known.priced(price, price), stockVersion, available))
                        .orElse(this);
    }

    /** As an account offers it that is away. */
    Product withoutStock() {
        return new Product(agency, sku, snapshotVersion, snapshot, stockVersion, available == null ? null : 0);
    }
}
