package org.haat.edge;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Derives a scope from the caller's token: claims {@code groups}, {@code agency}, {@code district}. Fails closed. */
final class ScopeOfCaller {
    private ScopeOfCaller() {}

    static Scope current() {
        ArcContainer container = Arc.container();
        if (container == null || !container.requestContext().isActive()) {
            return Scope.nothing();
        }
        SecurityIdentity identity = container.instance(SecurityIdentity.class).get();
        return identity.isAnonymous() ? Scope.nothing() : of(identity);
    }

    private static Scope of(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Scope.nothing();
        }
        String agency = text(token.getClaim("agency"));
        if (agency != null) {
            return Scope.ofAgency(agency);
        }
        if (identity.hasRole(Role.OPERATIONS)) {
            return Scope.everything();
        }
        Integer district = number(token.getClaim("district"));
        return district != null && identity.hasRole(Role.DISTRICT_OFFICER)
                ? Scope.ofDistrict(district)
                : Scope.nothing();
    }

    private static @Nullable String text(@Nullable Object claim) {
        String text = claim == null ? "" : claim.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Integer number(@Nullable Object claim) {
        String text = text(claim);
        return text != null && text.matches("[0-9]{1,6}") ? Integer.valueOf(text) : null;
    }
}
