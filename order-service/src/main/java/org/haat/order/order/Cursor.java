package org.haat.order.order;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.haat.edge.Problem;

/** Writes a place in the list as a short text that callers hand back unread. */
final class Cursor {
    private Cursor() {}

    static String of(Order order) {
        String place = order.placedAt.getEpochSecond() + "." + order.placedAt.getNano() + "." + order.id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Problem 422 if it is not one of ours */
    static Orders.Place read(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\.", 3);
            Instant placedAt = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            if (Era.holds(placedAt)) {
                return new Orders.Place(placedAt, UUID.fromString(parts[2]));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException | ArithmeticException e) {
            // Said below.
        }
        throw Problem.invalid("cursor", "invalid", "is not a cursor of this list; begin without one");
    }
}
