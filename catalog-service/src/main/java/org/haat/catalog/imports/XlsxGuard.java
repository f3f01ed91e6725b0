package org.haat.catalog.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a workbook into nothing, once, before any library opens it: counts what comes out rather than believing what the
 * archive says, and refuses document types, by which XML reaches for other files.
 */
final class XlsxGuard {
    private static final int MOST_ENTRIES = 2_000;
    private static final long MOST_BYTES = 768L << 20;
    private static final int MOST_RATIO = 150;
    private static final long ALWAYS_ALLOWED_BYTES = 8L << 20;
    private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENTITY = "<!ENTITY".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROW = "<row ".getBytes(StandardCharsets.US_ASCII);

    private XlsxGuard() {}

    /** @return rows of the largest sheet, its header included */
    static int countRows(Path path) throws FileRefused, IOException {
        long packed = Files.size(path);
        Count count = new Count(Math.min(MOST_BYTES, Math.max(ALWAYS_ALLOWED_BYTES, packed * MOST_RATIO)));
        boolean workbook = false;
        try (ZipFile zip = new ZipFile(path.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new FileRefused("file-zip-bomb");
            }
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                workbook |= entry.getName().equals("xl/workbook.xml");
                if (entry.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
                    throw new FileRefused("file-macros");
                }
                try (InputStream bytes = zip.getInputStream(entry)) {
                    count.read(bytes);
                }
            }
        } catch (ZipException | IllegalArgumentException | EOFException e) {
            throw new FileRefused("file-broken");
        }
        if (!workbook) {
            throw new FileRefused("file-type");
        }
        return count.rows;
    }

    /** Counts bytes and rows over all entries. */
    private static final class Count {
        private final long mostBytes;
        private final byte[] buffer = new byte[1 << 16];
        private long bytes;
        private int rows;

        Count(long mostBytes) {
            this.mostBytes = mostBytes;
        }

        void read(InputStream entry) throws FileRefused, IOException {
            int overlap = 0;
            int rowsHere = 0;
            int read;
            while ((read = entry.read(buffer, overlap, buffer.length - overlap)) >= 0) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new FileRefused("file-zip-bomb");
                }
                int length = overlap + read;
                if (occurrences(DOCTYPE, length) > 0 || occurrences(ENTITY, length) > 0 || isUtf16(length)) {
                    throw new FileRefused("file-xml");
                }
                rowsHere += occurrences(ROW, length) - occurrences(ROW, overlap);
                // As much as the longest pattern may be cut: what lies across two pieces is seen whole.
                overlap = Math.min(DOCTYPE.length - 1, length);
                System.arraycopy(buffer, length - overlap, buffer, 0, overlap);
            }
            rows = Math.max(rows, rowsHere);
        }

        /** XML in UTF-16 would hide a document type from a search in ASCII; Excel writes UTF-8. */
        private boolean isUtf16(int length) {
            return length > 3
                    && ((buffer[0] == '<' && buffer[1] == 0)
                            || (buffer[0] == 0 && buffer[1] == '<')
                            || (buffer[0] == (byte) 0xFF && buffer[1] == (byte) 0xFE)
                            || (buffer[0] == (byte) 0xFE && buffer[1] == (byte) 0xFF));
        }

        private int occurrences(byte[] pattern, int length) {
            int found = 0;
            for (int i = 0; i <= length - pattern.length; i++) {
                if (buffer[i] == pattern[0] && matches(pattern, i)) {
                    found++;
                }
            }
            return found;
        }

        private boolean matches(byte[] pattern, int at) {
            for (int i = 1; i < pattern.length; i++) {
                if (buffer[at + i] != pattern[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
