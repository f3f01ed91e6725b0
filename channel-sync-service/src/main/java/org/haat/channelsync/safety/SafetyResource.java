package org.haat.channelsync.safety;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.security.Caller;
import org.haat.channelsync.security.PlainText;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Channels stopped for everybody, and mass changes that wait for a second person. Only operations decide. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class SafetyResource {
    private static final int MOST = 200;
    private final ChannelStops stops;
    private final MassChangeBook book;
    private final Caller caller;
    private final Clock clock;

    public SafetyResource(ChannelStops stops, MassChangeBook book, Caller caller, Clock clock) {
        this.stops = stops;
        this.book = book;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param waiting for a person of operations; @param decided the newest first */
    public record MassChangeList(List<MassChange> waiting, List<MassChange> decided) {}

    @GET
    @Path("/channels")
    public List<ChannelStops.View> channels() {
        return stops.all();
    }

    @GET
    @Path("/channels/changes")
    public List<ChannelStops.Change> changes() {
        return stops.changes(MOST);
    }

    @POST
    @Path("/channels/{channel}/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATIONS)
    public List<ChannelStops.View> stop(
            @PathParam("channel") String channel, @Valid AccountView.@Nullable Reason reason) {
        if (reason == null) {
            throw Problem.badRequest("body-needed", "Send a JSON object.");
        }
        stops.stop(channel, PlainText.of("reason", reason.reason()), caller.person());
        return stops.all();
    }

    @POST
    @Path("/channels/{channel}/release")
    @RolesAllowed(Role.OPERATIONS)
    public List<ChannelStops.View> release(@PathParam("channel") String channel) {
        stops.release(channel, caller.person());
        return stops.all();
    }

    @GET
    @Path("/mass-changes")
    public MassChangeList massChanges() {
        return new MassChangeList(book.waiting(), book.decided(MOST));
    }

    @GET
    @Path("/mass-changes/{id}")
    public MassChange massChange(@PathParam("id") long id) {
        return book.find(id).orElseThrow(() -> Problem.notFound("mass change", Long.toString(id)));
    }

    /** What waits, listing by listing. */
    @GET
    @Path("/mass-changes/{id}/lines")
    public List<MassChange.Line> lines(
            @PathParam("id") long id,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return book.lines(massChange(id), after, Math.max(1, Math.min(limit, MOST)));
    }

    /** @param seenAt when the lines were read that the person looked at; now when left out */
    @POST
    @Path("/mass-changes/{id}/release")
    @RolesAllowed(Role.OPERATIONS)
    public MassChange releaseMassChange(
            @PathParam("id") long id, @QueryParam("seenAt") @DefaultValue("") String seenAt) {
        if (caller.changesTheCatalogue()) {
            throw Problem.forbidden(
                    "second-person",
                    "You may change products yourself. Such a change is let through by somebody of operations who may not.");
        }
        return book.release(id, time(seenAt), caller.person());
    }

    private Instant time(String seenAt) {
        try {
            return seenAt.isBlank() ? clock.instant() : Instant.parse(seenAt);
        } catch (DateTimeException e) {
            throw Problem.invalid("seenAt", "not-a-time", "Open the page again.");
        }
    }
}
