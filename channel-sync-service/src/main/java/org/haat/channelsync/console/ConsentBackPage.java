package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.TreeMap;
import org.haat.channelsync.consent.Consents;
import org.haat.channelsync.security.Caller;
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

    @GET
    public TemplateInstance back(@PathParam("channel") String channel, @Context UriInfo uri) {
        Map<String, String> query = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(name, values.get(0)));
        return new SyncTemplates.ConsentEnd(channel, consents.finish(channel, query, caller.person()));
    }
}
