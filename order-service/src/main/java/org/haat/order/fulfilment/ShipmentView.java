package org.haat.order.fulfilment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.event.ShipmentStep;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as the API shows it.
 *
 * @param refusal the channel's own words, while it refuses
 * @param stage how far a marketplace that makes label and invoice itself has got
 * @param papers where label and invoice are fetched, once they are kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShipmentView(
        UUID id,
        int packageNumber,
        String carrier,
        @Nullable String service,
        String trackingNumber,
        Instant shippedAt,
        String createdBy,
        Shipment.Confirmation confirmation,
        @Nullable Instant confirmationAt,
        @Nullable Refusal refusal,
        ShipmentStep.@Nullable Stage stage,
        @Nullable Instant stageAt,
        @Nullable String stageNote,
        @Nullable String papers,
        List<Line> lines) {

    public record Line(UUID lineId, int quantity) {}

    /** Only the marketplace knows the number yet; it is on its label. */
    @JsonIgnore
    public boolean isTrackedByLabel() {
        return trackingNumber.equals(Shipment.ON_LABEL);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Refusal(@Nullable String code, @Nullable String message, String remedy) {}

    public static ShipmentView of(Shipment shipment) {
        Refusal refusal = shipment.confirmation == Shipment.Confirmation.REFUSED
                ? new Refusal(
                        shipment.refusalCode,
                        shipment.refusalMessage,
                        "Correct carrier or tracking number and send the shipment again.")
                : null;
        return new ShipmentView(
                shipment.id,
                shipment.packageNumber,
                shipment.carrier,
                shipment.service,
                shipment.trackingNumber,
                shipment.shippedAt,
                shipment.createdBy,
                shipment.confirmation,
                shipment.confirmationAt,
                refusal,
                shipment.stage,
                shipment.stageAt,
                shipment.stageNote,
                shipment.papersAt == null ? null : "/sync/papers/" + shipment.order.account() + '/' + shipment.id,
                shipment.lines.stream()
                        .map(line -> new Line(line.lineId(), line.quantity()))
                        .toList());
    }
}
