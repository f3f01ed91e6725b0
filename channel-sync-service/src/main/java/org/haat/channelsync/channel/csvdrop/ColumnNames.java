package org.haat.channelsync.channel.csvdrop;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The partner's names of our columns, from a setting such as {@code sku=Item code; price=Rate}. What it leaves out keeps our name. */
record ColumnNames(Map<Column, String> partners) {
    private static final int LONGEST = 60;

    String of(Column column) {
        return partners.getOrDefault(column, column.word());
    }

    /** @throws IllegalArgumentException that says what is wrong with the setting */
    static ColumnNames read(String setting, List<Column> allowed) {
        Map<Column, String> names = new EnumMap<>(Column.class);
        for (String pair : setting.split(";", -1)) {
            if (!pair.isBlank()) {
                put(names, pair, allowed);
            }
        }
        TreeSet<String> heads = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ColumnNames all = new ColumnNames(names);
        for (Column column : allowed) {
            if (!heads.add(all.of(column))) {
                throw new IllegalArgumentException("Two columns are called " + all.of(column));
            }
        }
        return all;
    }

    private static void put(Map<Column, String> names, String pair, List<Column> allowed) {
        int sign = pair.indexOf('=');
        String ours = sign < 0 ? pair.strip() : pair.substring(0, sign).strip();
        String theirs = sign < 0 ? "" : pair.substring(sign + 1).strip();
        Optional<Column> column = allowed.stream()
                .filter(one -> one.word().equalsIgnoreCase(ours))
                .findFirst();
        boolean good = !theirs.isEmpty()
                && theirs.length() <= LONGEST
                && theirs.codePoints().noneMatch(Character::isISOControl)
                && SafeCell.isHarmless(theirs);
        if (column.isEmpty() || !good) {
            throw new IllegalArgumentException("Write pairs such as sku=Item code; our names are "
                    + String.join(", ", allowed.stream().map(Column::word).toList()));
        }
        names.put(column.get(), theirs);
    }
}
