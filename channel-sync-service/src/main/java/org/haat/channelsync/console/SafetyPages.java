package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.safety.MassChange;
import org.haat.channelsync.safety.SafetyResource;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Messages;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** What waits for a second person, and the switch of each channel. */
@Path("safety")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class SafetyPages {
    private static final int ROWS = 50;
    private final SafetyResource api;
    private final Messages messages;
    private final Viewer viewer;
    private final Clock clock;

    public SafetyPages(SafetyResource api, Messages messages, Viewer viewer, Clock clock) {
        this.api = api;
        this.messages = messages;
        this.viewer = viewer;
        this.clock = clock;
    }

    @GET
    @Transactional
    public TemplateInstance safety() {
        SafetyResource.MassChangeList changes = api.massChanges();
        return new SyncTemplates.SafetyPage(
                changes.waiting(),
                changes.decided().stream().limit(ROWS).toList(),
                api.channels(),
                api.changes().stream().limit(ROWS).toList(),
                viewer.may(Role.OPERATIONS) && Scope.current().seesEverything());
    }

    @GET
    @Path("changes/{id}")
    @Transactional
    public TemplateInstance change(@PathParam("id") long id, @QueryParam("after") @DefaultValue("0") long after) {
        Instant at = clock.instant();
        MassChange change = api.massChange(id);
        List<MassChange.Line> lines = api.lines(id, after, ROWS);
        String base = viewer.getRoot() + "/safety/changes/" + id;
        return new SyncTemplates.MassChangePage(
                change,
                at,
                lines.stream()
                        .map(line -> MassChangeLine.of(line, change.kind(), messages, viewer.getLanguage()))
                        .toList(),
                after == 0 ? null : base,
                lines.size() < ROWS
                        ? null
                        : base + "?after=" + lines.get(lines.size() - 1).listing());
    }

    @POST
    @Path("changes/{id}/release")
    @RolesAllowed(Role.OPERATIONS)
    public Response release(@PathParam("id") long id, @FormParam("seenAt") @DefaultValue("") String seenAt) {
        api.releaseMassChange(id, seenAt);
        return back();
    }

    @POST
    @Path("channels/{channel}/stop")
    @RolesAllowed(Role.OPERATIONS)
    public Response stop(@PathParam("channel") String channel, @FormParam("reason") @Nullable String reason) {
        api.stop(channel, new AccountView.Reason(FormText.reason(reason)));
        return back();
    }

    @POST
    @Path("channels/{channel}/release")
    @RolesAllowed(Role.OPERATIONS)
    public Response release(@PathParam("channel") String channel) {
        api.release(channel);
        return back();
    }

    private Response back() {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/safety")
                .build();
    }
}
