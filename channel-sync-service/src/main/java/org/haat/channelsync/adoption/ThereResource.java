package org.haat.channelsync.adoption;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Listings that an account has at its channel and that are not in our catalogue. */
@Path("/api/v1/accounts/{id}/there")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
@Transactional
public class ThereResource {
    private static final int LARGEST_SHEET = 5 << 20;
    private final AdoptionDesk desk;

    public ThereResource(AdoptionDesk desk) {
        this.desk = desk;
    }

    /**
     * @param remote the channel's SKU of the listing, or its ASIN or FSN
     * @param sku ours
     */
    public record Pair(
            @NotBlank @Size(max = 100) String remote,
            @NotBlank @Size(max = 40) String sku) {}

    /** The channel's SKU of the listing. */
    public record Name(@NotBlank @Size(max = 100) String remote) {}

    @GET
    public ThereView.Page list(
            @PathParam("id") UUID id,
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return desk.page(id, state(state), after, limit);
    }

    @POST
    @Path("/look")
    @Consumes(MediaType.WILDCARD)
    public ThereView.Page look(@PathParam("id") UUID id) {
        desk.lookAgain(id);
        return desk.page(id, There.State.OPEN, "", 1);
    }

    @POST
    @Path("/link")
    public void link(@PathParam("id") UUID id, @Valid @NotNull Pair pair) {
        desk.link(id, pair.remote().strip(), pair.sku().strip());
    }

    /** Takes the link of a listing back; nothing is changed at the channel, and our product rests until it is linked again. */
    @POST
    @Path("/unlink")
    public void unlink(@PathParam("id") UUID id, @Valid @NotNull Name name) {
        desk.unlink(id, name.remote());
    }

    @POST
    @Path("/leave")
    public void leave(@PathParam("id") UUID id, @Valid @NotNull Name name) {
        desk.leave(id, name.remote());
    }

    /** CSV with the columns {@code sku} and {@code remote}. */
    @POST
    @Path("/pairs")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    public ThereView.Taken pairs(@PathParam("id") UUID id, byte @Nullable [] body) {
        return desk.link(id, "CSV", checked(body));
    }

    /** What such a sheet would come to; nothing is changed. */
    @POST
    @Path("/pairs/preview")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    public ThereView.Preview preview(@PathParam("id") UUID id, byte @Nullable [] body) {
        return desk.preview(id, checked(body));
    }

    /** @throws Problem when there is no sheet, or too much of it */
    public static byte[] checked(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw Problem.badRequest("sheet-needed", "Send CSV with the columns sku and remote.");
        }
        if (body.length > LARGEST_SHEET) {
            throw new Problem(413, "too-large", "A sheet may have at most 5 MB.", List.of());
        }
        return body;
    }

    private static There.State state(String name) {
        try {
            return There.State.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "state",
                    "unknown-state",
                    "There is no such state; there are " + List.of(There.State.values()) + ".");
        }
    }
}
