package org.haat.sandbox.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of Amazon's stores, from {@code stores.csv}.
 *
 * @param channel the name people register a seller of it under, {@code amazon-us}
 * @param languages tags of the languages that texts may have; the first is the usual one
 */
public record Store(
        String channel,
        String marketplaceId,
        String country,
        String name,
        String currency,
        String sign,
        List<String> languages) {
    private static final List<Store> ALL = read();

    private static List<Store> read() {
        try (InputStream in = Store.class.getResourceAsStream("stores.csv")) {
            if (in == null) {
                throw new IllegalStateException("No table of stores");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .map(c -> new Store(c[0], c[1], c[2], c[3], c[4], c[5], List.of(c[6].split(" "))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the channel's name or the marketplace id. */
    public static Optional<Store> find(String word) {
        return ALL.stream()
                .filter(store ->
                        store.channel.equals(word.toLowerCase(Locale.ROOT)) || store.marketplaceId.equals(word))
                .findFirst();
    }

    /** The store that an account sells in; India's for whoever sells in none of Amazon's. */
    public static Store of(Account account) {
        return find(account.place()).orElse(ALL.get(0));
    }

    public boolean inIndia() {
        return country.equals("IN");
    }
}
