package org.haat.channelsync.ingest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.edge.Role;

/** Every run of order collection, also those that found nothing. */
@Path("/api/v1/accounts/{id}/order-runs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class OrderRunResource {
    private static final int MOST = 200;
    private final Sweeps sweeps;
    private final AccountAdministration accounts;

    public OrderRunResource(Sweeps sweeps, AccountAdministration accounts) {
        this.sweeps = sweeps;
        this.accounts = accounts;
    }

    @GET
    public List<Sweeps.Run> runs(@PathParam("id") UUID id) {
        return sweeps.runs(accounts.get(id).id(), MOST);
    }
}
