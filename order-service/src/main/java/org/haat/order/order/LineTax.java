package org.haat.order.order;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.haat.order.tax.TaxSplit;
import org.jspecify.annotations.Nullable;

/**
 * GST inside a line's total, in minor units.
 *
 * @param total all of it, or null while neither the channel nor the catalogue tells
 * @param rateBasisPoints 500 for 5 %, or null when only the channel's amount is known
 */
@Embeddable
public record LineTax(
        @Column(name = "tax_minor") @Nullable Long total,
        @Column(name = "tax_rate_basis_points") @Nullable Integer rateBasisPoints,
        @Column(name = "cgst_minor") @Nullable Long cgst,
        @Column(name = "sgst_minor") @Nullable Long sgst,
        @Column(name = "igst_minor") @Nullable Long igst) {

    static LineTax of(TaxSplit split, @Nullable Integer rateBasisPoints) {
        return new LineTax(
                split.cgst() + split.sgst() + split.igst(), rateBasisPoints, split.cgst(), split.sgst(), split.igst());
    }
}
