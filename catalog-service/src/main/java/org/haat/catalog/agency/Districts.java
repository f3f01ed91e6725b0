package org.haat.catalog.agency;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/** Districts and States from their dated tables, read once: they change by migration. */
@Singleton
public class Districts {
    private final Sql sql;
    private final Clock clock;
    private volatile @Nullable Map<Integer, District> districts;
    private volatile @Nullable Set<String> states;

    public Districts(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Optional<District> find(int lgdCode) {
        return Optional.ofNullable(all().get(lgdCode));
    }

    public Map<Integer, District> all() {
        Map<Integer, District> known = districts;
        if (known == null) {
            known = read();
            districts = known;
        }
        return known;
    }

    /** A GST State code in force today; 25 and 28 are retired. */
    public boolean isState(String gstCode) {
        return statesInForce().contains(gstCode);
    }

    public Set<String> statesInForce() {
        Set<String> known = states;
        if (known == null) {
            LocalDate today = LocalDate.now(clock.withZone(ZoneId.of("Asia/Kolkata")));
            known = sql
                    .list(
                            "SELECT gst_code FROM state_code WHERE valid_to IS NULL OR valid_to >= ?",
                            row -> row.getString(1),
                            today)
                    .stream()
                    .collect(Collectors.toUnmodifiableSet());
            states = known;
        }
        return known;
    }

    private Map<Integer, District> read() {
        Map<Integer, District> read = new LinkedHashMap<>();
        sql.list(
                        "SELECT lgd_code, state_gst_code, name_en, name_bn, name_hi FROM district"
                                + " WHERE valid_to IS NULL ORDER BY name_en",
                        row -> new District(
                                row.getInt(1),
                                row.getString(2),
                                new LocalText(row.getString(3), row.getString(4), row.getString(5))))
                .forEach(district -> read.put(district.lgdCode(), district));
        return Map.copyOf(read);
    }
}
