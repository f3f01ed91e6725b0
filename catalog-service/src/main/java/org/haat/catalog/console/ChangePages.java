package org.haat.catalog.console;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haat.catalog.listing.ChangeSet;
import org.haat.catalog.listing.ChangeSetResource;
import org.haat.catalog.listing.ChangeSets;
import org.haat.catalog.listing.RevertChanges;
import org.haat.catalog.listing.RevertJob;
import org.haat.catalog.listing.RevertJobs;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** What was changed together, product by product; and putting it back. */
@Path("changes")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER})
public class ChangePages {
    private static final int ROWS = 50;
    private static final int SHOWN = 100;
    private final ChangeSetResource api;
    private final ChangeSets sets;
    private final RevertJobs jobs;
    private final Viewer viewer;

    public ChangePages(ChangeSetResource api, ChangeSets sets, RevertJobs jobs, Viewer viewer) {
        this.api = api;
        this.sets = sets;
        this.jobs = jobs;
        this.viewer = viewer;
    }

    @GET
    public TemplateInstance list(@QueryParam("before") @Nullable String before) {
        ChangeSetResource.SetPage page = api.list(before, Integer.toString(ROWS));
        String here = viewer.getRoot() + "/changes";
        String next = page.next();
        return new CatalogTemplates.ChangeList(
                page.items(), before == null ? null : here, next == null ? null : here + "?before=" + next);
    }

    @GET
    @Path("{id}")
    public TemplateInstance set(@PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        ChangeSet set = api.get(id);
        ChangeSetResource.LinePage page = api.lines(id, after, Integer.toString(ROWS));
        RevertJob job = job(set.id());
        List<RevertChanges.Outcome> left = job == null || job.isRunning() || job.kept() == 0
                ? List.of()
                : api.left(id, null, Integer.toString(SHOWN)).items();
        String here = viewer.getRoot() + "/changes/" + id;
        String next = page.next();
        return new CatalogTemplates.ChangePage(
                set,
                QuarkusTransaction.requiringNew().call(() -> sets.isOfSteps(set)),
                page.items(),
                job,
                left,
                after == null ? null : here,
                next == null ? null : here + "?after=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    @POST
    @Path("{id}/revert")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.APPROVER})
    public Response revert(@PathParam("id") String id) {
        api.revertAll(id);
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/changes/" + id)
                .build();
    }

    /** How far it is as HTML twice a second, and {@code done} when it has ended. */
    @GET
    @Path("{id}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@PathParam("id") String id, @Context Sse sse) {
        UUID set = api.job(id).changeSet();
        Scope scope = Scope.current();
        Locale locale = viewer.getLanguage().locale();
        AtomicBoolean ended = new AtomicBoolean();
        return Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(500))
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> Objects.requireNonNull(scope.call(() -> job(set))))
                .select()
                .first(job -> !ended.getAndSet(!job.isRunning()))
                .map(job -> event(sse, job, locale));
    }

    private @Nullable RevertJob job(UUID set) {
        return QuarkusTransaction.requiringNew().call(() -> jobs.newest(set)).orElse(null);
    }

    private static OutboundSseEvent event(Sse sse, RevertJob job, Locale locale) {
        String html = new CatalogTemplates.RevertProgress(job)
                .setLocale(locale)
                .render()
                .strip();
        return sse.newEventBuilder()
                .name(job.isRunning() ? "message" : "done")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(html)
                .build();
    }
}
