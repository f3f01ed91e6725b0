package org.haat.catalog.listing.gate;

import static org.haat.catalog.rule.Refusal.byAgency;

import java.util.ArrayList;
import java.util.List;
import org.haat.catalog.product.ProductDraft.Parcel;
import org.haat.catalog.rule.Refusal;
import org.jspecify.annotations.Nullable;

/** Carriers charge by packed weight and size; a listing without them cannot be shipped. */
final class ParcelRule implements Rule {
    @Override
    public List<Refusal> judge(Offer offer, Rulebook rulebook) {
        Parcel parcel = offer.product().parcel();
        List<Refusal> refusals = new ArrayList<>();
        require("weight_g", parcel.weightGrams(), refusals);
        require("length_cm", parcel.lengthCm(), refusals);
        require("width_cm", parcel.widthCm(), refusals);
        require("height_cm", parcel.heightCm(), refusals);
        return refusals;
    }

    private static void require(String field, @Nullable Integer value, List<Refusal> refusals) {
        if (value == null) {
            refusals.add(byAgency("parcel-unmeasured", field, null));
        }
    }
}
