package org.haat.order.fulfilment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.order.order.Orders;
import org.jspecify.annotations.Nullable;

/** What left of an order. */
@Path("/api/v1/orders/{id}/shipments")
@Transactional
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ShipmentResource {
    private final ShipOrder shipOrder;
    private final Orders orders;
    private final Shipments shipments;

    public ShipmentResource(ShipOrder shipOrder, Orders orders, Shipments shipments) {
        this.shipOrder = shipOrder;
        this.orders = orders;
        this.shipments = shipments;
    }

    /**
     * @param shipmentId the caller's own id of the shipment; serves as the idempotency key when the header is absent
     * @param shippedAt when it was handed over; now when absent
     * @param lines absent means every piece that may leave
     */
    public record NewShipment(
            @Nullable @Pattern(regexp = KEY) String shipmentId,
            @NotBlank @Size(max = 50) String carrier,
            @Nullable @Size(max = 50) String service,
            @NotNull @Pattern(regexp = TRACKING) String trackingNumber,
            @Nullable Instant shippedAt,
            @Nullable @Size(min = 1, max = 1_000) List<@NotNull @Valid NewShipmentLine> lines) {}

    public record NewShipmentLine(
            @NotNull UUID lineId, @Min(1) @Max(1_000_000) int quantity) {}

    public record Correction(
            @NotBlank @Size(max = 50) String carrier,
            @Nullable @Size(max = 50) String service,
            @NotNull @Pattern(regexp = TRACKING) String trackingNumber) {}

    private static final String KEY = "[A-Za-z0-9._:-]{1,100}";
    private static final String TRACKING = "[A-Za-z0-9][A-Za-z0-9 ./-]{0,49}";

    @GET
    public List<ShipmentView> list(UUID id) {
        return shipments.ofOrder(orders.get(id).id()).stream()
                .map(ShipmentView::of)
                .toList();
    }

    /** 201 for a new shipment; 200 with the same shipment for a repeat of its key. */
    @POST
    public Response ship(
            UUID id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid NewShipment request) {
        ShipOrder.Result result = shipOrder.ship(new ShipCommand(
                id,
                key(idempotencyKey, request),
                request.carrier().strip(),
                request.service(),
                request.trackingNumber().strip(),
                request.shippedAt(),
                pieces(request.lines())));
        return Response.status(result.created() ? 201 : 200)
                .entity(ShipmentView.of(result.shipment()))
                .build();
    }

    @POST
    @Path("{shipmentId}/resend")
    public ShipmentView resend(UUID id, UUID shipmentId, @NotNull @Valid Correction correction) {
        return ShipmentView.of(shipOrder.resend(
                id,
                shipmentId,
                correction.carrier().strip(),
                correction.service(),
                correction.trackingNumber().strip()));
    }

    private static String key(@Nullable String header, NewShipment request) {
        String key = header == null ? request.shipmentId() : header;
        if (key == null || !key.matches(KEY)) {
            throw Problem.invalid(
                    "Idempotency-Key",
                    "needed",
                    "is missing or malformed: send the header, or shipmentId, 1 to 100 of A-Z a-z 0-9 . _ : -");
        }
        return key;
    }

    private static Map<UUID, Integer> pieces(@Nullable List<NewShipmentLine> lines) {
        Map<UUID, Integer> pieces = new HashMap<>();
        for (NewShipmentLine line : lines == null ? List.<NewShipmentLine>of() : lines) {
            if (pieces.put(line.lineId(), line.quantity()) != null) {
                throw Problem.invalid("lines", "repeated", "name line " + line.lineId() + " twice");
            }
        }
        return pieces;
    }
}
