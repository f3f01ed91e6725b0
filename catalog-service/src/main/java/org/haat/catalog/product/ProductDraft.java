package org.haat.catalog.product;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haat.catalog.text.ContentHash;
import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a product, in a file or a request, not yet judged.
 *
 * @param producer code of the maker
 * @param attributes facts that channels ask for, by name in lower case
 * @param images names of uploaded pictures, the main one first
 */
public record ProductDraft(
        String sku,
        String producer,
        String craft,
        LocalText title,
        LocalText description,
        List<String> bullets,
        @Nullable String brand,
        @Nullable String hsn,
        @Nullable String gtin,
        Terms terms,
        Parcel parcel,
        String procurement,
        @Nullable String countryOfOrigin,
        Map<String, String> attributes,
        List<String> images) {

    /**
     * What may change without a new approval.
     *
     * @param mrpPaise maximum retail price, all taxes included
     * @param pricePaise selling price, all taxes included
     */
    public record Terms(long mrpPaise, long pricePaise, int leadTimeDays) {
        byte[] hash() {
            return new ContentHash()
                    .add(Long.toString(mrpPaise), Long.toString(pricePaise), Integer.toString(leadTimeDays))
                    .bytes();
        }
    }

    /** Packed weight and size; null where nobody has measured yet. */
    public record Parcel(
            @Nullable Integer weightGrams,
            @Nullable Integer lengthCm,
            @Nullable Integer widthCm,
            @Nullable Integer heightCm) {}

    public ProductDraft {
        bullets = List.copyOf(bullets);
        attributes = Map.copyOf(attributes);
        images = List.copyOf(images);
    }

    public byte[] termsHash() {
        return terms.hash();
    }

    /** Of all but the terms. */
    public byte[] contentHash() {
        ContentHash hash = new ContentHash()
                .add(sku, producer, craft, title.en(), title.bn(), title.hi())
                .add(description.en(), description.bn(), description.hi(), brand, hsn, gtin)
                .add(text(parcel.weightGrams), text(parcel.lengthCm), text(parcel.widthCm), text(parcel.heightCm))
                .add(procurement, countryOfOrigin, Integer.toString(bullets.size()))
                .add(bullets.toArray(String[]::new))
                .add(Integer.toString(images.size()))
                .add(images.toArray(String[]::new));
        new TreeMap<>(attributes).forEach((name, value) -> hash.add(name, value));
        return hash.bytes();
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
