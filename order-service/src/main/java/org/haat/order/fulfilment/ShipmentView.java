package org.haat.order.fulfilment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as the API shows it.
 *
 * @param refusal the channel's own words, while it refuses
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
        List<Line> lines) {

    public record Line(UUID lineId, int quantity) {}

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
                shipment.lines.stream()
                        .map(line -> new Line(line.lineId(), line.quantity()))
                        .toList());
    }
}
