package org.haat.sandbox.market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.haat.sandbox.market.Sale.Buyer;
import org.jspecify.annotations.Nullable;

/** Makes up Indian buyers. Phone numbers start with 5, which no Indian mobile number does. */
public final class Buyers {
    private static final List<String> STREETS = List.of(
            "Station Road", "Gandhi Marg", "Lake View Lane", "College Street", "Temple Road", "Market Yard", "MG Road");
    private static final List<String> HOUSES =
            List.of("Asha Apartments", "Green Park Society", "Shanti Niwas", "Rose Villa");

    private final List<String[]> places = rows("places.csv");
    private final List<String[]> people = rows("people.csv");

    private static List<String[]> rows(String name) {
        try (InputStream in = Buyers.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No table " + name);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .skip(1)
                    .map(l -> l.split(";"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param state name or ISO code the buyer lives in; null: anywhere; unknown: anywhere */
    public Buyer make(Random random, @Nullable String state) {
        List<String[]> near = state == null
                ? places
                : places.stream()
                        .filter(p -> p[1].equalsIgnoreCase(state)
                                || p[2].equalsIgnoreCase(state)
                                || p[2].endsWith("-" + state))
                        .toList();
        String[] place = pick(near.isEmpty() ? places : near, random);
        String first = pick(people, random)[0];
        String last = pick(people, random)[1];
        return new Buyer(
                first,
                last,
                "5" + String.format("%09d", random.nextInt(1_000_000_000)),
                first.toLowerCase(java.util.Locale.ROOT) + random.nextInt(1000) + "@buyer.example",
                (1 + random.nextInt(240)) + ", " + pick(HOUSES, random),
                pick(STREETS, random),
                "Near " + pick(STREETS, random),
                place[0],
                place[1],
                place[2],
                place[3] + String.format("%03d", 1 + random.nextInt(98)));
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
