package org.haat.catalog.listing;

import java.util.List;
import java.util.UUID;
import org.haat.catalog.product.ProductState.Step;
import org.jspecify.annotations.Nullable;

/**
 * What led to a change of products.
 *
 * @param id of the change set: an import's own id, so that it is found by it
 * @param reverts the change set that this one puts back, else null
 * @param label in words: the file's name, the SKU, the first and last SKU of many
 */
public record Cause(UUID id, Kind kind, @Nullable UUID reverts, String label) {

    /** Between the first SKU and the last; no SKU has it in it. */
    static final String UNTIL = " … ";

    /** Who or what. */
    public enum Kind {
        IMPORT,
        EDIT,
        REVERT,
        /** Put on sale together. */
        PUBLISH,
        /** Taken off sale together. */
        PAUSE;

        /** Of a step that leads to a change set when many take it together; null of others. */
        static @Nullable Kind of(Step step) {
            return switch (step) {
                case PUBLISH -> PUBLISH;
                case PAUSE -> PAUSE;
                case SUBMIT, SEND_BACK, APPROVE, RETIRE -> null;
            };
        }
    }

    public static Cause ofImport(UUID job, String fileName) {
        return new Cause(job, Kind.IMPORT, null, fileName);
    }

    static Cause ofEdit(String sku) {
        return new Cause(UUID.randomUUID(), Kind.EDIT, null, sku);
    }

    /** @param skus that took it, at least one */
    static Cause ofStep(UUID id, Kind kind, List<String> skus) {
        String first = skus.get(0);
        String last = skus.get(skus.size() - 1);
        return new Cause(id, kind, null, skus.size() == 1 ? first : first + UNTIL + last);
    }

    /** Always the same for one set, so that a revert in many steps is one change set. */
    static Cause ofRevert(ChangeSet set) {
        UUID id = UUID.nameUUIDFromBytes(("revert|" + set.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Cause(id, Kind.REVERT, set.id(), set.label());
    }
}
