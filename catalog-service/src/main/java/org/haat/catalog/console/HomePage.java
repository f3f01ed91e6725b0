package org.haat.catalog.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.haat.edge.Role;

/** The service's address leads to the products. */
@Path("/")
public class HomePage {
    @GET
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER, Role.OPERATIONS})
    public Response home() {
        return Response.seeOther(URI.create("products")).build();
    }
}
