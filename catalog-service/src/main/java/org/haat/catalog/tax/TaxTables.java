package org.haat.catalog.tax;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.tax.GstRate.Condition;
import org.haat.catalog.tax.HsnDuties.Duty;
import org.jspecify.annotations.Nullable;

/** The dated tables in the database, read once: they change by migration, which restarts the service. */
@Singleton
public class TaxTables {
    private final Sql sql;
    private volatile @Nullable GstTariff tariff;
    private volatile @Nullable HsnDuties duties;

    public TaxTables(Sql sql) {
        this.sql = sql;
    }

    public GstTariff tariff() {
        GstTariff known = tariff;
        if (known == null) {
            known = new GstTariff(sql.list(
                    "SELECT hsn_prefix, condition, unit_value_paise, rate_basis_points, valid_from, valid_to FROM gst_rate",
                    row -> new GstRate(
                            row.getString(1),
                            Condition.valueOf(row.getString(2)),
                            row.getObject(3, Long.class),
                            row.getInt(4),
                            row.getObject(5, LocalDate.class),
                            row.getObject(6, LocalDate.class))));
            tariff = known;
        }
        return known;
    }

    public HsnDuties duties() {
        HsnDuties known = duties;
        if (known == null) {
            known = new HsnDuties(sql.list(
                    "SELECT hsn_prefix, duty, valid_from, valid_to FROM hsn_duty",
                    row -> new HsnDuties.Row(
                            row.getString(1),
                            Duty.valueOf(row.getString(2)),
                            row.getObject(3, LocalDate.class),
                            row.getObject(4, LocalDate.class))));
            duties = known;
        }
        return known;
    }
}
