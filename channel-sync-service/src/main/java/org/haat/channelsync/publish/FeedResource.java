package org.haat.channelsync.publish;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.edge.Role;

/** The feeds of an account. */
@Path("/api/v1/accounts/{id}/feeds")
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class FeedResource {
    private static final int LATEST = 10;
    private final Feeds feeds;
    private final AccountAdministration accounts;

    public FeedResource(Feeds feeds, AccountAdministration accounts) {
        this.feeds = feeds;
        this.accounts = accounts;
    }

    /** The latest ten, newest first. */
    @GET
    @Transactional
    public List<FeedView> list(@PathParam("id") UUID id) {
        accounts.get(id); // not found for who may not see the account
        return feeds.latest(id, LATEST);
    }
}
