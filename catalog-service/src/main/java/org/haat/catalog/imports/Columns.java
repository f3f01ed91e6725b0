package org.haat.catalog.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.text.IndicDigits;
import org.haat.catalog.text.Rupees;
import org.jspecify.annotations.Nullable;

/** Where each column of the contract stands in this file, and the reading of cells. */
final class Columns {
    private final Map<String, Integer> places = new HashMap<>();
    private final int width;

    /** @throws FileRefused if the header has a column too many, too few, or twice */
    Columns(ImportKind kind, List<String> header) throws FileRefused {
        List<String> names = header.stream()
                .map(cell -> clean(cell).toLowerCase(Locale.ROOT))
                .toList();
        this.width = names.size();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!kind.columns().contains(name)) {
                unknown.add(name.length() > 60 ? name.substring(0, 60) + '…' : name);
            } else if (places.put(name, i) != null) {
                throw new FileRefused("column-twice", name);
            }
        }
        List<String> missing = kind.columns().stream()
                .filter(name -> !places.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new FileRefused("column-missing", String.join(", ", missing), shown(unknown));
        }
        if (!unknown.isEmpty()) {
            throw new FileRefused("column-unknown", shown(unknown), String.join(", ", kind.columns()));
        }
    }

    /** One row's cells by column, and what was found wrong while reading them. */
    Cells cells(RawRow row) {
        return new Cells(row);
    }

    private static String shown(List<String> names) {
        return names.isEmpty() ? "-" : String.join(", ", names.subList(0, Math.min(20, names.size())));
    }

    private static String clean(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFC)
                .replace('\u00A0', ' ')
                .replace("\uFEFF", "")
                .strip();
    }

    /** A row under reading. */
    final class Cells {
        private final RawRow row;
        private final List<Refusal> refusals = new ArrayList<>();

        private Cells(RawRow row) {
            this.row = row;
            row.refusal().ifPresent(refusals::add);
            if (row.fault() == null && row.cells().size() != width) {
                refusals.add(Refusal.byAgency(
                        "row-ragged", "", null, String.valueOf(row.cells().size()), String.valueOf(width)));
            }
        }

        boolean isReadable() {
            return refusals.isEmpty();
        }

        List<Refusal> refusals() {
            return refusals;
        }

        int line() {
            return row.line();
        }

        /** Text for people, or null. */
        @Nullable
        String text(String column) {
            Integer place = places.get(column);
            String cell = place == null || place >= row.cells().size()
                    ? ""
                    : clean(row.cells().get(place));
            return cell.isEmpty() ? null : cell;
        }

        String textOrNone(String column) {
            String text = text(column);
            return text == null ? "" : text;
        }

        /** An identifier: ASCII digits whatever script they were typed in. */
        @Nullable
        String code(String column) {
            String text = text(column);
            return text == null ? null : IndicDigits.toAscii(text);
        }

        String codeOrNone(String column) {
            String code = code(column);
            return code == null ? "" : code;
        }

        @Nullable
        String upper(String column) {
            String code = code(column);
            return code == null ? null : code.toUpperCase(Locale.ROOT);
        }

        /** Rupees become paise; nought stands for what could not be read, and the refusal is noted. */
        long paise(String column) {
            String code = code(column);
            if (code == null) {
                refusals.add(Refusal.byAgency("missing", column, null));
                return 0;
            }
            return Rupees.toPaise(code).orElseGet(() -> {
                refusals.add(Refusal.byAgency("amount-form", column, code));
                return 0;
            });
        }

        @Nullable
        Integer whole(String column) {
            String code = code(column);
            if (code == null) {
                return null;
            }
            if (!code.matches("-?[0-9]{1,9}")) {
                refusals.add(Refusal.byAgency("whole-number", column, code));
                return null;
            }
            return Integer.valueOf(code);
        }

        List<String> list(String column) {
            String text = text(column);
            return text == null
                    ? List.of()
                    : java.util.Arrays.stream(text.split("\\|"))
                            .map(String::strip)
                            .filter(part -> !part.isEmpty())
                            .toList();
        }
    }
}
