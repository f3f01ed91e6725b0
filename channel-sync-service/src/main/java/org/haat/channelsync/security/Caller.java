package org.haat.channelsync.security;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.haat.edge.Role;

/** The person of the request under way. */
@Singleton
public class Caller {
    private final SecurityIdentity identity;

    public Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The name that an audit row carries. */
    public String person() {
        return identity.getPrincipal().getName();
    }

    /** What the caller may show to another of our services in their own name: the bearer token, or that of a page's session. */
    public Optional<String> token() {
        return Optional.ofNullable(identity.getCredential(AccessTokenCredential.class))
                .map(AccessTokenCredential::getToken);
    }

    /** Whether a change that waits for a second person may be this one's own. */
    public boolean changesTheCatalogue() {
        return identity.hasRole(Role.AGENCY_ADMIN)
                || identity.hasRole(Role.CATALOGUE_EDITOR)
                || identity.hasRole(Role.APPROVER);
    }
}
