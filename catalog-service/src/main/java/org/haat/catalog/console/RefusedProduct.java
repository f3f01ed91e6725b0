package org.haat.catalog.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.RefusalView;

/** A product that a step left behind, and why, channel by channel. */
record RefusedProduct(String sku, List<OfChannel> channels) {
    record OfChannel(String channel, List<RefusalView> refusals) {}

    static List<RefusedProduct> of(Map<String, Map<String, List<Refusal>>> refused, Locale locale) {
        return refused.entrySet().stream()
                .map(product -> new RefusedProduct(
                        product.getKey(),
                        new TreeMap<>(product.getValue())
                                .entrySet().stream()
                                        .map(channel -> new OfChannel(
                                                channel.getKey(), RefusalView.of(channel.getValue(), locale)))
                                        .toList()))
                .toList();
    }
}
