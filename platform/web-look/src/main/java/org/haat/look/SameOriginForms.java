package org.haat.look;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.edge.Problem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a form that another site sends with our cookie (CSRF). The browser itself says where a request comes from:
 * {@code Sec-Fetch-Site} on a trustworthy origin, {@code Origin} on any. Next to the session cookie's SameSite=Lax this
 * needs no token, so no form can forget it, and a large upload is refused before its body is read. Programs that send a
 * bearer token carry no cookie and are not concerned.
 */
@Singleton
public class SameOriginForms {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private final String origin;

    public SameOriginForms(
            @ConfigProperty(name = "haat.origin", defaultValue = "http://127.0.0.1:8080") String origin) {
        this.origin = origin;
    }

    @ServerRequestFilter(preMatching = true)
    public void check(RoutingContext context) {
        if (SAFE.contains(context.request().method().name()) || !carriesCookies(context)) {
            return;
        }
        String site = context.request().getHeader("Sec-Fetch-Site");
        boolean own = site != null
                ? "same-origin".equals(site)
                : isOwn(
                        context.request().getHeader("Origin"),
                        String.valueOf(context.request().authority()));
        if (!own) {
            throw Problem.forbidden("foreign-form", "This form was not sent from a page of ours. Open the page again.");
        }
    }

    private static boolean carriesCookies(RoutingContext context) {
        return context.request().getHeader("Authorization") == null
                && context.request().getHeader("Cookie") != null;
    }

    private boolean isOwn(@Nullable String from, String host) {
        if (from == null) {
            return false;
        }
        try {
            return from.equals(origin) || host.equals(URI.create(from).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
