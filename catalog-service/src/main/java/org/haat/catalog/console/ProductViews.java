package org.haat.catalog.console;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haat.catalog.craft.Craft;
import org.haat.catalog.craft.Crafts;
import org.haat.catalog.media.MediaAsset;
import org.haat.catalog.media.MediaAssets;
import org.haat.catalog.producer.Producer;
import org.haat.catalog.producer.Producers;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.rule.RefusalView;
import org.haat.catalog.stock.Locations;
import org.haat.catalog.stock.StockItem;
import org.haat.catalog.stock.StockLedger;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.jspecify.annotations.Nullable;

/** Gathers what the page of a product shows. */
@Singleton
class ProductViews {
    private final MediaAssets media;
    private final StockLedger ledger;
    private final Locations locations;
    private final Producers producers;
    private final Crafts crafts;
    private final Places places;
    private final Messages messages;

    ProductViews(
            MediaAssets media,
            StockLedger ledger,
            Locations locations,
            Producers producers,
            Crafts crafts,
            Places places,
            Messages messages) {
        this.media = media;
        this.ledger = ledger;
        this.locations = locations;
        this.producers = producers;
        this.crafts = crafts;
        this.places = places;
        this.messages = messages;
    }

    record Picture(String small, String full) {}

    record Pieces(String name, int pieces) {}

    record Detail(
            String sku,
            String title,
            String state,
            String tone,
            String producerCode,
            String producer,
            String craft,
            long pricePaise,
            long mrpPaise,
            Instant changedAt,
            @Nullable String description,
            int onHand,
            int reserved,
            int available,
            boolean submittedByReader) {}

    CatalogTemplates.ProductPage page(Product product, String reader, List<ProductSteps.Button> steps, Locale locale) {
        ProductDraft draft = product.draft();
        Map<String, MediaAsset> pictures = media.byName(product.agency(), product.images());
        List<Place> where = places.of(product, locale);
        List<RefusalView> common = Place.common(where);
        return new CatalogTemplates.ProductPage(
                detail(product, draft, reader, locale),
                steps,
                common,
                where.stream().map(place -> place.without(common)).toList(),
                product.images().stream()
                        .filter(pictures::containsKey)
                        .map(pictures::get)
                        .map(asset -> new Picture(small(asset, 200), full(asset)))
                        .toList(),
                facts(draft, Language.of(locale.toLanguageTag())),
                pieces(product, locale));
    }

    private Detail detail(Product product, ProductDraft draft, String reader, Locale locale) {
        StockItem item = ledger.items(product.agency(), List.of(product.sku())).get(product.sku());
        String maker = producers
                .ofCode(product.agency(), product.producerCode())
                .map(Producer::name)
                .map(name -> name.in(locale))
                .orElse(product.producerCode());
        Craft craft = crafts.all().get(product.craft());
        return new Detail(
                product.sku(),
                product.title().in(locale),
                product.state().name(),
                tone(product.state()),
                product.producerCode(),
                maker,
                craft == null ? product.craft() : craft.name().in(locale),
                product.pricePaise(),
                product.mrpPaise(),
                product.changedAt(),
                draft.description().in(locale),
                item == null ? 0 : item.onHand(),
                item == null ? 0 : item.reserved(),
                item == null ? 0 : item.availableToSell(),
                reader.equals(product.submittedBy()));
    }

    private List<Fact> facts(ProductDraft draft, Language language) {
        ProductDraft.Parcel parcel = draft.parcel();
        String weight =
                parcel.weightGrams() == null ? null : messages.text(language, "unit_grams", parcel.weightGrams());
        String size = parcel.lengthCm() == null || parcel.widthCm() == null || parcel.heightCm() == null
                ? null
                : messages.text(language, "unit_size", parcel.lengthCm(), parcel.widthCm(), parcel.heightCm());
        Fact.Sheet sheet = new Fact.Sheet()
                .add("brand", draft.brand())
                .add("hsn", draft.hsn())
                .add("gtin", draft.gtin())
                .add("weight", weight)
                .add("packed_size", size)
                .add("lead_time", Integer.toString(draft.terms().leadTimeDays()))
                .add("procurement", messages.textOf(language, "procurement", draft.procurement(), draft.procurement()))
                .add("country", draft.countryOfOrigin());
        draft.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(attribute -> sheet.add(attribute.getKey(), attribute.getValue()));
        return sheet.facts();
    }

    private List<Pieces> pieces(Product product, Locale locale) {
        Map<String, String> names = new HashMap<>();
        locations
                .all(product.agency())
                .forEach(location -> names.put(location.code(), location.name().in(locale)));
        return ledger.byLocation(product.agency(), product.sku()).entrySet().stream()
                .map(place -> new Pieces(names.getOrDefault(place.getKey(), place.getKey()), place.getValue()))
                .toList();
    }

    static String tone(ProductState state) {
        return switch (state) {
            case PUBLISHED -> "good";
            case SUBMITTED -> "warn";
            case APPROVED -> "info";
            case DRAFT, PAUSED, RETIRED -> "";
        };
    }

    static String small(MediaAsset asset, int sidePixels) {
        return "/catalog/thumbs/" + sidePixels + '/' + asset.sha256();
    }

    private static String full(MediaAsset asset) {
        return "/catalog/media/" + asset.sha256();
    }
}
