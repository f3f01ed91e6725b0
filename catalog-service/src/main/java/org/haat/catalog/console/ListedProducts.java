package org.haat.catalog.console;

import jakarta.inject.Singleton;
import java.text.Collator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haat.catalog.craft.Crafts;
import org.haat.catalog.media.MediaAsset;
import org.haat.catalog.media.MediaAssets;
import org.haat.catalog.producer.Producers;
import org.haat.catalog.product.Product;
import org.haat.catalog.stock.StockItem;
import org.haat.catalog.stock.StockLedger;
import org.jspecify.annotations.Nullable;

/** Gathers what the list of products shows; a few queries for a page of them. */
@Singleton
class ListedProducts {
    private final MediaAssets media;
    private final StockLedger ledger;
    private final Producers producers;
    private final Crafts crafts;
    private final Places places;

    ListedProducts(MediaAssets media, StockLedger ledger, Producers producers, Crafts crafts, Places places) {
        this.media = media;
        this.ledger = ledger;
        this.producers = producers;
        this.crafts = crafts;
        this.places = places;
    }

    record CraftName(String code, String name) {}

    record Row(
            String sku,
            String title,
            @Nullable String picture,
            String producer,
            long pricePaise,
            int available,
            String state,
            String tone,
            List<Places.Mark> marks) {}

    List<CraftName> crafts(Locale locale) {
        return crafts.all().values().stream()
                .map(craft -> new CraftName(craft.code(), craft.name().in(locale)))
                .sorted(Comparator.comparing(CraftName::name, Collator.getInstance(locale)))
                .toList();
    }

    List<String> refusedSkus() {
        return places.refusedSkus();
    }

    List<Row> rows(List<Product> products, Locale locale) {
        Map<String, StockItem> stock = new HashMap<>();
        Map<String, MediaAsset> pictures = new HashMap<>();
        Map<String, String> makers = new HashMap<>();
        products.stream().map(Product::agency).distinct().forEach(agency -> {
            List<Product> own =
                    products.stream().filter(p -> p.agency().equals(agency)).toList();
            ledger.items(agency, own.stream().map(Product::sku).toList())
                    .forEach((sku, item) -> stock.put(agency + '/' + sku, item));
            media.byName(
                            agency,
                            own.stream()
                                    .flatMap(p -> p.images().stream().limit(1))
                                    .toList())
                    .forEach((name, asset) -> pictures.put(agency + '/' + name, asset));
            producers
                    .byCode(agency, own.stream().map(Product::producerCode).toList())
                    .forEach((code, maker) ->
                            makers.put(agency + '/' + code, maker.name().in(locale)));
        });
        Map<Product, List<Places.Mark>> marks = places.marks(products, locale);
        return products.stream()
                .map(product -> row(product, stock, pictures, makers, marks, locale))
                .toList();
    }

    private static Row row(
            Product product,
            Map<String, StockItem> stock,
            Map<String, MediaAsset> pictures,
            Map<String, String> makers,
            Map<Product, List<Places.Mark>> marks,
            Locale locale) {
        String agency = product.agency() + '/';
        StockItem item = stock.get(agency + product.sku());
        MediaAsset picture = product.images().isEmpty()
                ? null
                : pictures.get(agency + product.images().get(0));
        return new Row(
                product.sku(),
                product.title().in(locale),
                picture == null ? null : ProductViews.small(picture, 96),
                makers.getOrDefault(agency + Producers.lower(product.producerCode()), product.producerCode()),
                product.pricePaise(),
                item == null ? 0 : item.availableToSell(),
                product.state().name(),
                ProductViews.tone(product.state()),
                marks.getOrDefault(product, List.of()));
    }
}
