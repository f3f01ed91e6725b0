package org.haat.channelsync.channel;

import org.jspecify.annotations.Nullable;

/**
 * A new stock figure, absolute.
 *
 * @param quantity whole pieces, at least 0
 * @param leadTimeDays days to hand-over, which some channels lose when it is not sent along
 */
public record StockLine(
        String sku,
        long version,
        int quantity,
        int leadTimeDays,
        @Nullable String remoteId) {}
