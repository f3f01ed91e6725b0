package org.haat.sandbox.amazon;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haat.sandbox.market.Offer;

/** The text of the report of all listings, with the columns that sellers get, those without use included. */
final class ListingReport {
    private static final String UNUSED = "Deprecated column";
    private static final List<String> COLUMNS = List.of(
            "item-name",
            "item-description",
            "listing-id",
            "seller-sku",
            "price",
            "quantity",
            "open-date",
            UNUSED,
            "item-is-marketplace",
            "product-id-type",
            UNUSED,
            "item-note",
            "item-condition",
            UNUSED,
            UNUSED,
            UNUSED,
            "asin1",
            UNUSED,
            UNUSED,
            "will-ship-internationally",
            "expedited-shipping",
            UNUSED,
            "product-id",
            UNUSED,
            "add-delete",
            "pending-quantity",
            "fulfillment-channel",
            "merchant-shipping-group",
            "status");

    private final Listings listings;

    ListingReport(Listings listings) {
        this.listings = listings;
    }

    String of(List<Listing> told) {
        return told.stream().map(this::row).collect(Collectors.joining("", String.join("\t", COLUMNS) + "\n", ""));
    }

    private String row(Listing l) {
        Optional<Offer> offer = listings.offer(l);
        Long paise = offer.map(Offer::pricePaise).orElse(l.sent.pricePaise());
        String description = Sent.english(listings.attributes(l).path("product_description"));
        Map<String, String> cells = Map.ofEntries(
                Map.entry("item-name", oneLine(offer.map(Offer::title).orElse(l.sent.title()))),
                Map.entry("item-description", oneLine(description)),
                Map.entry("listing-id", "1121" + l.asin),
                Map.entry("seller-sku", l.sku),
                Map.entry(
                        "price",
                        paise == null ? "" : BigDecimal.valueOf(paise, 2).toPlainString()),
                Map.entry("quantity", offer.map(o -> String.valueOf(o.stock())).orElse("")),
                Map.entry("open-date", l.created.toString()),
                Map.entry("product-id-type", "1"),
                Map.entry("item-condition", "11"),
                Map.entry("asin1", l.asin),
                Map.entry("product-id", l.asin),
                Map.entry("fulfillment-channel", "DEFAULT"),
                Map.entry("merchant-shipping-group", "Default Amazon Template"),
                Map.entry("status", status(l, offer)));
        return COLUMNS.stream()
                .map(column -> cells.getOrDefault(column, ""))
                .collect(Collectors.joining("\t", "", "\n"));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String status(Listing l, Optional<Offer> offer) {
        if (offer.isEmpty()) {
            return l.through ? "Inactive" : "Incomplete";
        }
        return offer.get().buyable() ? "Active" : "Inactive";
    }
}
