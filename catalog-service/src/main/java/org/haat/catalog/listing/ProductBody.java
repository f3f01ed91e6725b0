package org.haat.catalog.listing;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.product.ProductDraft.Parcel;
import org.haat.catalog.product.ProductDraft.Terms;
import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/**
 * A product as a caller sends it. Money is whole paise.
 *
 * @param hsn eight digits before it can be published
 * @param images names of uploaded pictures, the main one first
 */
public record ProductBody(
        @NotNull String sku,
        @NotNull String producer,
        @NotNull String craft,
        @NotNull LocalText title,
        @Nullable LocalText description,
        @Nullable List<@NotNull String> bullets,
        @Nullable String brand,
        @Nullable String hsn,
        @Nullable String gtin,
        @NotNull Long mrpPaise,
        @NotNull Long pricePaise,
        @Nullable Parcel parcel,
        @Nullable Integer leadTimeDays,
        @Nullable String procurement,
        @Nullable String countryOfOrigin,
        @Nullable Map<@NotNull String, @NotNull String> attributes,
        @Nullable List<@NotNull String> images) {

    static ProductBody of(ProductDraft draft) {
        return new ProductBody(
                draft.sku(),
                draft.producer(),
                draft.craft(),
                draft.title(),
                draft.description(),
                draft.bullets(),
                draft.brand(),
                draft.hsn(),
                draft.gtin(),
                draft.terms().mrpPaise(),
                draft.terms().pricePaise(),
                draft.parcel(),
                draft.terms().leadTimeDays(),
                draft.procurement(),
                draft.countryOfOrigin(),
                draft.attributes(),
                draft.images());
    }

    ProductDraft toDraft() {
        return new ProductDraft(
                sku.strip(),
                producer.strip(),
                craft.strip(),
                clean(title),
                description == null ? new LocalText(null, null, null) : clean(description),
                Objects.requireNonNullElse(bullets, List.of()),
                LocalText.blankToNull(brand),
                LocalText.blankToNull(hsn),
                LocalText.blankToNull(gtin),
                new Terms(mrpPaise, pricePaise, Objects.requireNonNullElse(leadTimeDays, 0)),
                Objects.requireNonNullElse(parcel, new Parcel(null, null, null, null)),
                Objects.requireNonNullElse(procurement, "REGULAR"),
                LocalText.blankToNull(countryOfOrigin),
                Objects.requireNonNullElse(attributes, Map.of()),
                Objects.requireNonNullElse(images, List.of()));
    }

    private static LocalText clean(LocalText text) {
        return new LocalText(
                LocalText.blankToNull(text.en()), LocalText.blankToNull(text.bn()), LocalText.blankToNull(text.hi()));
    }
}
