package org.haat.catalog.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.haat.edge.Scope;

/** The signed-in person whose request is under way. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;

    public Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The token's subject: stable, and not a name. */
    public String person() {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getSubject() != null
                ? token.getSubject()
                : identity.getPrincipal().getName();
    }

    /** @throws org.haat.edge.Problem if the caller belongs to no agency */
    public String agency() {
        return Scope.current().requireAgency();
    }

    public boolean hasRole(String role) {
        return identity.hasRole(role);
    }
}
