/** Catalogue files: upload as a job, read as a stream, judge row by row, report every bad row. */
@NullMarked
package org.haat.catalog.imports;

import org.jspecify.annotations.NullMarked;
