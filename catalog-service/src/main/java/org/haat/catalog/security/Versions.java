package org.haat.catalog.security;

import jakarta.ws.rs.core.EntityTag;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** Optimistic locking over HTTP: the ETag is the row's version. */
public final class Versions {
    private Versions() {}

    public static EntityTag tag(int version) {
        return new EntityTag(Integer.toString(version));
    }

    /** @throws Problem 428 without If-Match, 412 when the row has moved on */
    public static void requireMatch(@Nullable String ifMatch, int version, String what) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.preconditionRequired(what);
        }
        if (!ifMatch.strip().equals("\"" + version + '"')) {
            throw Problem.stale(what);
        }
    }
}
