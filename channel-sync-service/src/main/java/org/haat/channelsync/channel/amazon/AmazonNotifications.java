package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ValueRange;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.NotificationQueue.News;
import org.haat.channelsync.channel.NotificationQueue.Reading;
import org.haat.channelsync.channel.NotificationQueue.Unreadable;
import org.haat.channelsync.channel.NotificationVerifier.Hint;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/**
 * Amazon's envelopes. Some types name their fields with a capital first letter and some without, so the case of names is of no
 * account here. A type that is not known is news of nothing in particular: it is kept and acknowledged.
 */
final class AmazonNotifications {
    /** A notification has a few kilobytes; anything of this size is something else. */
    private static final int MOST_CHARS = 131_072;

    /** No secret ends beyond them, and the database has no room for what Java takes for a year. */
    private static final ValueRange YEARS = ValueRange.of(2000, 2100);

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9_]{0,79}");
    private static final Pattern PRINTABLE = Pattern.compile("\\P{Cntrl}{1,200}");

    private AmazonNotifications() {}

    static Reading read(String body) {
        if (body.length() > MOST_CHARS) {
            return new Unreadable("The message has " + body.length() + " characters, more than any notification");
        }
        try {
            JsonNode envelope = ChannelJson.mapper().readTree(body);
            return envelope != null && envelope.isObject()
                    ? read(envelope)
                    : new Unreadable("The message is no JSON object");
        } catch (JsonProcessingException e) {
            return new Unreadable("The message is no JSON");
        }
    }

    private static Reading read(JsonNode envelope) {
        String type = text(envelope, "notificationType");
        String id = text(field(envelope, "notificationMetadata"), "notificationId");
        if (type == null || !TYPE.matcher(type).matches()) {
            return new Unreadable("The message has no notificationType");
        }
        if (id == null) {
            return new Unreadable("The message has no notificationId");
        }
        JsonNode payload = inner(field(envelope, "payload"));
        Map<String, String> about = about(payload);
        if (about.isEmpty()) {
            return new Unreadable("The message names no seller and no application");
        }
        Hint hint = new Hint(id, type, text(payload, "amazonOrderId"), text(payload, "sku"));
        return new News(
                hint,
                about,
                type.equals("FEED_PROCESSING_FINISHED") ? text(payload, "feedId") : null,
                quantity(type, payload),
                newSecrets(type, payload),
                secretEnds(type, payload));
    }

    /** Some types wrap what they say in an object of their own name. */
    private static JsonNode inner(JsonNode payload) {
        boolean wrapped = payload.size() == 1 && payload.iterator().next().isObject();
        return wrapped ? payload.iterator().next() : payload;
    }

    private static Map<String, String> about(JsonNode payload) {
        Map<String, String> about = new HashMap<>();
        put(about, "seller_id", text(payload, "sellerId"));
        put(about, "client_id", text(payload, "clientId"));
        if (about.containsKey("seller_id")) {
            put(about, "marketplace_id", text(payload, "marketplaceId"));
            put(about, "marketplace_id", text(field(payload, "summary"), "marketplaceId"));
        }
        return Map.copyOf(about);
    }

    private static void put(Map<String, String> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static @Nullable Integer quantity(String type, JsonNode payload) {
        JsonNode quantity = field(payload, "quantity");
        return type.equals("LISTINGS_ITEM_MFN_QUANTITY_CHANGE") && quantity.canConvertToInt() ? quantity.asInt() : null;
    }

    private static Map<String, String> newSecrets(String type, JsonNode payload) {
        String secret = text(payload, "newClientSecret");
        return type.equals("APPLICATION_OAUTH_CLIENT_NEW_SECRET") && secret != null
                ? Map.of("client_secret", secret)
                : Map.of();
    }

    private static @Nullable Instant secretEnds(String type, JsonNode payload) {
        return switch (type) {
            case "APPLICATION_OAUTH_CLIENT_NEW_SECRET" -> instant(text(payload, "newClientSecretExpiryTime"));
            case "APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY" -> instant(text(payload, "clientSecretExpiryTime"));
            default -> null;
        };
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            OffsetDateTime time = text == null ? null : OffsetDateTime.parse(text);
            return time == null || !YEARS.isValidIntValue(time.getYear()) ? null : time.toInstant();
        } catch (DateTimeException e) {
            return null; // a date that cannot be read is no date
        }
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = field(object, name);
        return value.isTextual() && PRINTABLE.matcher(value.asText()).matches() ? value.asText() : null;
    }

    private static JsonNode field(JsonNode object, String name) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String one = names.next();
            if (one.equalsIgnoreCase(name)) {
                return object.get(one);
            }
        }
        return MissingNode.getInstance();
    }
}
