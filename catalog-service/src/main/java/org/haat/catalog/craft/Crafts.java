package org.haat.catalog.craft;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/** The taxonomy, read once: it changes by migration. */
@Singleton
public class Crafts {
    private final Sql sql;
    private volatile @Nullable Map<String, Craft> crafts;

    public Crafts(Sql sql) {
        this.sql = sql;
    }

    /** By code, in the order of families. */
    public Map<String, Craft> all() {
        Map<String, Craft> known = crafts;
        if (known == null) {
            Map<String, Craft> read = new LinkedHashMap<>();
            sql.list(
                            "SELECT code, family, name_en, name_bn, name_hi FROM craft ORDER BY family, code",
                            row -> new Craft(
                                    row.getString(1),
                                    row.getString(2),
                                    new LocalText(row.getString(3), row.getString(4), row.getString(5))))
                    .forEach(craft -> read.put(craft.code(), craft));
            known = read;
            crafts = known;
        }
        return known;
    }
}
