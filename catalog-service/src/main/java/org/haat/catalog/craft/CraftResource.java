package org.haat.catalog.craft;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.haat.edge.Role;

/** The crafts that a product may name. */
@Path("api/v1/crafts")
public class CraftResource {
    private final Crafts crafts;

    public CraftResource(Crafts crafts) {
        this.crafts = crafts;
    }

    @GET
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    public List<Craft> list() {
        return List.copyOf(crafts.all().values());
    }
}
