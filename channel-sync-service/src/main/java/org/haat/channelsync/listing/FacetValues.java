package org.haat.channelsync.listing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** The values of facets: what a channel can see of a product, and nothing else, so that a touched product makes no work. */
public final class FacetValues {
    /** The desired content of a listing that is to be taken down. */
    public static final String RETIRED = "retired";

    private FacetValues() {}

    /** @param quantity whole pieces */
    public record Stock(int quantity, int leadTimeDays) {}

    /** Minor units. */
    public record Price(long mrp, long price, String currency) {
        public static Price of(Money mrp, Money price) {
            return new Price(mrp.minor(), price.minor(), price.currency());
        }

        public Money mrpMoney() {
            return new Money(mrp, currency);
        }

        public Money priceMoney() {
            return new Money(price, currency);
        }
    }

    /** Hash of everything that only a whole listing carries: not price, stock, lead time, wish or version. */
    public static String contentHash(ListingSnapshot s) {
        Money none = new Money(0, "");
        return StoredJson.hash(StoredJson.write(new ListingSnapshot(
                s.agency(),
                s.sku(),
                0,
                ListingSnapshot.State.ON_SALE,
                List.of(),
                s.craft(),
                sorted(s.title()),
                sorted(s.description()),
                s.bullets(),
                s.brand(),
                sorted(s.attributes()),
                s.hsn(),
                s.gstRateBasisPoints(),
                s.gtin(),
                none,
                none,
                s.parcel(),
                s.images(),
                s.producer(),
                s.manufacturer(),
                s.packer(),
                s.countryOfOrigin(),
                0,
                s.procurement())));
    }

    /** Pieces in a stock value, null when there is no value. */
    static @Nullable Integer quantity(@Nullable String json) {
        return json == null ? null : StoredJson.read(json, Stock.class).quantity();
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return new TreeMap<>(map);
    }
}
