package org.haat.edge;

import io.quarkus.oidc.TenantResolver;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Bearer tokens open the API (the default tenant); a signed-in session opens the pages (tenant {@code console}). */
@Singleton
public class TenantByPath implements TenantResolver {
    @Override
    public @Nullable String resolve(RoutingContext context) {
        return context.normalizedPath().contains("/api/") ? null : "console";
    }
}
