package org.haat.catalog.listing.gate;

import static org.haat.catalog.rule.Refusal.byAgency;

import java.util.List;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.tax.GstTariff;
import org.haat.catalog.text.Rupees;
import org.haat.event.ListingStatus.Owner;

/** A marketplace needs the eight-digit HSN and one GST rate that is beyond doubt at this price, today. */
final class TaxRateRule implements Rule {
    private static final int WHOLE_HSN = 8;

    @Override
    public List<Refusal> judge(Offer offer, Rulebook rulebook) {
        String hsn = offer.product().hsn();
        if (hsn == null) {
            return List.of(byAgency("missing", "hsn", null));
        }
        if (hsn.length() != WHOLE_HSN) {
            return List.of(byAgency("hsn-length", "hsn", hsn));
        }
        GstTariff.Answer answer = answer(offer, rulebook);
        if (answer instanceof GstTariff.DeadBand band) {
            return List.of(byAgency(
                    "slab-dead-band",
                    "selling_price",
                    Rupees.format(offer.product().terms().pricePaise()),
                    Rupees.format(band.fromPaise()),
                    Rupees.format(band.toPaise()),
                    Rupees.format(band.fromPaise() - 1),
                    Rupees.format(band.toPaise() + 1)));
        }
        return answer instanceof GstTariff.Unknown
                ? List.of(Refusal.of("hsn-unknown", Owner.OPERATIONS, "hsn", hsn))
                : List.of();
    }

    static GstTariff.Answer answer(Offer offer, Rulebook rulebook) {
        String hsn = offer.product().hsn() == null ? "" : offer.product().hsn();
        return rulebook.tariff()
                .rateOf(hsn, offer.product().terms().pricePaise(), offer.khadiCertified(), offer.date());
    }
}
