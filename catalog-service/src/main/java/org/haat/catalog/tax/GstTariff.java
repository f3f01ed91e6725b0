package org.haat.catalog.tax;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.haat.catalog.tax.GstRate.Condition;
import org.jspecify.annotations.Nullable;

/** Finds the rate of goods sold at a price, tax included, on a date in India. Pure. */
public final class GstTariff {
    private final Map<String, List<GstRate>> byPrefix;

    public GstTariff(List<GstRate> rates) {
        this.byPrefix = rates.stream().collect(Collectors.groupingBy(GstRate::hsnPrefix));
    }

    /** What the tariff says of one offer. */
    public sealed interface Answer {}

    /** @param basisPoints 500 for 5 % */
    public record Rate(int basisPoints) implements Answer {}

    /**
     * The price fits neither slab: taxed at the lower rate the value would exceed the edge, taxed at the higher one it
     * would not.
     *
     * @param fromPaise lowest price of the band
     * @param toPaise highest price of the band
     */
    public record DeadBand(long fromPaise, long toPaise) implements Answer {}

    /** The tariff has no row for this code on this day. */
    public record Unknown() implements Answer {}

    /** @param khadiCertified sold by a body that KVIC has certified */
    public Answer rateOf(String hsn, long pricePaise, boolean khadiCertified, LocalDate date) {
        for (int length = Math.min(8, hsn.length()); length >= 2; length--) {
            List<GstRate> rows = byPrefix.getOrDefault(hsn.substring(0, length), List.of()).stream()
                    .filter(rate -> rate.holdsOn(date))
                    .toList();
            if (rows.stream().anyMatch(rate -> rate.condition() != Condition.KHADI_CERTIFIED)) {
                return khadi(hsn, khadiCertified, date) ? new Rate(0) : answer(rows, pricePaise);
            }
        }
        return new Unknown();
    }

    private boolean khadi(String hsn, boolean khadiCertified, LocalDate date) {
        return khadiCertified
                && byPrefix.getOrDefault(hsn.substring(0, 2), List.of()).stream()
                        .anyMatch(rate -> rate.condition() == Condition.KHADI_CERTIFIED && rate.holdsOn(date));
    }

    private static Answer answer(List<GstRate> rows, long pricePaise) {
        GstRate low = row(rows, Condition.UNIT_VALUE_UP_TO);
        GstRate high = row(rows, Condition.UNIT_VALUE_ABOVE);
        if (low == null || high == null) {
            return new Rate(Objects.requireNonNull(row(rows, Condition.ALWAYS)).basisPoints());
        }
        if (pricePaise <= low.edgeWithTax()) {
            return new Rate(low.basisPoints());
        }
        return pricePaise > high.edgeWithTax()
                ? new Rate(high.basisPoints())
                : new DeadBand(low.edgeWithTax() + 1, high.edgeWithTax());
    }

    private static @Nullable GstRate row(List<GstRate> rows, Condition condition) {
        return rows.stream()
                .filter(rate -> rate.condition() == condition)
                .max(Comparator.comparing(GstRate::validFrom))
                .orElse(null);
    }
}
