package org.haat.catalog.listing.gate;

import static org.haat.catalog.rule.Refusal.byAgency;

import java.util.ArrayList;
import java.util.List;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/**
 * Legal Metrology (Packaged Commodities) Rules 2011, rule 6(10): what a web listing must show besides name and MRP, which
 * no product lacks.
 */
final class LabelRule implements ChannelRule {
    @Override
    public List<Refusal> judge(Offer offer, Channel channel) {
        List<Refusal> refusals = new ArrayList<>();
        require("country_of_origin", offer.product().countryOfOrigin(), refusals);
        require("description_en", offer.product().description().en(), refusals);
        return channel.inIndia() ? ofIndia(offer, refusals) : refusals;
    }

    private static List<Refusal> ofIndia(Offer offer, List<Refusal> refusals) {
        require("net_quantity", offer.product().attributes().get("net_quantity"), refusals);
        require("brand", offer.product().brand(), refusals);
        boolean care =
                offer.sellerOfRecord().phone() != null || offer.sellerOfRecord().email() != null;
        if (!care) {
            refusals.add(Refusal.byProducer(
                    "consumer-care", "phone", null, offer.sellerOfRecord().code()));
        }
        return refusals;
    }

    private static void require(String field, @Nullable String value, List<Refusal> refusals) {
        if (LocalText.blankToNull(value) == null) {
            refusals.add(byAgency("label-incomplete", field, null));
        }
    }
}
