package org.haat.look;

import io.quarkus.security.Authenticated;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a person signs out. Authentication is what answers here: it ends the session and leads on to the identity provider,
 * which ends its own. A resource must stand at the path, or nobody would be authenticated on it.
 */
@Path("/sign-out")
@Singleton
public class SignOut {
    private final String rootPath;

    public SignOut(@ConfigProperty(name = "quarkus.http.root-path") String rootPath) {
        this.rootPath = rootPath;
    }

    /** Reached only by somebody whose session the identity provider does not end. */
    @GET
    @Authenticated
    public Response signOut() {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", rootPath)
                .build();
    }
}
