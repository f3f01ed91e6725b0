package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.amazon.ProductTypes.ProductType;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingSnapshot.Contact;
import org.haat.event.ListingSnapshot.Image;
import org.haat.event.ListingSnapshot.Parcel;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * Writes a listing in Amazon's attributes: each an array of objects that say for which store, and in which language, they
 * hold. A PUT replaces everything, so everything is always written.
 */
final class ListingAttributes {
    static final Pattern ASIN = Pattern.compile("B[0-9A-Z]{9}");
    private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(N|g|kg|ml|l|m|cm)\\b.*");
    private static final Map<String, String> UNITS = Map.of(
            "N",
            "Count",
            "g",
            "Gram",
            "kg",
            "Kilogram",
            "ml",
            "Millilitre",
            "l",
            "Litre",
            "m",
            "Metre",
            "cm",
            "Centimetre");
    private static final int OTHER_IMAGES = 8;
    private final ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    private final Marketplace store;

    private ListingAttributes(Marketplace store) {
        this.store = store;
    }

    /** @param exempt whether the seller has an approved exemption from product identifiers */
    static ObjectNode of(ListingLine line, ProductType type, Marketplace store, boolean exempt) {
        ListingAttributes writer = new ListingAttributes(store);
        writer.identity(line, exempt);
        writer.texts(line.listing());
        writer.facts(line.listing());
        type.fixed().forEach(writer::localised);
        writer.compliance(line.listing());
        writer.images(line.listing().images());
        writer.parcel(line.listing().parcel());
        writer.offer(line);
        return writer.attributes;
    }

    private void identity(ListingLine line, boolean exempt) {
        ListingSnapshot listing = line.listing();
        localised("brand", listing.brand().isBlank() ? "Generic" : listing.brand());
        String gtin = listing.gtin();
        if (gtin != null && !gtin.isBlank()) {
            one("externally_assigned_product_identifier")
                    .put("type", gtinType(gtin))
                    .put("value", gtin);
        } else if (exempt) {
            one("supplier_declared_has_product_identifier_exemption").put("value", true);
        } else if (line.remoteId() != null && ASIN.matcher(line.remoteId()).matches()) {
            one("merchant_suggested_asin").put("value", line.remoteId());
        }
    }

    private static String gtinType(String gtin) {
        return switch (gtin.length()) {
            case 12 -> "upc";
            case 14 -> "gtin";
            default -> "ean";
        };
    }

    private void texts(ListingSnapshot listing) {
        localised("item_name", text(listing.title()));
        localised("product_description", text(listing.description()));
        ArrayNode bullets = attributes.putArray("bullet_point");
        listing.bullets()
                .forEach(bullet -> inLanguage(inStore(bullets.addObject().put("value", bullet))));
        if (bullets.isEmpty()) {
            attributes.remove("bullet_point");
        }
    }

    /** The store's language, else English. */
    static String text(Map<String, String> byLanguage, Marketplace store) {
        String language = store.language().substring(0, 2);
        String own = byLanguage.get(language);
        return own == null || own.isBlank() ? byLanguage.getOrDefault("en", "") : own;
    }

    private String text(Map<String, String> byLanguage) {
        return text(byLanguage, store);
    }

    private void facts(ListingSnapshot listing) {
        Map<String, String> known = listing.attributes();
        localised("material", known.get("material"));
        localised("fabric_type", known.get("material"));
        localised("color", known.get("colour"));
        localised("size", known.get("size"));
        localised("pattern", known.get("pattern"));
        localised("care_instructions", known.get("care"));
        localised("included_components", known.get("pack_contents"));
        localised("special_feature", known.get("technique"));
        localised("item_form", known.get("item_form"));
        localised("ingredients", known.get("ingredients"));
        localised("manufacturer", listing.manufacturer().name());
        plain("item_type_keyword", known.get("item_type_keyword"));
        if ("HANDLOOM".equalsIgnoreCase(known.getOrDefault("loom", ""))) {
            plain("weave_method", "Handloom");
        }
        quantity(known.getOrDefault("net_quantity", ""));
    }

    private void quantity(String netQuantity) {
        Matcher matcher = QUANTITY.matcher(netQuantity);
        if (!matcher.matches()) {
            return;
        }
        BigDecimal value = new BigDecimal(matcher.group(1));
        boolean pieces = matcher.group(2).equals("N");
        one("number_of_items").put("value", pieces ? value.intValue() : 1);
        ObjectNode count = one("unit_count").put("value", value);
        inLanguage(count.putObject("type").put("value", UNITS.get(matcher.group(2))));
    }

    private void compliance(ListingSnapshot listing) {
        plain("condition_type", "new_new");
        plain("country_of_origin", listing.countryOfOrigin());
        if (store.inIndia()) {
            one("external_product_information").put("entity", "HSN Code").put("value", listing.hsn());
            plain("fssai_license_number", listing.attributes().get("fssai"));
            TaxCodes.of(listing.gstRateBasisPoints()).ifPresent(code -> plain("product_tax_code", code));
            localised("rtip_manufacturer_contact_information", address(listing.manufacturer()));
            localised("packer_contact_information", address(listing.packer()));
        }
        plain("supplier_declared_dg_hz_regulation", "not_applicable");
        one("batteries_required").put("value", false);
    }

    private static String address(Contact contact) {
        return Stream.of(contact.name(), contact.address(), contact.pin(), contact.phone(), contact.email())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    private void images(List<Image> images) {
        for (int i = 0; i < images.size() && i <= OTHER_IMAGES; i++) {
            String name = i == 0 ? "main_product_image_locator" : "other_product_image_locator_" + i;
            one(name).put("media_location", images.get(i).url());
        }
    }

    private void parcel(Parcel parcel) {
        one("item_package_weight").put("value", parcel.weightGrams()).put("unit", "grams");
        ObjectNode box = one("item_package_dimensions");
        side(box, "length", parcel.lengthCm());
        side(box, "width", parcel.widthCm());
        side(box, "height", parcel.heightCm());
    }

    private static void side(ObjectNode box, String name, int cm) {
        box.putObject(name).put("value", cm).put("unit", "centimeters");
    }

    private void offer(ListingLine line) {
        boolean onSale = line.listing().state() == ListingSnapshot.State.ON_SALE;
        attributes
                .putArray("fulfillment_availability")
                .add(availability(onSale ? line.quantity() : 0)
                        .put("lead_time_to_ship_max_days", line.listing().leadTimeDays()));
        attributes
                .putArray("purchasable_offer")
                .add(offer(store, line.listing().mrp(), line.listing().price()));
        if (!store.inIndia()) {
            one("list_price")
                    .put("value_with_tax", ExactMoney.decimal(line.listing().price()))
                    .put("currency", line.listing().price().currency());
        }
    }

    /** Stock of the seller's own fulfilment; without the channel's code Amazon refuses it. */
    static ObjectNode availability(int quantity) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("fulfillment_channel_code", "DEFAULT")
                .put("quantity", quantity);
    }

    /** A whole offer: a part that is left out of a replacing call is lost. */
    static ObjectNode offer(Marketplace store, Money mrp, Money price) {
        ObjectNode offer = JsonNodeFactory.instance
                .objectNode()
                .put("marketplace_id", store.id())
                .put("currency", price.currency())
                .put("audience", "ALL");
        schedule(offer, "our_price", price);
        if (store.inIndia()) {
            schedule(offer, "maximum_retail_price", mrp);
        }
        return offer;
    }

    private static void schedule(ObjectNode offer, String name, Money amount) {
        offer.putArray(name)
                .addObject()
                .putArray("schedule")
                .addObject()
                .put("value_with_tax", ExactMoney.decimal(amount));
    }

    private void localised(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            inLanguage(one(name).put("value", value));
        }
    }

    private void plain(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            one(name).put("value", value);
        }
    }

    private ObjectNode one(String name) {
        return inStore(attributes.putArray(name).addObject());
    }

    private ObjectNode inStore(ObjectNode instance) {
        return instance.put("marketplace_id", store.id());
    }

    private ObjectNode inLanguage(ObjectNode instance) {
        return instance.put("language_tag", store.language());
    }
}
