package org.haat.catalog.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.haat.catalog.agency.Agencies;
import org.haat.catalog.text.ContentHash;
import org.haat.edge.Problem;

/** Takes a file, looks whether it can be imported at all, and queues its job; a file that cannot leaves no trace. */
@ApplicationScoped
public class AskImport {
    private final ImportJobs jobs;
    private final ImportPieces pieces;
    private final ImportRunner runner;
    private final Agencies agencies;
    private final Clock clock;

    public AskImport(ImportJobs jobs, ImportPieces pieces, ImportRunner runner, Agencies agencies, Clock clock) {
        this.jobs = jobs;
        this.pieces = pieces;
        this.runner = runner;
        this.agencies = agencies;
        this.clock = clock;
    }

    /**
     * @param fileName for people only; what a file is is decided by its bytes
     * @throws FileRefused if nothing of it can be imported
     */
    @Transactional(rollbackOn = Exception.class)
    public ImportJob ask(String agency, String person, ImportKind kind, String fileName, InputStream upload)
            throws FileRefused, IOException {
        if (agencies.findById(agency) == null) {
            throw Problem.conflict(
                    "agency-unknown", "Agency " + agency + " is not set up yet. Ask operations to add it.");
        }
        Path file = Files.createTempFile("haat-import", ".upload");
        try (DigestInputStream digested = new DigestInputStream(upload, ContentHash.sha256())) {
            long bytes = Files.copy(digested, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            ImportFile examined = ImportFile.examine(file);
            requireRows(examined, kind);
            ImportJob job = new ImportJob(agency, kind, shown(fileName), person, clock.instant());
            job.fileBytes = bytes;
            job.fileSha256 =
                    HexFormat.of().formatHex(digested.getMessageDigest().digest());
            job.rowsExpected = examined.rowsExpected();
            jobs.persistAndFlush(job);
            pieces.keep(job.id, agency, file);
            runner.wakeAfterCommit();
            return job;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void requireRows(ImportFile file, ImportKind kind) throws FileRefused, IOException {
        try (RowReader rows = file.open()) {
            List<String> header = rows.header();
            Columns columns = new Columns(kind, header);
            assert columns != null;
            Optional<RawRow> row = rows.next();
            while (row.isPresent() && row.get().isBlank()) {
                row = rows.next();
            }
            if (row.isEmpty()) {
                throw new FileRefused("file-no-rows");
            }
        }
    }

    /** A name for people: no path, no line break, not longer than a line. */
    private static String shown(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\"]", "_").strip();
        return plain.isEmpty() ? "upload" : plain.substring(0, Math.min(120, plain.length()));
    }
}
