package org.haat.catalog.imports;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.hibernate.annotations.Filter;
import org.jspecify.annotations.Nullable;

/** One upload and how far it has come. Its counts commit with the rows that they count. */
@Entity
@Filter(name = Scope.FILTER, condition = Scope.AGENCY_ROW)
public class ImportJob extends AgencyRow {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    ImportKind kind;

    @Enumerated(EnumType.STRING)
    State state;

    String fileName;
    long fileBytes;
    String fileSha256;
    int rowsExpected;
    int rowsRead;
    int created;
    int changed;
    int unchanged;
    int refused;
    boolean cancelAsked;
    String failure;
    String person;
    Instant askedAt;
    Instant startedAt;
    Instant endedAt;

    /** The life of a job. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        CANCELLED,
        /** It stopped at a fault of ours; the same file may be sent again. */
        FAILED;

        public boolean isEnd() {
            return this != QUEUED && this != RUNNING;
        }
    }

    protected ImportJob() {}

    ImportJob(String agency, ImportKind kind, String fileName, String person, Instant now) {
        this.id = UUID.randomUUID();
        this.agency = agency;
        this.kind = kind;
        this.state = State.QUEUED;
        this.fileName = fileName;
        this.person = person;
        this.askedAt = now;
    }

    public UUID id() {
        return id;
    }

    public ImportKind kind() {
        return kind;
    }

    public State state() {
        return state;
    }

    public String fileName() {
        return fileName;
    }

    public int rowsRead() {
        return rowsRead;
    }

    public int created() {
        return created;
    }

    public int changed() {
        return changed;
    }

    public int unchanged() {
        return unchanged;
    }

    public int refused() {
        return refused;
    }

    public @Nullable String failure() {
        return failure;
    }

    public String person() {
        return person;
    }

    public Instant askedAt() {
        return askedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** 100 only when it has ended well. */
    public int percent() {
        if (state == State.DONE) {
            return 100;
        }
        return rowsExpected == 0 ? 0 : Math.min(99, (int) (100L * rowsRead / rowsExpected));
    }

    /** Since it began, or over its whole run. */
    public long rowsPerSecond(Instant now) {
        if (startedAt == null) {
            return 0;
        }
        long millis =
                Duration.between(startedAt, endedAt == null ? now : endedAt).toMillis();
        return millis <= 0 ? 0 : 1_000L * rowsRead / millis;
    }
}
