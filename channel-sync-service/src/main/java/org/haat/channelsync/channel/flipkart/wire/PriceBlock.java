package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** One SKU of {@code POST /listings/v3/update/price}. */
@JsonNaming(SnakeCaseStrategy.class)
public record PriceBlock(String productId, ListingBlock.Price price) {}
