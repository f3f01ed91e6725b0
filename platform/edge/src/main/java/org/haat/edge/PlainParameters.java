package org.haat.edge;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** No address of ours holds a NUL, which no text in the database may: said here once, before anything looks it up. */
public class PlainParameters {
    /** @throws Problem 400 that names the parameter */
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        check(request.getUriInfo().getPathParameters());
        check(request.getUriInfo().getQueryParameters());
    }

    private static void check(MultivaluedMap<String, String> parameters) {
        parameters.forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                String message = "holds a NUL character, which no text may. Take it out.";
                throw new Problem(
                        400,
                        "bad-parameter",
                        name + ' ' + message,
                        List.of(new Problem.Fault(name, "nul", message, null)));
            }
        });
    }
}
