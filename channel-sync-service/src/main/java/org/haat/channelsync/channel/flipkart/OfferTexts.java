package org.haat.channelsync.channel.flipkart;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.AddressLabel;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Dimensions;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Fulfillment;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Pack;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock.Tax;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Offer;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What Haat sets of an offer and the details give back as it was sent: HSN, way of procurement, one parcel, and the law's
 * addresses. The tax code hangs on the day and the time of dispatch travels with the stock; both are left out, as is all
 * that belongs to Flipkart's own catalogue.
 */
final class OfferTexts {
    private OfferTexts() {}

    static Map<String, List<String>> of(ListingSnapshot listing) {
        return of(
                new Tax(listing.hsn(), null),
                ListingBlocks.fulfillment(listing, 1),
                List.of(ListingBlocks.pack(listing.parcel())),
                ListingBlocks.label(listing));
    }

    static Map<String, List<String>> of(Offer shown) {
        return of(shown.tax(), shown.fulfillment(), shown.packages(), shown.addressLabel());
    }

    private static Map<String, List<String>> of(
            @Nullable Tax tax,
            @Nullable Fulfillment fulfillment,
            @Nullable List<Pack> packages,
            @Nullable AddressLabel label) {
        Map<String, List<String>> texts = new TreeMap<>();
        put(texts, "hsn", tax == null ? null : tax.hsn());
        put(texts, "procurement_type", fulfillment == null ? null : fulfillment.procurementType());
        if (packages != null && packages.size() == 1) {
            Dimensions size = packages.get(0).dimensions();
            put(texts, "package_dimensions", size == null ? null : inWords(size));
            BigDecimal weight = packages.get(0).weight();
            put(texts, "package_weight", weight == null ? null : plain(weight));
        }
        if (label != null) {
            put(texts, "manufacturer_details", label.manufacturerDetails());
            put(texts, "packer_details", label.packerDetails());
            put(texts, "countries_of_origin", label.countriesOfOrigin());
        }
        return texts;
    }

    private static String inWords(Dimensions size) {
        return Stream.of(size.length(), size.breadth(), size.height())
                .map(OfferTexts::plain)
                .reduce((a, b) -> a + " x " + b)
                .orElse("");
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static void put(Map<String, List<String>> texts, String name, @Nullable String value) {
        put(texts, name, value == null ? List.of() : List.of(value));
    }

    private static void put(Map<String, List<String>> texts, String name, @Nullable List<String> values) {
        List<String> said = values == null
                ? List.of()
                : values.stream().filter(value -> !value.isBlank()).toList();
        if (!said.isEmpty()) {
            texts.put(name, said);
        }
    }
}
