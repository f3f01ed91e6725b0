package org.haat.channelsync.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

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
}
