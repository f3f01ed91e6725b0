package org.haat.catalog.listing.gate;

import static org.haat.catalog.rule.Refusal.byProducer;

import java.util.ArrayList;
import java.util.List;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.tax.HsnDuties.Duty;

/** Food needs an FSSAI number; toys need the standard, of which registered artisans and GI users are free. */
final class LicenceRule implements Rule {
    @Override
    public List<Refusal> judge(Offer offer, Rulebook rulebook) {
        String hsn = offer.product().hsn();
        List<Refusal> refusals = new ArrayList<>();
        if (hsn == null) {
            return refusals;
        }
        if (rulebook.duties().needs(Duty.FOOD, hsn, offer.date())
                && offer.maker().fssai() == null
                && offer.sellerOfRecord().fssai() == null) {
            refusals.add(byProducer("food-licence", "fssai", null, offer.maker().code()));
        }
        if (rulebook.duties().needs(Duty.TOY, hsn, offer.date())
                && offer.maker().giAuthorisedUser() == null) {
            refusals.add(byProducer(
                    "toy-standard", "gi_authorised_user", null, offer.maker().code()));
        }
        return refusals;
    }
}
