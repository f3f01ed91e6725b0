package org.haat.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole of what a channel may show for one SKU, after the publish gate. A consumer keeps the highest
 * {@code version} per key and drops the rest.
 *
 * @param agency code of the agency that owns the product
 * @param sku seller's own key, unique in the agency, {@code [A-Za-z0-9._-]{1,40}}
 * @param version grows by at least one with each change of this listing
 * @param state what the agency wants: on sale, paused (stock zero, listing kept) or retired (taken down)
 * @param channels the channels that the publish gate let it pass to, by channel id ({@code amazon-in}, {@code flipkart})
 * @param craft code of the craft, for example {@code tant}; channels map it to their product types
 * @param title plain text per BCP 47 language ({@code en} always present, {@code bn}, {@code hi}), NFC
 * @param description plain text per language
 * @param bullets selling points in English, at most five
 * @param attributes facts a channel may ask for by craft: {@code material}, {@code colour}, {@code size},
 *     {@code technique}, {@code loom}, {@code care}, {@code pattern}, {@code net_quantity}, {@code pack_contents} …
 * @param hsn 8 digits
 * @param gstRateBasisPoints 500 for 5 %
 * @param gtin GTIN-8/12/13/14, or null when the maker sells under a GTIN exemption
 * @param mrp maximum retail price, all taxes included (Legal Metrology rule 6)
 * @param price selling price, all taxes included, never above {@code mrp}
 * @param parcel packed weight and size
 * @param images main picture first
 * @param manufacturer rule 6(1)(a)
 * @param packer rule 6(1)(a)
 * @param countryOfOrigin ISO 3166 alpha-2, rule 6(10)
 * @param leadTimeDays days from order to hand-over
 * @param procurement {@code REGULAR} or {@code MADE_TO_ORDER}
 * @param changeSet id of the catalogue's change set that led to it (an import, an edit, a revert), or null; buyers see nothing of it
 * @param refusals why the publish gate stops it, by channel id: at channels that it does not pass to, and at those it passed to before where a pause is the gate's; null where nothing is told of it
 */
public record ListingSnapshot(
        String agency,
        String sku,
        long version,
        State state,
        List<String> channels,
        String craft,
        Map<String, String> title,
        Map<String, String> description,
        List<String> bullets,
        String brand,
        Map<String, String> attributes,
        String hsn,
        int gstRateBasisPoints,
        @Nullable String gtin,
        Money mrp,
        Money price,
        Parcel parcel,
        List<Image> images,
        Producer producer,
        Contact manufacturer,
        Contact packer,
        String countryOfOrigin,
        int leadTimeDays,
        String procurement,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String changeSet,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<Refusal>> refusals) {

    /** One that no change set of the catalogue led to, and with which nothing is told of other channels. */
    public ListingSnapshot(
            String agency,
            String sku,
            long version,
            State state,
            List<String> channels,
            String craft,
            Map<String, String> title,
            Map<String, String> description,
            List<String> bullets,
            String brand,
            Map<String, String> attributes,
            String hsn,
            int gstRateBasisPoints,
            @Nullable String gtin,
            Money mrp,
            Money price,
            Parcel parcel,
            List<Image> images,
            Producer producer,
            Contact manufacturer,
            Contact packer,
            String countryOfOrigin,
            int leadTimeDays,
            String procurement) {
        this(
                agency,
                sku,
                version,
                state,
                channels,
                craft,
                title,
                description,
                bullets,
                brand,
                attributes,
                hsn,
                gstRateBasisPoints,
                gtin,
                mrp,
                price,
                parcel,
                images,
                producer,
                manufacturer,
                packer,
                countryOfOrigin,
                leadTimeDays,
                procurement,
                null,
                null);
    }

    /** The same, and which change set of the catalogue led to it. */
    public ListingSnapshot causedBy(@Nullable String set) {
        return copy(sku, mrp, price, set, refusals);
    }

    /** The same, and why it goes to no other channel. */
    public ListingSnapshot refusedBy(@Nullable Map<String, List<Refusal>> why) {
        return copy(sku, mrp, price, changeSet, why);
    }

    /** The same product under the name that somebody else knows it by. */
    public ListingSnapshot named(String otherSku) {
        return copy(otherSku, mrp, price, changeSet, refusals);
    }

    /** The same listing at another price. */
    public ListingSnapshot priced(Money highest, Money asked) {
        return copy(sku, highest, asked, changeSet, refusals);
    }

    private ListingSnapshot copy(
            String otherSku,
            Money highest,
            Money asked,
            @Nullable String set,
            @Nullable Map<String, List<Refusal>> why) {
        return new ListingSnapshot(
                agency,
                otherSku,
                version,
                state,
                channels,
                craft,
                title,
                description,
                bullets,
                brand,
                attributes,
                hsn,
                gstRateBasisPoints,
                gtin,
                highest,
                asked,
                parcel,
                images,
                producer,
                manufacturer,
                packer,
                countryOfOrigin,
                leadTimeDays,
                procurement,
                set,
                why);
    }

    /** What the agency wants a buyer to see. */
    public enum State {
        ON_SALE,
        PAUSED,
        RETIRED
    }

    /**
     * A rule of the publish gate that a product does not keep.
     *
     * @param rule stable key, for example {@code picture-small}
     * @param message what is wrong, per language as a title
     */
    public record Refusal(String rule, Map<String, String> message) {}

    /** Packed weight in grams, packed size in whole centimetres. */
    public record Parcel(int weightGrams, int lengthCm, int widthCm, int heightCm) {}

    /**
     * @param url where a channel fetches it; the content behind a URL never changes
     * @param sha256 lower-case hex of the bytes
     */
    public record Image(String url, int widthPx, int heightPx, String sha256) {}

    /**
     * @param id the maker's code in the agency
     * @param type for example {@code SHG}, {@code PWCS}
     * @param districtLgd LGD code of the district
     * @param gstState GST code of the State the seller of record is in, two digits
     * @param sellerOfRecord code of the producer whose tax identity sells: the maker, or the aggregator it sells through
     */
    public record Producer(
            String id,
            Map<String, String> name,
            String type,
            int districtLgd,
            String gstState,
            String sellerOfRecord) {}

    /** A name and address that the law puts on the label. */
    public record Contact(
            String name,
            String address,
            String pin,
            @Nullable String phone,
            @Nullable String email) {}
}
