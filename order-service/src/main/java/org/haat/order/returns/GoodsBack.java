package org.haat.order.returns;

import java.util.UUID;

/**
 * What a person found of goods that nobody announced.
 *
 * @param key the same for every repeat of one booking
 * @param sellable pieces that go back on the shelf
 * @param damaged pieces that came and cannot be sold
 * @param reason why they came back, as the buyer or the marketplace's page says
 */
public record GoodsBack(String key, UUID lineId, int sellable, int damaged, String reason) {}
