package org.haat.channelsync.console;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.haat.channelsync.consent.ConsentResource;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** The last day of a credential, as somebody who knows it says. */
@Path("accounts/{id}/expiries")
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ExpiryPages {
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);
    private final ConsentResource api;
    private final Viewer viewer;

    public ExpiryPages(ConsentResource api, Viewer viewer) {
        this.api = api;
        this.viewer = viewer;
    }

    @POST
    public Response tell(
            @PathParam("id") UUID id,
            @FormParam("kind") @Nullable String kind,
            @FormParam("day") @Nullable String day) {
        api.told(id, FormText.plain(kind), new ConsentResource.Ending(end(FormText.plain(day))));
        return back(id);
    }

    @POST
    @Path("forget")
    public Response forget(@PathParam("id") UUID id, @FormParam("kind") @Nullable String kind) {
        api.forget(id, FormText.plain(kind));
        return back(id);
    }

    private static Instant end(String day) {
        try {
            return LocalDate.parse(day).atTime(LAST_MINUTE).atZone(INDIA).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalid("expiresAt", "not-a-coming-day", "Choose a day.");
        }
    }

    private Response back(UUID id) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/accounts/" + id + "#connection")
                .build();
    }
}
