package org.haat.catalog.stock;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/** Where goods lie: warehouses, outlets, kiosks, vans, makers' homes. */
@Singleton
public class Locations {
    private final Sql sql;

    public Locations(Sql sql) {
        this.sql = sql;
    }

    /** @param kind {@code WAREHOUSE}, {@code OUTLET}, {@code STALL}, {@code KIOSK}, {@code VAN} or {@code MAKER_HOME} */
    public record Location(
            String code,
            LocalText name,
            String kind,
            @Nullable Integer districtLgd,
            @Nullable String address,
            @Nullable String pin,
            String status) {}

    public List<Location> all(String agency) {
        return sql.list(
                "SELECT code, name_en, name_bn, name_hi, kind, district_lgd, address, pin, status FROM location"
                        + " WHERE agency = ? ORDER BY code",
                row -> new Location(
                        row.getString(1),
                        new LocalText(row.getString(2), row.getString(3), row.getString(4)),
                        row.getString(5),
                        row.getObject(6, Integer.class),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)),
                agency);
    }

    public void put(String agency, Location location) {
        sql.update(
                "INSERT INTO location (agency, code, name_en, name_bn, name_hi, kind, district_lgd, address, pin, status)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, code) DO UPDATE SET"
                        + " (name_en, name_bn, name_hi, kind, district_lgd, address, pin, status) = (excluded.name_en,"
                        + " excluded.name_bn, excluded.name_hi, excluded.kind, excluded.district_lgd,"
                        + " excluded.address, excluded.pin, excluded.status)",
                agency,
                location.code(),
                location.name().en(),
                location.name().bn(),
                location.name().hi(),
                location.kind(),
                location.districtLgd(),
                location.address(),
                location.pin(),
                location.status());
    }

    /** Makes those that are not there, named by their code. */
    public void ensure(String agency, Collection<String> codes) {
        if (codes.isEmpty()) {
            return;
        }
        sql.update(
                "INSERT INTO location (agency, code, name_en) SELECT ?, code, code FROM unnest(?) AS code"
                        + " ON CONFLICT DO NOTHING",
                agency,
                codes);
    }
}
