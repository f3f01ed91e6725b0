package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.haat.channelsync.overview.OverviewResource;
import org.haat.channelsync.overview.ParkedDesk;
import org.haat.edge.Role;
import org.haat.look.Viewer;

/** Each account at a glance, fresh every few seconds, and what waits for a person. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class OverviewPages {
    private final OverviewResource api;
    private final Viewer viewer;

    public OverviewPages(OverviewResource api, Viewer viewer) {
        this.api = api;
        this.viewer = viewer;
    }

    @GET
    @Transactional
    public TemplateInstance overview() {
        return new SyncTemplates.OverviewPage(cards());
    }

    /** The part of the page that stays fresh. */
    @GET
    @Path("overview/cards")
    @Transactional
    public TemplateInstance fresh() {
        return new SyncTemplates.Cards(cards());
    }

    @GET
    @Path("parked")
    @Transactional
    public TemplateInstance parked() {
        return new SyncTemplates.ParkedList(api.parked(), api.parkedHistory());
    }

    @GET
    @Path("parked/{kind}/{id}")
    public TemplateInstance parked(@PathParam("kind") String kind, @PathParam("id") long id) {
        ParkedDesk.Detail detail = api.parked(kind, id);
        return new SyncTemplates.ParkedPage(detail.message(), PayloadLine.of(detail.payload()), detail.history());
    }

    @POST
    @Path("parked/{kind}/{id}/replay")
    public Response replay(@PathParam("kind") String kind, @PathParam("id") long id) {
        api.replay(kind, id);
        return backTo("/parked");
    }

    @POST
    @Path("parked/{kind}/{id}/discard")
    public Response discard(@PathParam("kind") String kind, @PathParam("id") long id) {
        api.discard(kind, id);
        return backTo("/parked");
    }

    private List<AccountCard> cards() {
        return api.overview().stream().map(AccountCard::of).toList();
    }

    private Response backTo(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + path)
                .build();
    }
}
