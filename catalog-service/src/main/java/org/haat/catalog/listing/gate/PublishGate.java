package org.haat.catalog.listing.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.tax.GstTariff;

/**
 * The one judge of what may be sold where. Import, API, page and publishing all ask it, so that all say the same. Pure: it
 * knows only the rulebook and the offer.
 */
public final class PublishGate {
    private static final List<Rule> RULES =
            List.of(new FormRule(), new TaxRateRule(), new ParcelRule(), new GuardedWordRule(), new LicenceRule());
    private static final List<ChannelRule> CHANNEL_RULES =
            List.of(new LabelRule(), new TaxMatrixRule(), new MainPictureRule());
    private final Rulebook rulebook;

    public PublishGate(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    public Judgement judge(Offer offer) {
        List<Refusal> everywhere = new ArrayList<>();
        RULES.forEach(rule -> everywhere.addAll(rule.judge(offer, rulebook)));
        Map<String, List<Refusal>> byChannel = new LinkedHashMap<>();
        for (Channel channel : rulebook.channels()) {
            List<Refusal> refusals = new ArrayList<>(everywhere);
            CHANNEL_RULES.forEach(rule -> refusals.addAll(rule.judge(offer, channel)));
            byChannel.put(channel.id(), List.copyOf(refusals));
        }
        GstTariff.Answer answer = TaxRateRule.answer(offer, rulebook);
        return new Judgement(byChannel, answer instanceof GstTariff.Rate rate ? rate.basisPoints() : -1);
    }

    /** What must hold before a draft is even kept. */
    public ProductForm form() {
        return new ProductForm(rulebook.crafts());
    }
}
