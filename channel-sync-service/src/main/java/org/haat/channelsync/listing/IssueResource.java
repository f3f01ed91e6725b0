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
    private final ListingQueries queries;

    public IssueResource(ListingQueries queries) {
        this.queries = queries;
    }

    @GET
    public List<ListingQueries.IssueGroup> groups(@QueryParam("account") @Nullable UUID account) {
        return queries.issueGroups(account);
    }
}
