package org.haat.channelsync.shipment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.security.Caller;
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
    private final Papers papers;
    private final AccountAdministration accounts;
    private final Accounts history;
    private final Caller caller;

    public ShipmentResource(
            Shipments shipments, Papers papers, AccountAdministration accounts, Accounts history, Caller caller) {
        this.shipments = shipments;
        this.papers = papers;
        this.accounts = accounts;
        this.history = history;
        this.caller = caller;
    }

    @GET
    public List<Shipments.View> list(@PathParam("id") UUID id) {
        return shipments.of(accounts.get(id).id(), MOST);
    }

    /** The way of one of them, and who fetched its label. */
    public record Way(List<Shipments.Step> steps, List<Papers.Look> looks) {}

    @GET
    @Path("/{shipment}/steps")
    public Way steps(@PathParam("id") UUID id, @PathParam("shipment") String shipment) {
        UUID account = accounts.get(id).id();
        List<Shipments.Step> steps = shipments.steps(account, shipment);
        if (steps.isEmpty()) {
            throw Problem.notFound("shipment", shipment);
        }
        return new Way(steps, papers.looks(account, shipment));
    }

    /** Label and invoice that the channel made, as one PDF. */
    @GET
    @Path("/{shipment}/papers")
    @Produces("application/pdf")
    public Response papers(@PathParam("id") UUID id, @PathParam("shipment") String shipment) {
        return PapersAnswer.of(papers.open(accounts.get(id).id(), shipment, caller.person()), shipment);
    }

    @POST
    @Path("/{shipment}/retry")
    public void retry(@PathParam("id") UUID id, @PathParam("shipment") String shipment) {
        ChannelAccount account = accounts.get(id);
        if (shipments.steps(account.id(), shipment).isEmpty()) {
            throw Problem.notFound("shipment", shipment);
        }
        if (!shipments.retry(account.id(), shipment)) {
            throw Problem.conflict("not-refused", "Only a shipment that the channel refused can be tried again.");
        }
        history.remember(account, caller.person(), "shipment tried again", shipment);
    }
}
