package org.haat.catalog.listing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Products that were changed together.
 *
 * @param reverts the change set that this one put back, else null
 * @param revertedBy the change set that put this one back, else null
 * @param created products that it made; they stay when it is put back
 * @param changed products that it changed
 */
public record ChangeSet(
        UUID id,
        String agency,
        Cause.Kind cause,
        @Nullable UUID reverts,
        @Nullable UUID revertedBy,
        String label,
        String person,
        Instant at,
        int created,
        int changed) {}
