package org.haat.channelsync.console;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.haat.channelsync.publish.FeedResource;
import org.haat.edge.Role;
import org.haat.look.Viewer;

/** What a person does about a feed on the account's page. */
@Path("accounts/{id}/feeds")
@Blocking
@RolesAllowed(Role.OPERATIONS)
public class FeedPages {
    private final FeedResource api;
    private final Viewer viewer;

    public FeedPages(FeedResource api, Viewer viewer) {
        this.api = api;
        this.viewer = viewer;
    }

    @POST
    @Path("{feed}/give-up")
    public Response giveUp(@PathParam("id") UUID id, @PathParam("feed") long feed) {
        api.giveUp(id, feed);
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/accounts/" + id + "#feeds")
                .build();
    }
}
