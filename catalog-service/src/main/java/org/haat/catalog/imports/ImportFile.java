package org.haat.catalog.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a file is by its first bytes, never by its name, and whether it is safe and whole enough to be read at all.
 *
 * @param rowsExpected data rows at most, for the progress
 */
record ImportFile(Path path, boolean isXlsx, int rowsExpected) {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[][] NEVER_TEXT = {
        {'%', 'P', 'D', 'F'},
        {(byte) 0x89, 'P', 'N', 'G'},
        {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
        {'G', 'I', 'F', '8'},
        {0x1F, (byte) 0x8B},
        {'R', 'a', 'r', '!'},
        {'7', 'z', (byte) 0xBC, (byte) 0xAF}
    };

    /** @throws FileRefused if it is no CSV or XLSX, or not one that may be read */
    static ImportFile examine(Path path) throws FileRefused, IOException {
        byte[] head = head(path);
        if (head.length == 0) {
            throw new FileRefused("file-empty");
        }
        if (startsWith(head, OLE)) {
            throw new FileRefused("file-old-excel");
        }
        if (startsWith(head, ZIP)) {
            return new ImportFile(path, true, XlsxGuard.countRows(path));
        }
        for (byte[] magic : NEVER_TEXT) {
            if (startsWith(head, magic)) {
                throw new FileRefused("file-type");
            }
        }
        return new ImportFile(path, false, countLines(path));
    }

    RowReader open() throws FileRefused, IOException {
        return isXlsx ? new XlsxReader(path) : new CsvRows(path);
    }

    private static byte[] head(Path path) throws IOException {
        try (InputStream input = Files.newInputStream(path)) {
            return input.readNBytes(8);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** Reads the file once, strictly as UTF-8. */
    private static int countLines(Path path) throws FileRefused, IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer chars = CharBuffer.allocate(1 << 16);
        int lines = 0;
        try (InputStream input = new BufferedInputStream(Files.newInputStream(path))) {
            boolean end = false;
            while (!end) {
                int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                CoderResult result = decoder.decode(bytes, chars, end);
                lines += lines(chars.flip());
                if (result.isError()) {
                    throw new FileRefused("file-encoding", String.valueOf(lines + 1));
                }
                chars.clear();
                bytes.compact();
            }
        }
        return lines;
    }

    private static int lines(CharBuffer chars) throws FileRefused {
        int lines = 0;
        char before = 0;
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (c == 0) {
                throw new FileRefused("file-type");
            }
            if (c == '\n' || (before == '\r')) {
                lines++;
            }
            before = c;
        }
        return lines;
    }
}
