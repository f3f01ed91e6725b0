package org.haat.order.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The person whose request is under way, as history and audit name them. */
@RequestScoped
public class Person {
    private final SecurityIdentity identity;

    public Person(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The name a person signs in with; {@code anonymous} without one. */
    public String name() {
        return identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName();
    }
}
