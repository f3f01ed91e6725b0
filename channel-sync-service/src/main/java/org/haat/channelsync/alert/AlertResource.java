package org.haat.channelsync.alert;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.security.Caller;
import org.haat.channelsync.security.PlainText;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Alerts that stand and stood, what is watched, and where it is told. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class AlertResource {
    private static final int MOST = 100;
    private final Alerts alerts;
    private final AlertRules rules;
    private final Destinations destinations;
    private final Deliveries deliveries;
    private final Caller caller;

    public AlertResource(
            Alerts alerts, AlertRules rules, Destinations destinations, Deliveries deliveries, Caller caller) {
        this.alerts = alerts;
        this.rules = rules;
        this.destinations = destinations;
        this.deliveries = deliveries;
        this.caller = caller;
    }

    /** Each the newest first. */
    public record AlertList(List<Alert> standing, List<Alert> past) {}

    /** @param language of what is sent: en, bn or hi */
    public record NewDestination(
            @NotBlank @Size(max = 20) String kind,
            @NotBlank @Size(max = 500) String address,
            @Nullable @Size(max = 10) String language) {}

    /** @param threshold unchanged when absent */
    public record RuleChange(
            boolean enabled,
            @Nullable @DecimalMin("0") Double threshold,
            @Min(0) @Max(43_200) int repeatMinutes) {}

    @GET
    public AlertList list() {
        return new AlertList(alerts.standing(MOST), alerts.past(MOST));
    }

    @GET
    @Path("/rules")
    public List<AlertRules.Rule> rules() {
        return rules.all();
    }

    @PUT
    @Path("/rules/{rule}")
    @RolesAllowed(Role.OPERATIONS)
    public AlertRules.Rule change(@PathParam("rule") String rule, @Valid @NotNull RuleChange wish) {
        AlertRules.Rule changed =
                rules.change(rule, wish.enabled(), wish.threshold(), wish.repeatMinutes(), caller.person());
        destinations.remember(
                Condition.NOBODYS,
                caller.person(),
                "RULE_CHANGED",
                rule + (wish.enabled() ? "" : " off") + (changed.threshold() == null ? "" : " " + changed.threshold())
                        + " / " + wish.repeatMinutes() + " min");
        return changed;
    }

    @GET
    @Path("/destinations")
    public List<Destinations.Destination> destinations() {
        return destinations.all();
    }

    /** Answers with the secret that a webhook's signatures are made with, this once. */
    @POST
    @Path("/destinations")
    public Response add(@Valid @NotNull NewDestination wish) {
        return Response.status(Response.Status.CREATED)
                .entity(destinations.add(
                        wish.kind().strip(), PlainText.of("address", wish.address()), wish.language(), caller.person()))
                .build();
    }

    @DELETE
    @Path("/destinations/{id}")
    public void remove(@PathParam("id") UUID id) {
        destinations.remove(id, caller.person());
    }

    /** Sends a test, which then stands among the deliveries. */
    @POST
    @Path("/destinations/{id}/test")
    @Consumes(MediaType.WILDCARD)
    public void test(@PathParam("id") UUID id) {
        Destinations.Destination to = destinations.get(id);
        destinations.rememberTest(to, caller.person());
        deliveries.test(to);
    }

    @GET
    @Path("/deliveries")
    public List<Deliveries.Delivery> deliveries() {
        return deliveries.newest(MOST);
    }

    /** Who changed rules and destinations, the newest first. */
    @GET
    @Path("/changes")
    public List<Destinations.Change> changes() {
        return destinations.changes(MOST);
    }
}
