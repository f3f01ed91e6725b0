package org.haat.catalog.imports;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/** Reads a file as a stream: the header first, then row by row. Not thread-safe. */
interface RowReader extends Closeable {
    /** The cells of the first row. */
    List<String> header() throws FileRefused;

    /** The next row, empty at the end. */
    Optional<RawRow> next();
}
