package org.haat.order.console;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.order.fulfilment.ShipCommand;
import org.jspecify.annotations.Nullable;

/** Reads the form of a parcel. The form carries its own key, so that a second click is no second parcel. */
final class ShipForm {
    private static final String PIECES = "pieces-";

    private ShipForm() {}

    static ShipCommand command(UUID order, MultivaluedMap<String, String> form) {
        return new ShipCommand(
                order, key(form), carrier(form), service(form), trackingNumber(form), null, pieces(form));
    }

    static String carrier(MultivaluedMap<String, String> form) {
        String carrier = text(form, "carrier");
        if (carrier.isEmpty() || carrier.length() > 50) {
            throw Problem.invalid("carrier", "needed", "say who carries the parcel, in at most 50 letters");
        }
        return carrier;
    }

    static @Nullable String service(MultivaluedMap<String, String> form) {
        String service = text(form, "service");
        return service.isEmpty() || service.length() > 50 ? null : service;
    }

    static String trackingNumber(MultivaluedMap<String, String> form) {
        String number = text(form, "tracking");
        if (!number.matches("[A-Za-z0-9][A-Za-z0-9 ./-]{0,49}")) {
            throw Problem.invalid("tracking", "invalid", "is the number on the parcel's label: letters and digits");
        }
        return number;
    }

    static String key(MultivaluedMap<String, String> form) {
        String key = text(form, "key");
        if (!key.matches("[A-Za-z0-9-]{8,60}")) {
            throw Problem.invalid("key", "needed", "is missing; open the page again");
        }
        return key;
    }

    private static Map<UUID, Integer> pieces(MultivaluedMap<String, String> form) {
        Map<UUID, Integer> pieces = new HashMap<>();
        form.forEach((name, values) -> {
            String count = values.get(0).strip();
            if (name.startsWith(PIECES) && !count.isEmpty() && !"0".equals(count)) {
                pieces.put(line(name), count(name, count));
            }
        });
        if (pieces.isEmpty()) {
            throw Problem.invalid("pieces", "needed", "say how many pieces leave");
        }
        return pieces;
    }

    private static UUID line(String name) {
        try {
            return UUID.fromString(name.substring(PIECES.length()));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(name, "invalid", "is no line of this order");
        }
    }

    /** The id of a line that must be there. */
    static UUID id(MultivaluedMap<String, String> form, String name) {
        try {
            return UUID.fromString(text(form, name));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(name, "invalid", "is no line of this order");
        }
    }

    /** A figure that must be there. */
    static int count(MultivaluedMap<String, String> form, String name) {
        return count(name, text(form, name));
    }

    private static int count(String name, String count) {
        if (!count.matches("[0-9]{1,6}")) {
            throw Problem.invalid(name, "invalid", "is not a whole number");
        }
        return Integer.parseInt(count);
    }

    private static String text(MultivaluedMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }
}
