package org.haat.channelsync.shipment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.edge.Problem;
import org.haat.edge.Role;

/** Shipments and cancellations that the channel was or is to be told of. */
@Path("/api/v1/accounts/{id}/shipments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class ShipmentResource {
    private static final int MOST = 200;
    private final Shipments shipments;
    private final AccountAdministration accounts;

    public ShipmentResource(Shipments shipments, AccountAdministration accounts) {
        this.shipments = shipments;
        this.accounts = accounts;
    }

    @GET
    public List<Shipments.View> list(@PathParam("id") UUID id) {
        return shipments.of(accounts.get(id).id(), MOST);
    }

    @POST
    @Path("/{shipment}/retry")
    public void retry(@PathParam("id") UUID id, @PathParam("shipment") String shipment) {
        if (!shipments.retry(accounts.get(id).id(), shipment)) {
            throw Problem.notFound("shipment", shipment);
        }
    }
}
