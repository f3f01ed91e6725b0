package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.journal.Json;

/**
 * Product types in Amazon's vocabulary, written for the sandbox. The schema that is served is the schema that listings
 * are judged by.
 */
final class ProductTypes {
    static final String META_SCHEMA =
            "https://schemas.amazon.com/selling-partners/definitions/product-types/meta-schema/v1";

    /** @param required beyond what every product needs */
    record ProductType(String name, String displayName, String keywords, List<String> required) {}

    private final Map<String, ProductType> types = new LinkedHashMap<>();
    private final Map<String, ObjectNode> attributes = new LinkedHashMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, ObjectNode> schemas = new HashMap<>();
    private final List<String> forProduct;
    private final List<String> forOffer;
    private final List<String> indian;
    private final String version;

    ProductTypes() {
        JsonNode table = read();
        version = table.path("version").asText();
        forProduct = texts(table.path("required").path("product"));
        forOffer = texts(table.path("required").path("offer"));
        indian = texts(table.path("indian"));
        table.path("attributes").properties().forEach(e -> {
            attributes.put(e.getKey(), AttributeShapes.schema(e.getValue()));
            groups.put(e.getKey(), e.getValue().path("group").asText("product_details"));
        });
        table.path("types")
                .forEach(t -> types.put(
                        t.path("name").asText(),
                        new ProductType(
                                t.path("name").asText(),
                                t.path("displayName").asText(),
                                t.path("keywords").asText(),
                                texts(t.path("required")))));
    }

    private static JsonNode read() {
        try (InputStream in = ProductTypes.class.getResourceAsStream("product-types.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    String version() {
        return version;
    }

    Optional<ProductType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    List<ProductType> matching(List<String> words) {
        return types.values().stream()
                .filter(t -> words.isEmpty()
                        || words.stream()
                                .anyMatch(w -> t.name().equals(w)
                                        || List.of(t.keywords().split(" ")).contains(w)))
                .toList();
    }

    Map<String, String> groups() {
        return groups;
    }

    /** @param requirements LISTING, LISTING_PRODUCT_ONLY or LISTING_OFFER_ONLY */
    List<String> required(ProductType type, String requirements, Store store) {
        boolean product = !requirements.equals("LISTING_OFFER_ONLY");
        boolean offer = !requirements.equals("LISTING_PRODUCT_ONLY");
        ArrayNode all = Json.MAPPER.createArrayNode();
        if (product && !type.name().equals("PRODUCT")) {
            forProduct.forEach(all::add);
            type.required().forEach(all::add);
        }
        if (offer) {
            forOffer.forEach(all::add);
        }
        return texts(all).stream().filter(name -> sold(name, store)).toList();
    }

    /** The JSON Schema of a type: draft 2019-09 with Amazon's own words; built once, not to be changed. */
    ObjectNode schema(Store store, ProductType type, String requirements, boolean enforced) {
        return schemas.computeIfAbsent(
                store.marketplaceId() + "/" + type.name() + "/" + requirements + "/" + enforced,
                k -> build(store, type, requirements, enforced));
    }

    private boolean sold(String attribute, Store store) {
        return store.inIndia() || !indian.contains(attribute);
    }

    /** In the store's money; only India has a price that the law makes the highest. */
    private static ObjectNode offer(ObjectNode attribute, Store store) {
        ObjectNode offer = attribute.deepCopy();
        ObjectNode properties = (ObjectNode) offer.path("items").path("properties");
        properties.putObject("currency").put("type", "string").putArray("enum").add(store.currency());
        if (!store.inIndia()) {
            properties.remove("maximum_retail_price");
        }
        return offer;
    }

    private ObjectNode build(Store store, ProductType type, String requirements, boolean enforced) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("$schema", META_SCHEMA);
        schema.put(
                "$id",
                "https://schemas.amazon.com/selling-partners/definitions/product-types/schema/v1/" + type.name());
        schema.put("$comment", "Written for a training sandbox; not a marketplace's document.");
        schema.set("$defs", AttributeShapes.definitions(store));
        schema.put("type", "object");
        if (enforced) {
            ArrayNode required = schema.putArray("required");
            required(type, requirements, store).forEach(required::add);
        }
        ObjectNode properties = schema.putObject("properties");
        attributes.forEach((name, attribute) -> {
            if (sold(name, store)) {
                properties.set(name, name.equals("purchasable_offer") ? offer(attribute, store) : attribute);
            }
        });
        schema.put("additionalProperties", false);
        if (enforced
                && !requirements.equals("LISTING_OFFER_ONLY")
                && !type.name().equals("PRODUCT")) {
            schema.set("allOf", AttributeShapes.someIdentifier());
        }
        return schema;
    }
}
