package org.haat.look;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** Remembers the language a person chose, for all services, for a year. */
@Path("/language")
@PermitAll
public class LanguageSwitch {
    private static final int ONE_YEAR_SECONDS = 365 * 24 * 3600;

    @POST
    public Response choose(@FormParam("to") @Nullable String to, @FormParam("back") @Nullable String back) {
        NewCookie cookie = new NewCookie.Builder(Viewer.LANGUAGE_COOKIE)
                .value(Language.of(to).tag())
                .path("/")
                .maxAge(ONE_YEAR_SECONDS)
                .sameSite(NewCookie.SameSite.LAX)
                .httpOnly(true)
                .build();
        // As a plain header: a location given as a URI would be resolved below the service's root path.
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", ownAddress(back))
                .cookie(cookie)
                .build();
    }

    /** Only an address of this origin, so that the switch cannot send people elsewhere. */
    private static String ownAddress(@Nullable String back) {
        String path = back == null || back.isEmpty() ? "/" : back;
        if (!path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
            throw Problem.invalid("back", "invalid", "must be a path of this site");
        }
        try {
            return URI.create(path).toString();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("back", "invalid", "must be a path of this site");
        }
    }
}
