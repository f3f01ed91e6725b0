package org.haat.catalog.console;

import java.time.Instant;
import org.haat.catalog.imports.ImportJob;
import org.haat.catalog.imports.ImportView;
import org.jspecify.annotations.Nullable;

/** A job as its page shows it. */
record ImportFace(ImportView job, String tone, boolean open) {
    static ImportFace of(ImportView job) {
        return new ImportFace(job, tone(job.state()), !job.state().isEnd());
    }

    public String id() {
        return job.id();
    }

    public String fileName() {
        return job.fileName();
    }

    public String kind() {
        return job.kind();
    }

    public Instant askedAt() {
        return job.askedAt();
    }

    public @Nullable String failure() {
        return job.failure();
    }

    /** Rows that are in, whether they changed anything or not. */
    public int taken() {
        return job.created() + job.changed() + job.unchanged();
    }

    private static String tone(ImportJob.State state) {
        return switch (state) {
            case QUEUED, RUNNING -> "info wait";
            case DONE -> "good";
            case CANCELLED -> "warn";
            case FAILED -> "bad";
        };
    }
}
