package org.haat.sandbox.amazon;

import java.util.List;
import java.util.Map;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.market.Sale;

/** Where a buyer lives: the made-up Indian place, or for another country's store a town of that country, always the same for a buyer. */
record Abroad(String city, String region, String postalCode) {
    private static final Map<String, List<Abroad>> TOWNS = Map.of(
            "US", List.of(new Abroad("Augusta", "GA", "30901"), new Abroad("Seattle", "WA", "98101")),
            "GB", List.of(new Abroad("London", "", "EC1A 1BB"), new Abroad("Leeds", "", "LS1 4AP")),
            "AE", List.of(new Abroad("Dubai", "Dubai", ""), new Abroad("Abu Dhabi", "Abu Dhabi", "")));

    static Abroad of(Store store, Sale.Buyer buyer) {
        List<Abroad> towns = TOWNS.getOrDefault(store.country(), List.of());
        return towns.isEmpty()
                ? new Abroad(buyer.city(), buyer.state(), buyer.pin())
                : towns.get(Math.floorMod(buyer.email().hashCode(), towns.size()));
    }
}
