package org.haat.channelsync.channel;

import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * A new price.
 *
 * @param mrp maximum retail price, tax included
 * @param price selling price, tax included, at most {@code mrp}
 * @param remoteId ASIN or FSN if it is known, else null
 */
public record PriceLine(
        String sku,
        long version,
        Money mrp,
        Money price,
        @Nullable String remoteId) {}
