package org.haat.catalog.imports;

import java.time.Instant;
import org.haat.catalog.imports.ImportJob.State;
import org.jspecify.annotations.Nullable;

/**
 * A job as a caller sees it.
 *
 * @param failure code of what stopped it, or null
 */
public record ImportView(
        String id,
        String kind,
        State state,
        String fileName,
        long fileBytes,
        int percent,
        long rowsPerSecond,
        int rowsRead,
        int created,
        int changed,
        int unchanged,
        int refused,
        @Nullable String failure,
        Instant askedAt,
        @Nullable Instant endedAt) {

    public static ImportView of(ImportJob job, Instant now) {
        return new ImportView(
                job.id.toString(),
                job.kind.name(),
                job.state,
                job.fileName,
                job.fileBytes,
                job.percent(),
                job.rowsPerSecond(now),
                job.rowsRead,
                job.created,
                job.changed,
                job.unchanged,
                job.refused,
                job.failure,
                job.askedAt,
                job.endedAt);
    }
}
