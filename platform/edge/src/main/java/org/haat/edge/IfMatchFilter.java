package org.haat.edge;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Asks for the precondition before anything of the body is read, as RFC 6585 means 428. */
public class IfMatchFilter {
    @NeedsIfMatch
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        String ifMatch = request.getHeaderString(HttpHeaders.IF_MATCH);
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.preconditionRequired("record");
        }
    }
}
