package org.haat.edge;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The header {@code Link} of a list's page: this request's address with another place to begin, without the origin. */
public final class NextLink {
    private NextLink() {}

    public static String of(UriInfo here, String parameter, Object from) {
        URI next =
                here.getRequestUriBuilder().replaceQueryParam(parameter, from).build();
        return '<' + next.getRawPath() + '?' + next.getRawQuery() + ">; rel=\"next\"";
    }
}
