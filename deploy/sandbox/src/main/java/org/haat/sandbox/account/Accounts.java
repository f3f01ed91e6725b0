package org.haat.sandbox.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.haat.sandbox.journal.Journal;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.pace.Pace;
import org.jspecify.annotations.Nullable;

/** All seller accounts. Registering the same name again answers the account that is there. */
public final class Accounts {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final SecureRandom random = new SecureRandom();
    private final Shelf<Account> shelf;
    private final Pace pace;

    public Accounts(Journal journal, Pace pace) {
        this.shelf = new Shelf<>(journal, "account", Account.class);
        this.pace = pace;
    }

    /** Channel id of a partner by any of the names people use, if the sandbox plays it. */
    public static Optional<String> partner(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "amazon", "amazon-in", "amazon_in" -> Optional.of(Account.AMAZON);
            case "flipkart" -> Optional.of(Account.FLIPKART);
            default -> Store.find(word).map(store -> Account.AMAZON);
        };
    }

    public Account register(String partner, String name, JsonNode wishes) {
        return find(partner, name).orElseGet(() -> {
            Account made = partner.equals(Account.AMAZON) ? amazon(name, wishes) : flipkart(name, wishes);
            shelf.put(made.key(), made);
            return made;
        });
    }

    private Account amazon(String name, JsonNode wishes) {
        return new Account(
                Account.AMAZON,
                name,
                wishes.path("displayName").asText(name),
                wishes.path("sellerId").asText("A" + letters(13)),
                wishes.path("clientId").asText("amzn1.application-oa2-client." + hex(16)),
                wishes.path("clientSecret").asText("amzn1.oa2-cs.v1." + hex(32)),
                wishes.path("refreshToken").asText("Atzr|" + hex(48)),
                place(wishes),
                null,
                pace.now());
    }

    /** The marketplace id that is wished for, or the one of the store that is. */
    public static String place(JsonNode wishes) {
        String store = Store.find(wishes.path("partner").asText())
                .map(Store::marketplaceId)
                .orElse("A21TJRUUN4KGV");
        return wishes.path("marketplaceId").asText(store);
    }

    private Account flipkart(String name, JsonNode wishes) {
        return new Account(
                Account.FLIPKART,
                name,
                wishes.path("displayName").asText(name),
                wishes.path("sellerId").asText(hex(8)),
                wishes.path("appId").asText(hex(18)),
                wishes.path("appSecret").asText(hex(16)),
                null,
                wishes.path("locationId").asText("LOC" + hex(16)),
                otherPlaces(wishes.path("otherLocationIds")),
                pace.now());
    }

    private static @Nullable List<String> otherPlaces(JsonNode wishes) {
        List<String> ids = new ArrayList<>();
        wishes.forEach(id -> ids.add(id.asText()));
        return ids.isEmpty() ? null : List.copyOf(ids);
    }

    public Collection<Account> all() {
        return shelf.all();
    }

    public List<Account> of(String partner) {
        return shelf.all().stream().filter(a -> a.partner().equals(partner)).toList();
    }

    public Optional<Account> find(String partner, String name) {
        return shelf.find(partner + "/" + name);
    }

    public String hex(int bytes) {
        byte[] b = new byte[bytes];
        random.nextBytes(b);
        return HexFormat.of().formatHex(b);
    }

    public String uuid() {
        return UUID.randomUUID().toString();
    }

    private String letters(int count) {
        StringBuilder s = new StringBuilder(count);
        random.ints(count, 0, LETTERS.length()).forEach(i -> s.append(LETTERS.charAt(i)));
        return s.toString();
    }
}
