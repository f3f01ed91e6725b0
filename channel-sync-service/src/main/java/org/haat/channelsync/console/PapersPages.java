package org.haat.channelsync.console;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.security.Caller;
import org.haat.channelsync.shipment.Papers;
import org.haat.channelsync.shipment.PapersAnswer;
import org.haat.edge.Role;

/** Label and invoice for the person who packs; the page of the order links here. */
@Path("papers")
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class PapersPages {
    private final Papers papers;
    private final AccountAdministration accounts;
    private final Caller caller;

    public PapersPages(Papers papers, AccountAdministration accounts, Caller caller) {
        this.papers = papers;
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Path("{account}/{shipment}")
    @Produces({"application/pdf", "text/html"})
    @Transactional
    public Response fetch(@PathParam("account") UUID account, @PathParam("shipment") String shipment) {
        return PapersAnswer.of(papers.open(accounts.get(account).id(), shipment, caller.person()), shipment);
    }
}
