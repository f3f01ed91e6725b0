package org.haat.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.haat.local.demo.CallLog;

/** The prices that each marketplace was told, in the order of its own call log. */
final class PricesSeen {
    private static final String AMAZON_ITEMS = "/listings/2021-08-01/items/";
    private static final String FLIPKART_LISTINGS = "/sellers/listings/v3";
    private final CallLog callLog;

    PricesSeen(CallLog callLog) {
        this.callLog = callLog;
    }

    /** Paise by marketplace and SKU. */
    Map<String, Map<String, List<Long>>> of(Set<String> skus) {
        Map<String, Map<String, List<Long>>> seen = new TreeMap<>();
        callLog.each(call -> {
            String path = call.path("path").asText();
            String partner = call.path("partner").asText();
            for (String sku : skus) {
                JsonNode price = path.contains(AMAZON_ITEMS) && path.endsWith('/' + sku)
                        ? call.path("body").findPath("our_price").findPath("value_with_tax")
                        : path.contains(FLIPKART_LISTINGS)
                                ? call.path("body").path(sku).path("price").path("selling_price")
                                : call.path("no price");
                if (price.isNumber()) {
                    seen.computeIfAbsent(partner, key -> new TreeMap<>())
                            .computeIfAbsent(sku, key -> new ArrayList<>())
                            .add(paise(price));
                }
            }
        });
        return seen;
    }

    private static long paise(JsonNode rupees) {
        return new BigDecimal(rupees.asText()).movePointRight(2).longValueExact();
    }
}
