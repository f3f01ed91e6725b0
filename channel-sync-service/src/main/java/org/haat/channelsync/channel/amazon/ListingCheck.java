package org.haat.channelsync.channel.amazon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ListingLine;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;

/**
 * Amazon's rules that no schema states: refused here with a sentence, they cost no call and no wait. Each issue names the
 * attribute and what to change.
 */
final class ListingCheck {
    private static final Pattern BANNED = Pattern.compile("[!$?_{}^¬¦]");
    private static final int MOST_BULLETS = 5;
    private static final int MOST_REPEATS = 2;
    /** Words that a title may repeat (seller announcement of 2025-01-21). */
    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "the", "and", "or", "of", "in", "on", "for", "with", "to", "by", "from", "at", "&", "-", "+");

    private final List<ChannelIssue> issues = new ArrayList<>();
    private final Marketplace store;

    private ListingCheck(Marketplace store) {
        this.store = store;
    }

    /** @param wrongMoney what to say of a price in another currency than the store's */
    static List<ChannelIssue> issues(ListingLine line, Marketplace store, boolean exempt, ChannelIssue wrongMoney) {
        ListingCheck check = new ListingCheck(store);
        check.title(ListingAttributes.text(line.listing().title(), store));
        check.identifier(line, exempt);
        check.issues.addAll(offer(line.listing().mrp(), line.listing().price(), store, wrongMoney));
        check.rest(line.listing());
        return List.copyOf(check.issues);
    }

    private void title(String title) {
        int length = title.codePointCount(0, title.length());
        if (title.isBlank()) {
            refuse("TITLE_MISSING", "There is no title in the store's language or in English", "item_name");
        } else if (length > store.titleLimit()) {
            refuse(
                    "TITLE_TOO_LONG",
                    "The title has " + length + " characters; this store takes " + store.titleLimit(),
                    "item_name");
        }
        if (BANNED.matcher(title).find()) {
            refuse("TITLE_CHARACTER", "The title has one of ! $ ? _ { } ^ ¬ ¦, which Amazon refuses", "item_name");
        }
        repeated(title);
    }

    private void repeated(String title) {
        Map<String, Long> words = Arrays.stream(title.toLowerCase(Locale.ROOT).split("[\\s,;.()/]+"))
                .filter(word -> !word.isBlank() && !SMALL_WORDS.contains(word))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        words.forEach((word, count) -> {
            if (count > MOST_REPEATS) {
                refuse(
                        "TITLE_REPEATS",
                        "The title says \"" + word + "\" " + count + " times; twice is the most",
                        "item_name");
            }
        });
    }

    private void identifier(ListingLine line, boolean exempt) {
        String gtin = line.listing().gtin();
        boolean asin = line.remoteId() != null
                && ListingAttributes.ASIN.matcher(line.remoteId()).matches();
        if ((gtin == null || gtin.isBlank()) && !exempt && !asin) {
            refuse(
                    "IDENTIFIER_MISSING",
                    "Amazon asks for a GTIN, or for an approved GTIN exemption of the seller, or for the ASIN of the product",
                    "externally_assigned_product_identifier");
        }
    }

    /** Only India has a highest price; elsewhere a price must be above zero. */
    static List<ChannelIssue> offer(Money mrp, Money price, Marketplace store, ChannelIssue wrongMoney) {
        boolean ours = price.currency().equals(store.currency());
        if (!ours || store.inIndia() && !mrp.currency().equals(store.currency())) {
            return List.of(wrongMoney);
        }
        if (store.inIndia() && (price.minor() <= 0 || price.minor() > mrp.minor())) {
            return List.of(ChannelIssue.error(
                    "PRICE_ABOVE_MRP", "The price must be above zero and at most the MRP", "purchasable_offer"));
        }
        return price.minor() > 0
                ? List.of()
                : List.of(ChannelIssue.error("PRICE_MISSING", "The price must be above zero", "purchasable_offer"));
    }

    private void rest(ListingSnapshot listing) {
        if (listing.bullets().size() > MOST_BULLETS) {
            refuse("BULLETS", "At most five selling points", "bullet_point");
        }
        if (listing.images().isEmpty()) {
            refuse("IMAGE_MISSING", "A main picture is needed", "main_product_image_locator");
        }
    }

    private void refuse(String code, String message, String attribute) {
        issues.add(ChannelIssue.error(code, message, attribute));
    }
}
