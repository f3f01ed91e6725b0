package org.haat.channelsync.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** What the channels hold against listings, by cause. */
@Path("/api/v1/issues")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.OPERATIONS, Role.DISTRICT_OFFICER})
@Transactional
public class IssueResource {
    private final IssueGroups groups;

    public IssueResource(IssueGroups groups) {
        this.groups = groups;
    }

    @GET
    public List<IssueGroups.Group> groups(@QueryParam("account") @Nullable UUID account) {
        return groups.of(account);
    }
}
