package org.haat.order.fulfilment;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of parcels ended: by their latest hand-over, those without one last, those of one moment by their beginning
 * and id, so that a parcel that goes away in the meantime moves no other over the edge.
 */
public record ParcelCursor(Instant shipBy, Instant createdAt, UUID id) {
    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
    public static final ParcelCursor FIRST = new ParcelCursor(Instant.EPOCH, Instant.EPOCH, new UUID(0, 0));
    private static final int PARTS = 3;

    public static ParcelCursor after(Shipment parcel) {
        Instant shipBy = parcel.shipBy();
        return new ParcelCursor(shipBy == null ? NEVER : shipBy, parcel.createdAt, parcel.id());
    }

    /** @throws Problem 422 when it is none of ours */
    public static ParcelCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return FIRST;
        }
        String[] parts = text.split("_", PARTS);
        try {
            return new ParcelCursor(instant(parts[0]), instant(parts[1]), UUID.fromString(parts[2]));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw unknown();
        }
    }

    private static Instant instant(String text) {
        Instant instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(NEVER)) {
            throw unknown();
        }
        return instant;
    }

    private static Problem unknown() {
        return Problem.invalid("after", "not-a-cursor", "Open the list again.");
    }

    @Override
    public String toString() {
        return shipBy + "_" + createdAt + '_' + id;
    }
}
