package org.haat.order.privacy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Role;
import org.haat.order.order.Orders;

/** A buyer's data in the clear, for a reason, and who had it. */
@Path("/api/v1/orders/{id}/buyer")
@Transactional
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class BuyerResource {
    private final RevealBuyer revealBuyer;
    private final BuyerReveals reveals;
    private final Orders orders;

    public BuyerResource(RevealBuyer revealBuyer, BuyerReveals reveals, Orders orders) {
        this.revealBuyer = revealBuyer;
        this.reveals = reveals;
        this.orders = orders;
    }

    /** @param reason what the data is needed for; kept for ever with the person's name */
    public record Why(@NotBlank @Size(min = 5, max = 200) String reason) {}

    public record Look(Instant at, String person, String reason, String fields) {
        static Look of(BuyerReveal reveal) {
            return new Look(reveal.at, reveal.person, reveal.reason, reveal.fields);
        }
    }

    @POST
    @Path("reveal")
    public Response reveal(UUID id, @NotNull @Valid Why why) {
        return Response.ok(revealBuyer.reveal(id, why.reason().strip()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Path("reveals")
    public List<Look> reveals(UUID id) {
        return reveals.ofOrder(orders.get(id).id()).stream().map(Look::of).toList();
    }
}
