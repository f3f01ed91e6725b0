package org.haat.catalog.listing.gate;

import java.util.List;
import org.haat.catalog.producer.GstStatus;
import org.haat.catalog.rule.Refusal;

/**
 * Who may sell where through a marketplace: composition dealers and enrolled persons only within one State (s. 10 and
 * Notif. 34/2023), unregistered makers not at all. A maker may sell through an aggregator that is registered.
 */
final class TaxMatrixRule implements ChannelRule {
    @Override
    public List<Refusal> judge(Offer offer, Channel channel) {
        String wanted = offer.maker().sellsThrough();
        if (wanted != null && offer.aggregator() == null) {
            return List.of(Refusal.byAgency("aggregator-missing", "sells_through", wanted));
        }
        GstStatus status = offer.sellerStatus();
        String seller = offer.sellerOfRecord().code();
        return switch (status) {
            case REGULAR -> List.of();
            case COMPOSITION -> inOneStateOnly("composition-dealer", seller, channel);
            case ENROLLED -> inOneStateOnly("enrolled-seller", seller, channel);
            case UNREGISTERED ->
                List.of(Refusal.byProducer("unregistered-seller", "gst_status", status.name(), seller));
        };
    }

    private static List<Refusal> inOneStateOnly(String rule, String seller, Channel channel) {
        return channel.sellsToEveryState()
                ? List.of(Refusal.byProducer(rule, "gst_status", seller, channel.id()))
                : List.of();
    }
}
