package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.sandbox.market.Sale;
import org.jspecify.annotations.Nullable;

/** One shipment of an order: approved, packing, packed, ready to dispatch, picked up, shipped, delivered; or cancelled. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Shipment {
    static final Set<String> BEFORE_DISPATCH = Set.of("APPROVED", "PACKING_IN_PROGRESS", "FORM_FAILED", "PACKED");
    static final Set<String> BEFORE_PACKED = Set.of("APPROVED", "PACKING_IN_PROGRESS");
    private static final List<String> AFTER_PACKING =
            List.of("PACKED", "READY_TO_DISPATCH", "PICKUP_COMPLETE", "SHIPPED", "DELIVERED", "COMPLETED");

    String shipmentId = "";

    @Nullable
    Sale sale;

    String state = "APPROVED";
    boolean heldBySwitch;
    boolean held;
    Instant dispatchAfter = Instant.EPOCH;
    Instant dispatchBy = Instant.EPOCH;
    Instant updated = Instant.EPOCH;

    /** When the next step happens that nobody has to ask for. */
    @Nullable
    Instant due;

    @Nullable
    Instant dispatched;

    @Nullable
    Instant cancelled;

    @Nullable
    String cancellationType;

    @Nullable
    String cancelReason;

    /** Of the items that were given up last, also while others go on. */
    @Nullable
    String cancelKind;

    @Nullable
    String invoiceNumber;

    /** What the notifications last said; null before the first. */
    @Nullable
    String toldState;

    boolean toldHeld;
    int toldGivenUp;

    /** When each cancelled item was given up, by its id; the others of the shipment go on. */
    Map<String, Instant> givenUp = new HashMap<>();

    Shipment() {}

    Shipment(String shipmentId, Sale sale, Instant dispatchAfter, Instant dispatchBy) {
        this.shipmentId = shipmentId;
        this.sale = sale;
        this.dispatchAfter = dispatchAfter;
        this.dispatchBy = dispatchBy;
        this.updated = sale.placed();
    }

    Sale sale() {
        if (sale == null) {
            throw new IllegalStateException("A shipment without its sale");
        }
        return sale;
    }

    boolean packed() {
        return AFTER_PACKING.contains(state);
    }

    String tracking() {
        return "FMPP" + shipmentId.replaceAll("[^0-9]", "0").substring(0, 10);
    }

    String groupOf(Sale.Line line) {
        return "grp" + line.itemId();
    }

    /** What the parcel still holds. */
    List<Sale.Line> goods() {
        return sale().lines().stream()
                .filter(line -> !givenUp.containsKey(line.itemId()))
                .toList();
    }

    String stateOf(Sale.Line line) {
        return givenUp.containsKey(line.itemId()) ? "CANCELLED" : state;
    }

    void move(String to, Instant now, @Nullable Instant nextDue) {
        state = to;
        updated = now;
        due = nextDue;
    }

    /** As items and notifications say it: {@code buyer_cancellation}. */
    @Nullable
    String cancelWord() {
        String kind = cancelKind == null ? cancellationType : cancelKind;
        return kind == null ? null : kind.replace("Cancellation", "_cancellation");
    }

    /** The shipment itself is cancelled with the last of its items. */
    void giveUp(List<Sale.Line> lines, String type, String reason, Instant now) {
        lines.forEach(line -> givenUp.put(line.itemId(), now));
        cancelKind = type;
        if (goods().isEmpty()) {
            cancel(type, reason, now);
            return;
        }
        cancelReason = reason;
        updated = now;
    }

    private void cancel(String type, String reason, Instant now) {
        cancellationType = type;
        cancelReason = reason;
        cancelled = now;
        move("CANCELLED", now, null);
    }
}
