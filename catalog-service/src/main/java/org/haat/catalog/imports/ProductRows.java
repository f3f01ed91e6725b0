package org.haat.catalog.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.haat.catalog.imports.Columns.Cells;
import org.haat.catalog.listing.SaveProducts;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.product.ProductDraft.Parcel;
import org.haat.catalog.product.ProductDraft.Terms;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/** Reads a product, and what was counted of it, from a row. */
final class ProductRows {
    private static final List<String> ATTRIBUTES = List.of(
            "material", "colour", "size", "technique", "loom", "care", "pattern", "net_quantity", "pack_contents");
    private static final Pattern LOCATION = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    private ProductRows() {}

    static SaveProducts.Row read(Cells cells) {
        String procurement = cells.upper("procurement");
        Integer leadTime = cells.whole("lead_time_days");
        ProductDraft draft = new ProductDraft(
                cells.codeOrNone("sku"),
                cells.codeOrNone("producer_id"),
                cells.codeOrNone("craft").toLowerCase(Locale.ROOT),
                new LocalText(cells.text("title_en"), cells.text("title_bn"), cells.text("title_hi")),
                new LocalText(cells.text("description_en"), cells.text("description_bn"), cells.text("description_hi")),
                cells.list("bullets"),
                cells.text("brand"),
                cells.code("hsn"),
                cells.code("gtin"),
                new Terms(cells.paise("mrp"), cells.paise("selling_price"), leadTime == null ? 0 : leadTime),
                parcel(cells),
                procurement == null ? "REGULAR" : procurement,
                cells.upper("country_of_origin"),
                attributes(cells),
                cells.list("images"));
        return new SaveProducts.Row(draft, count(cells));
    }

    private static Parcel parcel(Cells cells) {
        return new Parcel(
                cells.whole("weight_g"), cells.whole("length_cm"), cells.whole("width_cm"), cells.whole("height_cm"));
    }

    private static Map<String, String> attributes(Cells cells) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : ATTRIBUTES) {
            String value = cells.text(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        return attributes;
    }

    private static SaveProducts.@Nullable Count count(Cells cells) {
        Integer pieces = cells.whole("stock");
        String location = cells.code("location");
        if (pieces == null) {
            return null;
        }
        if (pieces < 0) {
            cells.refusals().add(Refusal.byAgency("out-of-range", "stock", pieces.toString(), "0", "999999999"));
            return null;
        }
        if (location == null || !LOCATION.matcher(location).matches()) {
            cells.refusals().add(Refusal.byAgency("location-form", "location", location));
            return null;
        }
        return new SaveProducts.Count(location, pieces);
    }
}
