package org.haat.catalog.imports;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.haat.catalog.imports.Columns.Cells;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.sql.Sql;
import org.haat.edge.DatabaseDown;
import org.jspecify.annotations.Nullable;

/**
 * Runs one job: reads the file as a stream, saves a batch of rows per transaction and commits the job's counts with them,
 * so that a stop at any moment loses and repeats nothing.
 */
@Singleton
public class RunImport {
    static final int BATCH_ROWS = 1_000;

    private final Sql sql;
    private final ImportPieces pieces;
    private final KeepRows keepRows;
    private final Clock clock;

    public RunImport(Sql sql, ImportPieces pieces, KeepRows keepRows, Clock clock) {
        this.sql = sql;
        this.pieces = pieces;
        this.keepRows = keepRows;
        this.clock = clock;
    }

    /** The job as it stands when the run begins. */
    record Job(UUID id, String agency, String person, ImportKind kind, int rowsDone, String fileName) {}

    /**
     * @param mayGoOn asked before each batch; false leaves the job to be resumed
     */
    void run(UUID id, BooleanSupplier mayGoOn) {
        Job job = begin(id);
        Log.infof("import begins job=%s agency=%s kind=%s after=%d", id, job.agency(), job.kind(), job.rowsDone());
        Path file = temporary();
        try {
            pieces.fetch(id, file);
            read(job, file, mayGoOn);
        } catch (FileRefused e) {
            end(job, ImportJob.State.FAILED, e.refusal().rule());
        } catch (IOException | RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                throw new IllegalStateException("The database went away under an import", e);
            }
            // Said to have failed rather than tried for ever, because it would keep every later job waiting.
            Log.errorf(e, "import failed job=%s", id);
            end(job, ImportJob.State.FAILED, "internal");
        } finally {
            delete(file);
        }
    }

    private void read(Job job, Path file, BooleanSupplier mayGoOn) throws FileRefused, IOException {
        ImportFile examined = ImportFile.examine(file);
        try (RowReader rows = examined.open()) {
            Columns columns = new Columns(job.kind(), rows.header());
            Map<String, Integer> seen = new HashMap<>();
            List<Cells> batch = new ArrayList<>(BATCH_ROWS);
            int row = 0;
            for (Optional<RawRow> raw = rows.next(); raw.isPresent(); raw = rows.next()) {
                if (raw.get().isBlank()) {
                    continue;
                }
                Cells cells = columns.cells(raw.get());
                noteTwin(job.kind(), cells, seen);
                if (++row <= job.rowsDone()) {
                    continue;
                }
                batch.add(cells);
                if (batch.size() == BATCH_ROWS) {
                    if (!step(job, batch, mayGoOn)) {
                        return;
                    }
                    batch.clear();
                }
            }
            if (step(job, batch, mayGoOn)) {
                end(job, ImportJob.State.DONE, null);
            }
        }
    }

    /** @return false when the job must stop here, now or for good */
    private boolean step(Job job, List<Cells> batch, BooleanSupplier mayGoOn) {
        boolean cancelled = sql.first(
                        "SELECT cancel_asked FROM import_job WHERE id = ?", row -> row.getBoolean(1), job.id())
                .orElse(true);
        if (cancelled) {
            end(job, ImportJob.State.CANCELLED, null);
            return false;
        }
        if (!mayGoOn.getAsBoolean()) {
            return false;
        }
        if (!batch.isEmpty()) {
            keepRows.keep(job, batch);
        }
        return true;
    }

    /** The first of two rows with one key counts; the second is refused and names the first. */
    private static void noteTwin(ImportKind kind, Cells cells, Map<String, Integer> seen) {
        String key = cells.codeOrNone(kind.keyColumn()).toLowerCase(Locale.ROOT);
        Integer first = cells.isReadable() && !key.isEmpty() ? seen.putIfAbsent(key, cells.line()) : null;
        if (first != null) {
            cells.refusals()
                    .add(Refusal.byAgency(
                            "key-twice", kind.keyColumn(), cells.text(kind.keyColumn()), first.toString()));
        }
    }

    private Job begin(UUID id) {
        return sql.first(
                        "UPDATE import_job SET state = 'RUNNING', started_at = coalesce(started_at, ?) WHERE id = ?"
                                + " RETURNING agency, person, kind, rows_read, file_name",
                        row -> new Job(
                                id,
                                row.getString(1),
                                row.getString(2),
                                ImportKind.valueOf(row.getString(3)),
                                row.getInt(4),
                                row.getString(5)),
                        clock.instant(),
                        id)
                .orElseThrow(() -> new IllegalStateException("Job " + id + " is gone"));
    }

    private void end(Job job, ImportJob.State state, @Nullable String failure) {
        QuarkusTransaction.requiringNew().run(() -> {
            int updated = sql.update(
                    "UPDATE import_job SET state = ?, failure = ?, ended_at = ? WHERE id = ?",
                    state,
                    failure,
                    clock.instant(),
                    job.id());
            assert updated == 1;
            pieces.forget(job.id());
        });
        Log.infof("import ended job=%s agency=%s state=%s", job.id(), job.agency(), state);
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("haat-import", ".reading");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Log.warnf("a temporary file stays: %s", e.getMessage());
        }
    }
}
