package org.haat.look;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Puts the language that a person chose in the place of the one the browser asks for, so that whatever answers, a page or
 * a download of the API, speaks the same.
 */
@Singleton
public class ChosenLanguage {
    @ServerRequestFilter(preMatching = true)
    public void put(ContainerRequestContext request, RoutingContext context) {
        Cookie chosen = context.request().getCookie(Viewer.LANGUAGE_COOKIE);
        if (chosen != null) {
            String tag = Language.of(chosen.getValue()).tag();
            request.getHeaders().putSingle(HttpHeaders.ACCEPT_LANGUAGE, tag);
        }
    }
}
