package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.flipkart.ListingBlocks.Place;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Offer;
import org.haat.channelsync.channel.flipkart.wire.StockBlock;

/** Takes a batch of offers down, each as far as it is ours. */
final class FlipkartRetirements {
    private final FlipkartClient client;
    private final FlipkartOffers offers;

    FlipkartRetirements(FlipkartClient client, FlipkartOffers offers) {
        this.client = client;
        this.offers = offers;
    }

    /**
     * What Flipkart shows is archived. Of what is open at another place too, ours is emptied and closed and the rest left as it
     * is: nobody would put a neighbour's offer back. What is not shown may have been made a moment ago, so it is archived too
     * where the FSN is known; when Flipkart then says no as well, it is not there.
     */
    Map<String, Outcome> send(Account account, List<ListingLine> batch, Place place, LocalDate day) {
        Map<String, Offer> shown = offers.shown(account, FlipkartListings.skus(batch, ListingLine::sku));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Map<String, ListingBlock> updates = new LinkedHashMap<>();
        Map<String, StockBlock> closed = new LinkedHashMap<>();
        for (ListingLine line : batch) {
            Offer offer = shown.get(line.sku());
            if (offer != null && OtherPlaces.areOpen(offer, place.locationId())) {
                closed.put(line.sku(), closed(line, offer, place));
            } else if (offer != null) {
                updates.put(line.sku(), ListingBlocks.retired(FlipkartListings.fresh(line, place, day), offer));
            } else if (ListingChecks.of(line, FlipkartListings.fsn(line.remoteId()), day)
                    .isEmpty()) {
                updates.put(line.sku(), ListingBlocks.retired(FlipkartListings.fresh(line, place, day)));
            } else {
                outcomes.put(line.sku(), Outcome.accepted(line.sku()));
            }
        }
        outcomes.putAll(retired(account, updates, closed));
        outcomes.replaceAll((sku, outcome) -> shown.containsKey(sku) ? outcome : unlessFault(outcome));
        return outcomes;
    }

    private static StockBlock closed(ListingLine line, Offer offer, Place place) {
        String fsn = offer.productId() == null ? FlipkartListings.fsn(line.remoteId()) : offer.productId();
        return new StockBlock(fsn, List.of(new StockBlock.Count(place.locationId(), ListingBlocks.DISABLED, 0)));
    }

    private Map<String, Outcome> retired(
            Account account, Map<String, ListingBlock> updates, Map<String, StockBlock> closed) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>(taken(account, closed, client::closePlaces));
        if (closed.isEmpty()) {
            outcomes.putAll(taken(account, updates, client::updateListings));
        } else {
            // what is closed stays closed, whatever becomes of the others of the batch
            outcomes.putAll(Batches.apart(updates, blocks -> taken(account, blocks, client::updateListings)));
        }
        return outcomes;
    }

    private static <B> Map<String, Outcome> taken(
            Account account, Map<String, B> blocks, BiFunction<Account, Map<String, B>, JsonNode> call) {
        try {
            return FlipkartListings.change(account, blocks, call);
        } catch (ChannelException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            Map<String, Outcome> gone = new LinkedHashMap<>();
            blocks.keySet().forEach(sku -> gone.put(sku, Outcome.accepted(sku)));
            return gone;
        }
    }

    private static Outcome unlessFault(Outcome outcome) {
        return outcome.status() == Outcome.Status.REJECTED ? Outcome.accepted(outcome.sku()) : outcome;
    }
}
