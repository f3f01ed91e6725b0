package org.haat.channelsync.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.alert.Alert;
import org.haat.channelsync.alert.AlertResource;
import org.haat.channelsync.alert.AlertText;
import org.haat.channelsync.alert.Destinations;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** Alerts: what stands, what is over, what is watched, where it is told and whether it arrived. */
@Path("alerts")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class AlertPages {
    private static final int ROWS = 20;
    private final AlertResource api;
    private final AlertText text;
    private final Destinations destinations;
    private final Viewer viewer;

    public AlertPages(AlertResource api, AlertText text, Destinations destinations, Viewer viewer) {
        this.api = api;
        this.text = text;
        this.destinations = destinations;
        this.viewer = viewer;
    }

    /** An alert in the reader's words, with where to act. */
    record Line(Alert alert, String sentence, String href) {}

    @GET
    @Transactional
    public TemplateInstance alerts() {
        return page(null);
    }

    @POST
    @Path("destinations")
    @Transactional
    public TemplateInstance add(
            @FormParam("kind") @Nullable String kind,
            @FormParam("address") @Nullable String address,
            @FormParam("language") @Nullable String language) {
        Response added =
                api.add(new AlertResource.NewDestination(FormText.plain(kind), FormText.plain(address), language));
        return page((Destinations.Added) added.getEntity());
    }

    @POST
    @Path("destinations/{id}/test")
    public Response test(@PathParam("id") UUID id) {
        api.test(id);
        return back();
    }

    @POST
    @Path("destinations/{id}/remove")
    public Response remove(@PathParam("id") UUID id) {
        api.remove(id);
        return back();
    }

    @POST
    @Path("rules/{rule}")
    @RolesAllowed(Role.OPERATIONS)
    public Response change(
            @PathParam("rule") String rule,
            @FormParam("enabled") @Nullable String enabled,
            @FormParam("threshold") @Nullable Double threshold,
            @FormParam("repeat") @Nullable Integer repeat) {
        if (repeat == null) {
            throw Problem.invalid("repeat", "needed", "Say after how many minutes it is told again; 0 for never.");
        }
        api.change(rule, new AlertResource.RuleChange(enabled != null, threshold, repeat));
        return back();
    }

    private TemplateInstance page(Destinations.@Nullable Added added) {
        AlertResource.AlertList all = api.list();
        return new SyncTemplates.AlertPage(
                lines(all.standing()),
                lines(all.past().stream().limit(ROWS).toList()),
                api.rules(),
                api.destinations(),
                api.deliveries().stream().limit(ROWS).toList(),
                api.changes().stream().limit(ROWS).toList(),
                destinations.mayMail(),
                viewer.may(Role.OPERATIONS) && Scope.current().seesEverything(),
                added);
    }

    private List<Line> lines(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> new Line(alert, text.sentence(alert, viewer.getLanguage()), text.path(alert)))
                .toList();
    }

    private Response back() {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/alerts")
                .build();
    }
}
