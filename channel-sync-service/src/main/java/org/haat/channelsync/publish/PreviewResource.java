package org.haat.channelsync.publish;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.haat.channelsync.listing.Preview;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;

/** What a channel would say to one listing, asked for by a person. */
@Path("/api/v1/accounts/{id}/listings/{sku}/preview")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS, Role.CATALOGUE_EDITOR})
public class PreviewResource {
    private final PreviewListing previews;
    private final Caller caller;

    public PreviewResource(PreviewListing previews, Caller caller) {
        this.previews = previews;
        this.caller = caller;
    }

    @GET
    @Transactional
    public Preview last(@PathParam("id") UUID id, @PathParam("sku") String sku) {
        return previews.last(id, sku).orElseThrow(() -> Problem.notFound("preview", sku));
    }

    /** Waits for the channel's answer. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Preview ask(@PathParam("id") UUID id, @PathParam("sku") String sku) {
        return previews.ask(id, sku, caller.person());
    }
}
