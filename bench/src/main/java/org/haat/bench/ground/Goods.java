package org.haat.bench.ground;

import java.util.List;
import java.util.Map;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;

/**
 * One product as the catalogue tells of it.
 *
 * @param price in paise; whole rupees, since Flipkart takes no others
 */
public record Goods(String agency, String sku, long version, List<String> channels, long price) {
    public static final long MRP = 249_900;
    public static final long PRICE = 199_900;
    private static final int NADIA = 312;

    public static Goods first(String agency, String sku, List<String> channels) {
        return new Goods(agency, sku, 1, channels, PRICE);
    }

    /** The next version, touched and nothing else. */
    public Goods touched() {
        return new Goods(agency, sku, version + 1, channels, price);
    }

    public Goods priced(long other) {
        return new Goods(agency, sku, version + 1, channels, other);
    }

    ListingSnapshot snapshot() {
        ListingSnapshot.Contact maker =
                new ListingSnapshot.Contact("Shantipur Weavers' Society", "Shantipur, Nadia", "741404", null, null);
        return new ListingSnapshot(
                agency,
                sku,
                version,
                ListingSnapshot.State.ON_SALE,
                channels,
                "tant",
                Map.of("en", "Shantipuri tant cotton saree " + sku, "bn", "শান্তিপুরী তাঁত শাড়ি"),
                Map.of("en", "Light cotton saree with a fine patterned border, woven by a weavers' society in Nadia."),
                List.of("Light enough for summer", "Fine extra-weft border"),
                "Phulia Tangail",
                Map.of("material", "Cotton", "colour", "White with red border", "size", "5.5 m", "loom", "HANDLOOM"),
                "52083121",
                500,
                null,
                Money.inr(MRP),
                Money.inr(price),
                new ListingSnapshot.Parcel(450, 38, 28, 5),
                List.of(new ListingSnapshot.Image(
                        "https://pictures.example.org/main.jpg", 1600, 1600, "00".repeat(32))),
                new ListingSnapshot.Producer(
                        "P04", Map.of("en", "Shantipur Weavers' Society"), "PWCS", NADIA, "19", "P04"),
                maker,
                maker,
                "IN",
                4,
                "REGULAR");
    }
}
