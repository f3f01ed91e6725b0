package org.haat.catalog.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.haat.edge.Problem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Files may be large here, JSON may not: the limit of a body is the file's, so JSON needs its own. */
public class JsonBodyLimit {
    private static final int LARGEST_BYTES = 4 << 20;

    /** @throws Problem 413 when the caller announces more */
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        boolean json = type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
        if (json && request.getLength() > LARGEST_BYTES) {
            throw new Problem(413, "too-large", "A JSON body may have at most 4 MB.", List.of());
        }
    }
}
