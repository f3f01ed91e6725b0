package org.haat.catalog.listing.gate;

import java.util.ArrayList;
import java.util.List;
import org.haat.catalog.rule.Refusal;

/** The forms that held when the product and its maker were kept must hold now: tables have dates. */
final class FormRule implements Rule {
    @Override
    public List<Refusal> judge(Offer offer, Rulebook rulebook) {
        List<Refusal> refusals = new ArrayList<>(new ProductForm(rulebook.crafts()).judge(offer.product()));
        refusals.addAll(rulebook.producerRules().judge(offer.maker()));
        if (offer.aggregator() != null) {
            refusals.addAll(rulebook.producerRules().judge(offer.aggregator()));
        }
        return refusals;
    }
}
