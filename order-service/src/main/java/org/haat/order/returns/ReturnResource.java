package org.haat.order.returns;

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
    private final BookReturn bookReturn;
    private final Orders orders;

    public ReturnResource(Returns returns, ReceiveReturn receiveReturn, BookReturn bookReturn, Orders orders) {
        this.returns = returns;
        this.receiveReturn = receiveReturn;
        this.bookReturn = bookReturn;
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

    /** @param reason why it came back; kept with the person's name */
    public record Unannounced(
            @NotNull UUID lineId,
            @NotNull @Min(0) @Max(1_000_000) Integer sellable,
            @NotNull @Min(0) @Max(1_000_000) Integer damaged,
            @NotBlank @Size(min = 3, max = 200) String reason) {}

    /** Goods that came back though their channel announced nothing. */
    @POST
    public ReturnView book(
            UUID id,
            @HeaderParam("Idempotency-Key") @NotNull @Pattern(regexp = "[A-Za-z0-9._:-]{1,100}") String key,
            @NotNull @Valid Unannounced goods) {
        return bookReturn.book(
                id,
                new GoodsBack(
                        key,
                        goods.lineId(),
                        goods.sellable(),
                        goods.damaged(),
                        goods.reason().strip()));
    }

    @POST
    @Path("{returnId}/receive")
    public ReturnView receive(UUID id, UUID returnId, @NotNull @Valid Found found) {
        return receiveReturn.receive(id, returnId, found.sellable(), found.damaged());
    }
}
