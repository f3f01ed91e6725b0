package org.haat.order.sku;

/** A SKU that we did not know is known from now on. Fired inside the transaction that learns it. */
public record SkuLearned(KnownSku sku) {}
