package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haat.channelsync.channel.ListingLine;
import org.jspecify.annotations.Nullable;

/**
 * The texts among a listing's attributes, which Amazon keeps and gives back as the seller sent them. Left out is what it
 * rewrites (addresses of pictures), adds to (offers, availability) or writes in a form of its own (numbers with units,
 * identifiers).
 */
final class SentTexts {
    private static final List<String> NAMES = List.of(
            "item_name",
            "product_description",
            "bullet_point",
            "brand",
            "manufacturer",
            "material",
            "fabric_type",
            "color",
            "size",
            "pattern",
            "care_instructions",
            "included_components",
            "special_feature",
            "item_form",
            "ingredients",
            "country_of_origin",
            "condition_type");

    private SentTexts() {}

    /** Of what is sent for a listing; empty for a craft that Amazon has no product type for. */
    static Map<String, List<String>> of(ListingLine line, Marketplace store) {
        return ProductTypes.of(line.listing().craft(), line.listing().hsn())
                .map(type -> of(ListingAttributes.of(line, type, store, true), store.id()))
                .orElse(Map.of());
    }

    /** Of attributes, as far as they are for this store; a text in another language is another text. */
    static Map<String, List<String>> of(@Nullable JsonNode attributes, String store) {
        if (attributes == null) {
            return Map.of();
        }
        Map<String, List<String>> texts = new TreeMap<>();
        for (String name : NAMES) {
            for (JsonNode instance : attributes.path(name)) {
                boolean here = instance.path("marketplace_id").asText(store).equals(store);
                if (here && instance.path("value").isTextual()) {
                    String language = instance.path("language_tag").asText("");
                    texts.computeIfAbsent((name + ' ' + language).strip(), key -> new ArrayList<>())
                            .add(instance.get("value").asText());
                }
            }
        }
        return texts;
    }
}
