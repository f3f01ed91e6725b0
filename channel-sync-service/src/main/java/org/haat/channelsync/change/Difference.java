package org.haat.channelsync.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a product's content that differs.
 *
 * @param attribute {@code title.en}, {@code attributes.material}, {@code images} …
 * @param before null when it was not there
 * @param after null when it is there no more
 */
public record Difference(
        String attribute, @Nullable String before, @Nullable String after) {

    /** What differs, in the order of a product's page. Price, stock and lead time are facets of their own. */
    public static List<Difference> of(ListingSnapshot before, ListingSnapshot after) {
        Map<String, String> was = facts(before);
        Map<String, String> is = facts(after);
        Set<String> names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(was.get(name), is.get(name))) {
                differences.add(new Difference(name, was.get(name), is.get(name)));
            }
        }
        return differences;
    }

    private static Map<String, String> facts(ListingSnapshot s) {
        Map<String, String> facts = new LinkedHashMap<>();
        new TreeMap<>(s.title()).forEach((language, text) -> put(facts, "title." + language, text));
        new TreeMap<>(s.description()).forEach((language, text) -> put(facts, "description." + language, text));
        put(facts, "bullets", String.join(" · ", s.bullets()));
        put(facts, "brand", s.brand());
        put(facts, "craft", s.craft());
        new TreeMap<>(s.attributes()).forEach((name, text) -> put(facts, "attributes." + name, text));
        put(facts, "hsn", s.hsn());
        put(facts, "gst", s.gstRateBasisPoints() / 100.0 + " %");
        put(facts, "gtin", s.gtin());
        ListingSnapshot.Parcel parcel = s.parcel();
        put(
                facts,
                "parcel",
                parcel.weightGrams() + " g, " + parcel.lengthCm() + " × " + parcel.widthCm() + " × " + parcel.heightCm()
                        + " cm");
        put(facts, "images", images(s));
        put(
                facts,
                "producer",
                s.producer().name().getOrDefault("en", s.producer().id()));
        put(facts, "manufacturer", contact(s.manufacturer()));
        put(facts, "packer", contact(s.packer()));
        put(facts, "country", s.countryOfOrigin());
        put(facts, "procurement", s.procurement());
        return facts;
    }

    /** Pictures have no names here; their fingerprints tell one from another. */
    private static String images(ListingSnapshot s) {
        List<String> prints = s.images().stream()
                .map(image ->
                        image.sha256().substring(0, Math.min(8, image.sha256().length())))
                .toList();
        return prints.size() + (prints.isEmpty() ? "" : ": " + String.join(", ", prints));
    }

    private static String contact(ListingSnapshot.Contact contact) {
        return contact.name() + ", " + contact.address() + ", " + contact.pin();
    }

    private static void put(Map<String, String> facts, String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            facts.put(name, text);
        }
    }
}
