package org.haat.catalog.imports;

import java.util.List;
import java.util.Optional;
import org.haat.catalog.rule.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One row as it stands in the file.
 *
 * @param line where it begins, the first line being 1
 * @param fault why it cannot be read at all, or null
 */
record RawRow(int line, List<String> cells, @Nullable Refusal fault) {
    static RawRow of(int line, List<String> cells) {
        return new RawRow(line, cells, null);
    }

    static RawRow broken(int line, Refusal fault) {
        return new RawRow(line, List.of(), fault);
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(fault);
    }

    boolean isBlank() {
        return fault == null && cells.stream().allMatch(String::isBlank);
    }
}
