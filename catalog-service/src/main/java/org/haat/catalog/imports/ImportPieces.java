package org.haat.catalog.imports;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.haat.catalog.sql.Sql;

/** The uploaded file, in pieces in the database until its job ends: any replica can read it, also after a restart. */
@Singleton
public class ImportPieces {
    private static final int PIECE_BYTES = 1 << 20;
    private final Sql sql;

    public ImportPieces(Sql sql) {
        this.sql = sql;
    }

    void keep(UUID job, String agency, Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] piece = input.readNBytes(PIECE_BYTES);
                    piece.length > 0;
                    piece = input.readNBytes(PIECE_BYTES)) {
                int written = sql.update(
                        "INSERT INTO import_piece (job_id, agency, number, bytes) VALUES (?, ?, ?, ?)",
                        job,
                        agency,
                        number++,
                        piece);
                assert written == 1;
            }
        }
    }

    /** Writes the file to disk for the time of its reading. */
    void fetch(UUID job, Path file) throws IOException {
        try (OutputStream output = Files.newOutputStream(file)) {
            for (int number = 0; ; number++) {
                var piece = sql.first(
                        "SELECT bytes FROM import_piece WHERE job_id = ? AND number = ?",
                        row -> row.getBytes(1),
                        job,
                        number);
                if (piece.isEmpty()) {
                    return;
                }
                output.write(piece.get());
            }
        }
    }

    void forget(UUID job) {
        int gone = sql.update("DELETE FROM import_piece WHERE job_id = ?", job);
        assert gone >= 0;
    }
}
