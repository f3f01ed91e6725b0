package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What of a seller's attributes a buyer will see.
 *
 * @param pricePaise null if no price was sent
 * @param quantity units in the seller's own warehouse
 */
record Sent(
        String title,
        @Nullable String imageUrl,
        @Nullable Long pricePaise,
        @Nullable Long mrpPaise,
        int quantity,
        String condition) {
    static final Sent NOTHING = new Sent("", null, null, null, 0, "new_new");

    static Sent of(JsonNode attributes) {
        JsonNode image = attributes.path("main_product_image_locator").path(0).path("media_location");
        return new Sent(
                english(attributes.path("item_name")),
                image.isTextual() ? image.asText() : null,
                paise(attributes, "our_price"),
                paise(attributes, "maximum_retail_price"),
                quantity(attributes),
                attributes.path("condition_type").path(0).path("value").asText("new_new"));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static String english(JsonNode values) {
        return each(values)
                .filter(v -> v.path("language_tag").asText("en_IN").startsWith("en"))
                .findFirst()
                .orElse(values.path(0))
                .path("value")
                .asText();
    }

    private static int quantity(JsonNode attributes) {
        return each(attributes.path("fulfillment_availability"))
                .filter(a -> a.path("fulfillment_channel_code").asText().equals("DEFAULT"))
                .mapToInt(a -> a.path("quantity").asInt(0))
                .findFirst()
                .orElse(0);
    }

    private static @Nullable Long paise(JsonNode attributes, String which) {
        return each(attributes.path("purchasable_offer"))
                .filter(o -> o.path("audience").asText("ALL").equals("ALL"))
                .map(o -> o.path(which).path(0).path("schedule").path(0).path("value_with_tax"))
                .filter(JsonNode::isNumber)
                .map(n -> n.decimalValue().multiply(BigDecimal.valueOf(100)).longValue())
                .findFirst()
                .orElse(null);
    }
}
