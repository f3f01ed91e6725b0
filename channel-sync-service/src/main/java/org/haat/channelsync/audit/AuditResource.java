package org.haat.channelsync.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Audits: start one, look at them, and decide about listings that are not ours. */
@Path("/api/v1/audits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class AuditResource {
    private final AuditAdministration administration;

    public AuditResource(AuditAdministration administration) {
        this.administration = administration;
    }

    /**
     * @param reportOnly true when nothing is to be mended; false when left out
     * @param inFull true to read the content of every listing also where the channel's list does not tell it; false when left out
     */
    public record Start(
            @NotNull UUID account,
            @Nullable Boolean reportOnly,
            @Nullable Boolean inFull) {}

    /** @param next give it as {@code before} for the next page; null at the end */
    public record Page(List<AuditView> audits, @Nullable Long next) {}

    /** @param next give it as {@code after} for the next page; null at the end */
    public record DriftPage(
            List<AuditView.Line> lines, @Nullable Long next) {}

    @POST
    public Response start(@Valid @NotNull Start wish) {
        AuditView begun = administration.start(
                wish.account(), Boolean.TRUE.equals(wish.reportOnly()), Boolean.TRUE.equals(wish.inFull()));
        return Response.created(URI.create("/sync/api/v1/audits/" + begun.id()))
                .entity(begun)
                .build();
    }

    /** Newest first. */
    @GET
    public Page list(
            @QueryParam("account") @Nullable UUID account,
            @QueryParam("before") @DefaultValue("" + Long.MAX_VALUE) @Min(0) long before,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        List<AuditView> found = administration.list(account, before, limit);
        return new Page(
                found, found.size() < limit ? null : found.get(found.size() - 1).id());
    }

    @GET
    @Path("/{id}")
    public AuditView get(@PathParam("id") long id) {
        return administration.get(id);
    }

    @GET
    @Path("/{id}/drift")
    public DriftPage drift(
            @PathParam("id") long id,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("after") @DefaultValue("0") @Min(0) long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        List<AuditView.Line> lines = administration.lines(id, kind, after, limit);
        return new DriftPage(
                lines, lines.size() < limit ? null : lines.get(lines.size() - 1).id());
    }

    /** Ends one that runs; what it mended stays mended. */
    @POST
    @Path("/{id}/stop")
    @Consumes(MediaType.WILDCARD)
    public AuditView stop(@PathParam("id") long id) {
        return administration.stop(id);
    }

    /** A listing that is not ours stays as it is, and no audit calls it drift again. */
    @POST
    @Path("/{id}/drift/{line}/leave")
    @Consumes(MediaType.WILDCARD)
    public void leave(@PathParam("id") long id, @PathParam("line") long line) {
        administration.leave(id, line);
    }
}
