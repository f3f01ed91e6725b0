package org.haat.catalog.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.haat.catalog.listing.ChangeSetResource.Changed;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.text.Rupees;
import org.jspecify.annotations.Nullable;

/** What differs between two words on one product, by the names of the file's columns. */
final class DraftDifference {
    private DraftDifference() {}

    static List<Changed> of(ProductDraft before, ProductDraft after) {
        Map<String, String> was = facts(before);
        Map<String, String> is = facts(after);
        Set<String> names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        List<Changed> changes = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(was.get(name), is.get(name))) {
                changes.add(new Changed(name, was.get(name), is.get(name)));
            }
        }
        return changes;
    }

    private static Map<String, String> facts(ProductDraft draft) {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "selling_price", Rupees.format(draft.terms().pricePaise()));
        put(facts, "mrp", Rupees.format(draft.terms().mrpPaise()));
        put(facts, "lead_time_days", Integer.toString(draft.terms().leadTimeDays()));
        draft.title().byLanguage().forEach((language, text) -> put(facts, "title_" + language, text));
        draft.description().byLanguage().forEach((language, text) -> put(facts, "description_" + language, text));
        put(facts, "producer_id", draft.producer());
        put(facts, "craft", draft.craft());
        put(facts, "bullets", String.join(" | ", draft.bullets()));
        put(facts, "brand", draft.brand());
        put(facts, "hsn", draft.hsn());
        put(facts, "gtin", draft.gtin());
        put(facts, "weight_g", text(draft.parcel().weightGrams()));
        put(facts, "length_cm", text(draft.parcel().lengthCm()));
        put(facts, "width_cm", text(draft.parcel().widthCm()));
        put(facts, "height_cm", text(draft.parcel().heightCm()));
        put(facts, "procurement", draft.procurement());
        put(facts, "country_of_origin", draft.countryOfOrigin());
        new TreeMap<>(draft.attributes()).forEach((name, value) -> put(facts, name, value));
        put(facts, "images", String.join(" | ", draft.images()));
        return facts;
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }

    private static void put(Map<String, String> facts, String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            facts.put(name, text);
        }
    }
}
