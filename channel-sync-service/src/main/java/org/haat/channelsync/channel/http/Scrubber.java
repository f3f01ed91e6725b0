package org.haat.channelsync.channel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Masks secrets and people in what goes to a transcript: by the name of the field, and by the form of the text wherever it
 * stands. Errs on the side of masking.
 */
public final class Scrubber {
    static final String MASK = "***";
    private static final int KEPT_CHARS = 8_192;
    private static final Set<String> SECRET_HEADERS = Set.of(
            "authorization",
            "x-amz-access-token",
            "x_authorization",
            "x-authorization",
            "cookie",
            "set-cookie",
            "x-api-key");
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?i).*(token|secret|password|passwd|authorization|client_?id|app_?id|assertion|signature).*");
    private static final Pattern PERSON_KEY = Pattern.compile(
            "(?i)(buyer|recipient|customer|contact|first|last|full|legal|"
                    + "company)?_?name|.*(phone|mobile|email|e_mail|address_?line|street|landmark|postal_?code|pin_?code|"
                    + "gstin|registrationnumber|contact_information|gift_?message|manufacturer_details|packer_details).*|pincode|pin|deliverypin");
    private static final Pattern ADDRESS_KEY = Pattern.compile(
            "(?i).*(deliveryaddress|shippingaddress|billingaddress|buyerinfo|buyerdetails|buyer|recipient|"
                    + "subaddress).*|address");
    /** Like every pattern here it looks at a letter once or twice: a partner's answer is as long as it likes. */
    private static final Pattern EMAIL = Pattern.compile("(?:\\G|(?<![\\w.+%-]))[\\w.+%-]++@[\\w-]++(?:\\.[\\w-]++)++");

    private static final Pattern PHONE = Pattern.compile("(?<![\\w-])(\\+91[ -]?|0)?[6-9]\\d{4}[ -]?\\d{5}(?![\\w-])");
    private static final Pattern TOKEN =
            Pattern.compile("(Atz[a-z.]*\\||Bearer |Basic |amzn1\\.(oa2-cs|application-oa2-client)\\.)[\\w.|+/=~-]+");
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)((?:token|secret|password|signature|client_id|app_id|code)=)[^&\\s\"]*");

    private Scrubber() {}

    public static Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> clean = new TreeMap<>();
        headers.forEach((name, value) ->
                clean.put(name, SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? MASK : text(value)));
        return clean;
    }

    /** A body of any kind, shortened to what a person reads. */
    public static String body(String body) {
        if (isDocument(body)) {
            return MASK + " (a document of " + body.length() + " characters)";
        }
        String clean = looksLikeJson(body) ? json(body) : text(body);
        return clean.length() <= KEPT_CHARS
                ? clean
                : clean.substring(0, KEPT_CHARS) + "… (" + clean.length() + " characters)";
    }

    /** Text without structure: e-mail addresses, phone numbers, tokens and secret parameters go. */
    public static String text(String text) {
        String clean = SECRET_PARAMETER.matcher(text).replaceAll("$1" + MASK);
        clean = TOKEN.matcher(clean).replaceAll("$1" + MASK);
        clean = EMAIL.matcher(clean).replaceAll(MASK);
        return PHONE.matcher(clean).replaceAll(MASK);
    }

    /** A label or an invoice is full of a person, and nobody reads it in a transcript. */
    /** Whether what stands under this name may be about a person. */
    public static boolean isOfPerson(String name) {
        return PERSON_KEY.matcher(name).matches();
    }

    private static boolean isDocument(String body) {
        return body.regionMatches(0, "%PDF", 0, 4) || body.indexOf(0) >= 0 || body.indexOf('\uFFFD') >= 0;
    }

    private static boolean looksLikeJson(String body) {
        String start = body.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    private static String json(String body) {
        try {
            JsonNode tree = ChannelJson.mapper().readTree(body);
            return ChannelJson.write(clean(tree, false));
        } catch (JsonProcessingException e) {
            return MASK + " (" + body.length() + " characters that are not JSON)";
        }
    }

    private static JsonNode clean(JsonNode node, boolean ofPerson) {
        if (node instanceof ObjectNode object) {
            Iterator<Map.Entry<String, JsonNode>> fields = object.fields();
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                field.setValue(field(field.getKey(), field.getValue(), ofPerson));
            }
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, clean(array.get(i), ofPerson));
            }
            return array;
        }
        return leaf(node, ofPerson);
    }

    private static JsonNode field(String name, JsonNode value, boolean ofPerson) {
        if (value.isNull() || value.isBoolean()) {
            return value;
        }
        if (SECRET_KEY.matcher(name).matches() || PERSON_KEY.matcher(name).matches()) {
            return TextNode.valueOf(MASK);
        }
        return clean(value, ofPerson || ADDRESS_KEY.matcher(name).matches());
    }

    private static JsonNode leaf(JsonNode node, boolean ofPerson) {
        if (ofPerson && !node.isNull() && !node.isBoolean()) {
            return TextNode.valueOf(MASK);
        }
        if (node.isTextual()) {
            return TextNode.valueOf(text(node.textValue()));
        }
        return node.isNumber() && PHONE.matcher(node.asText()).matches() ? TextNode.valueOf(MASK) : node;
    }
}
