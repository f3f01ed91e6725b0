package org.haat.channelsync.change;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** A dry run: what would be sent for an account, and a person's look before it is. */
@Path("/api/v1/accounts/{id}/dry-run")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class PendingResource {
    private final ChangeDesk desk;

    public PendingResource(ChangeDesk desk) {
        this.desk = desk;
    }

    /** @param on true when a person looks before anything is sent but stock that goes down */
    public record Review(@NotNull Boolean on) {}

    /**
     * @param skus of these products; of all when left out
     * @param seenAt {@code at} of the page that the person looked at: what changed since waits for another look
     */
    public record Release(
            @Nullable @Size(max = 1_000) List<@NotNull @Size(max = 40) String> skus,
            @NotNull Instant seenAt) {}

    /** How many listings were let through. */
    public record Released(int listings) {}

    @GET
    public PendingView.Summary summary(@PathParam("id") UUID id) {
        return desk.summary(id);
    }

    @GET
    @Path("/lines")
    public PendingView.Page lines(
            @PathParam("id") UUID id,
            @QueryParam("sku") @Nullable String sku,
            @QueryParam("after") @DefaultValue("0") @Min(0) long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return desk.page(id, sku, after, limit);
    }

    @PUT
    @Path("/review")
    public PendingView.Summary review(@PathParam("id") UUID id, @Valid @NotNull Review review) {
        return desk.review(id, review.on());
    }

    @POST
    @Path("/release")
    public Released release(@PathParam("id") UUID id, @Valid @NotNull Release release) {
        return new Released(desk.release(id, release.skus() == null ? List.of() : release.skus(), release.seenAt()));
    }
}
