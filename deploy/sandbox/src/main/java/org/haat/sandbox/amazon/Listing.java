package org.haat.sandbox.amazon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Packed;
import org.jspecify.annotations.Nullable;

/**
 * One seller's listing: what was sent, and how far Amazon has got with it. Accepted, then known to a read, then live;
 * or never.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Listing {
    String account = "";
    String sku = "";
    String productType = "";
    String asin = "";
    Packed attributes = Packed.of(Json.MAPPER.createObjectNode());
    Instant created = Instant.EPOCH;
    Instant updated = Instant.EPOCH;

    /** From when a read finds it; null: never. */
    @Nullable
    Instant exists;

    /** When Amazon is through with it; null: never. */
    @Nullable
    Instant judged;

    /** Whether Amazon has looked at it once. */
    boolean through;

    boolean live;
    List<Issue> issues = new ArrayList<>();

    /** When what was last sent shows in the offer, if it does not yet. */
    @Nullable
    Instant offerDue;

    @Nullable
    Instant stockDue;

    @Nullable
    Instant deleteDue;

    Listing() {}

    Listing(String account, String sku, Instant created) {
        this.account = account;
        this.sku = sku;
        this.created = created;
        this.asin = asin(account + "/" + sku);
    }

    static String key(String account, String sku) {
        return account + "/" + sku;
    }

    String key() {
        return key(account, sku);
    }

    private static String asin(String of) {
        long hash = 1_125_899_906_842_597L;
        for (char c : of.toCharArray()) {
            hash = 31 * hash + c;
        }
        String tail = Long.toString(Math.abs(hash % 2_821_109_907_456L), 36).toUpperCase(Locale.ROOT);
        return "B0" + "00000000".substring(Math.min(8, tail.length())) + tail;
    }

    boolean existsAt(Instant now) {
        return exists != null && !now.isBefore(exists);
    }

    boolean suppressed() {
        return issues.stream().anyMatch(Issue::suppresses);
    }

    String title() {
        return english("item_name");
    }

    private String english(String attribute) {
        JsonNode values = attributes.tree().path(attribute);
        return StreamSupport.stream(values.spliterator(), false)
                .filter(v -> v.path("language_tag").asText("en_IN").startsWith("en"))
                .findFirst()
                .orElse(values.path(0))
                .path("value")
                .asText();
    }

    @Nullable
    String imageUrl() {
        JsonNode link =
                attributes.tree().path("main_product_image_locator").path(0).path("media_location");
        return link.isTextual() ? link.asText() : null;
    }

    String condition() {
        return attributes.tree().path("condition_type").path(0).path("value").asText("new_new");
    }

    /** What was sent last for the seller's own warehouse. */
    int submittedQuantity() {
        return StreamSupport.stream(
                        attributes.tree().path("fulfillment_availability").spliterator(), false)
                .filter(a -> a.path("fulfillment_channel_code").asText().equals("DEFAULT"))
                .mapToInt(a -> a.path("quantity").asInt(0))
                .findFirst()
                .orElse(0);
    }

    Optional<Long> pricePaise() {
        return paise("our_price");
    }

    Optional<Long> mrpPaise() {
        return paise("maximum_retail_price");
    }

    private Optional<Long> paise(String which) {
        return StreamSupport.stream(attributes.tree().path("purchasable_offer").spliterator(), false)
                .filter(o -> o.path("audience").asText("ALL").equals("ALL"))
                .map(o -> o.path(which).path(0).path("schedule").path(0).path("value_with_tax"))
                .filter(JsonNode::isNumber)
                .map(n -> n.decimalValue().multiply(BigDecimal.valueOf(100)).longValue())
                .findFirst();
    }
}
