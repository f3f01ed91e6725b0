package org.haat.channelsync.console;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haat.channelsync.consent.Consents;
import org.haat.channelsync.consent.Consents.Finished;
import org.haat.channelsync.consent.Consents.Outcome;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;

/** Where a marketplace's page sends the browser of a seller who gave consent, or did not. */
@Path("consent/{channel}")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ConsentBackPage {
    private final Consents consents;
    private final Caller caller;

    public ConsentBackPage(Consents consents, Caller caller) {
        this.consents = consents;
        this.caller = caller;
    }

    /** Answers 404 to a link of which nothing is known, and to that of a marketplace that sends nobody here. */
    @GET
    public Response back(@PathParam("channel") String channel, @Context UriInfo uri) {
        if (!consents.leadsBackFrom(channel)) {
            throw new Problem(
                    404, "no-consent-page", "No marketplace " + channel + " sends sellers back here.", List.of());
        }
        Map<String, String> query = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(name, values.get(0)));
        Finished finished = consents.finish(channel, query, caller.person());
        return Response.status(finished.outcome() == Outcome.UNKNOWN ? 404 : 200)
                .entity(new SyncTemplates.ConsentEnd(channel, finished))
                .build();
    }
}
