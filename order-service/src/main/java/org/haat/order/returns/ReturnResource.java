package org.haat.order.returns;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Role;
import org.haat.order.order.Orders;

/** What comes back of an order. */
@Path("/api/v1/orders/{id}/returns")
@Transactional
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ReturnResource {
    private final Returns returns;
    private final ReceiveReturn receiveReturn;
    private final Orders orders;

    public ReturnResource(Returns returns, ReceiveReturn receiveReturn, Orders orders) {
        this.returns = returns;
        this.receiveReturn = receiveReturn;
        this.orders = orders;
    }

    /** @param sellable goes back on the shelf; what is neither sellable nor damaged did not come */
    public record Found(
            @NotNull @Min(0) @Max(1_000_000) Integer sellable,
            @NotNull @Min(0) @Max(1_000_000) Integer damaged) {}

    @GET
    public List<ReturnView> ofOrder(UUID id) {
        return returns.ofOrder(orders.get(id)).stream().map(ReturnView::of).toList();
    }

    @POST
    @Path("{returnId}/receive")
    public ReturnView receive(UUID id, UUID returnId, @NotNull @Valid Found found) {
        return receiveReturn.receive(id, returnId, found.sellable(), found.damaged());
    }
}
