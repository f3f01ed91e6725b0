package org.haat.catalog.listing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What led to a change of products.
 *
 * @param id of the change set: an import's own id, so that it is found by it
 * @param reverts the change set that this one puts back, else null
 * @param label in words: the file's name, the SKU
 */
public record Cause(UUID id, Kind kind, @Nullable UUID reverts, String label) {

    /** Who or what. */
    public enum Kind {
        IMPORT,
        EDIT,
        REVERT
    }

    public static Cause ofImport(UUID job, String fileName) {
        return new Cause(job, Kind.IMPORT, null, fileName);
    }

    static Cause ofEdit(String sku) {
        return new Cause(UUID.randomUUID(), Kind.EDIT, null, sku);
    }

    /** Always the same for one set, so that a revert in many steps is one change set. */
    static Cause ofRevert(ChangeSet set) {
        UUID id = UUID.nameUUIDFromBytes(("revert|" + set.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Cause(id, Kind.REVERT, set.id(), set.label());
    }
}
