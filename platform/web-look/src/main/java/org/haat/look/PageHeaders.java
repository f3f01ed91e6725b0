package org.haat.look;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What a page may load and do, told to the browser: our own files, no inline script, no frame, nothing kept in a cache. */
@Singleton
public class PageHeaders {
    private final String policy;

    public PageHeaders(
            @ConfigProperty(name = "quarkus.oidc.console.auth-server-url", defaultValue = "") String issuer) {
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                + " form-action 'self'" + originOf(issuer) + "; frame-ancestors 'none'; base-uri 'none'";
    }

    @ServerResponseFilter
    public void add(ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        if (type != null && MediaType.TEXT_HTML_TYPE.isCompatible(type)) {
            response.getHeaders().putSingle("Content-Security-Policy", policy);
            response.getHeaders().putSingle("Cache-Control", "no-store");
        }
    }

    /** A form sent after the session ended is led to the sign-in page, which may have another origin. */
    private static String originOf(String issuer) {
        if (issuer.isBlank()) {
            return "";
        }
        URI uri = URI.create(issuer);
        return ' ' + uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
