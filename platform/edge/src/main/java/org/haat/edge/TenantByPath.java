package org.haat.edge;

import io.quarkus.oidc.TenantResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Bearer tokens open the API (the default tenant), and nothing else does; a signed-in session opens the pages (tenant
 * {@code console}). The default tenant is named: left open, the tenant of whatever session cookie comes along would be taken,
 * and a browser would carry its person into the API.
 */
@Singleton
public class TenantByPath implements TenantResolver {
    @Override
    public String resolve(RoutingContext context) {
        return context.normalizedPath().contains("/api/") ? OidcUtils.DEFAULT_TENANT_ID : "console";
    }
}
