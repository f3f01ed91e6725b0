package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.haat.channelsync.overview.OverviewResource;
import org.haat.channelsync.overview.ParkedDesk;
import org.haat.channelsync.overview.ParkedHistory;
import org.haat.channelsync.overview.ParkedMessages;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** Each account at a glance as it changes, and what waits for a person. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class OverviewPages {
    private static final int ROWS = 50;
    private final OverviewResource api;
    private final ParkedMessages parked;
    private final ParkedHistory history;
    private final LiveOverview live;
    private final Viewer viewer;

    public OverviewPages(
            OverviewResource api, ParkedMessages parked, ParkedHistory history, LiveOverview live, Viewer viewer) {
        this.api = api;
        this.parked = parked;
        this.history = history;
        this.live = live;
        this.viewer = viewer;
    }

    @GET
    @Transactional
    public TemplateInstance overview() {
        LiveOverview.Snapshot seen = live.snapshot();
        return new SyncTemplates.OverviewPage(
                seen.cards(),
                seen.totals(),
                viewer.getRoot(),
                viewer.getLanguage().tag());
    }

    /** What changes, as it changes. */
    @GET
    @Path("overview/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return live.watch(Scope.current(), viewer.getLanguage()).map(event -> sse.newEventBuilder()
                .name(event.name())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(event.html())
                .build());
    }

    /** The part of the page that stays fresh, for a browser whose stream broke. */
    @GET
    @Path("overview/cards")
    @Transactional
    public TemplateInstance fresh() {
        LiveOverview.Snapshot seen = live.snapshot();
        return new SyncTemplates.Cards(
                seen.cards(),
                seen.totals(),
                viewer.getRoot(),
                viewer.getLanguage().tag());
    }

    @GET
    @Path("parked")
    @Transactional
    public TemplateInstance parked(
            @QueryParam("after") @Nullable String after, @QueryParam("done") @Nullable String done) {
        ParkedMessages.Page page = parked.waiting(ParkedMessages.Cursor.parse(after), ROWS);
        ParkedHistory.Page before = history.newest(done, ROWS);
        String here = viewer.getRoot() + "/parked";
        return new SyncTemplates.ParkedList(
                page.messages(),
                after == null ? null : here,
                page.next() == null ? null : here + "?after=" + page.next(),
                before.entries(),
                done == null ? null : here,
                before.next() == null ? null : here + "?done=" + before.next());
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

    private Response backTo(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + path)
                .build();
    }
}
