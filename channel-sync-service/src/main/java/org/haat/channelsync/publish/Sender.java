package org.haat.channelsync.publish;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.PriceSink;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.event.ListingSnapshot;

/**
 * Turns claimed lines into the lines of the port.
 *
 * @param batch lines that fit into one call
 */
record Sender(int batch, Function<Claim, List<Outcome>> calling) {
    /** Empty when the channel has no such facet. */
    static Optional<Sender> of(Channel channel, Facet facet) {
        return switch (facet) {
            case STOCK ->
                channel.facet(StockSink.class)
                        .map(sink -> new Sender(
                                channel.limits().stockBatch(),
                                claim -> sink.setStock(
                                        claim.account(),
                                        claim.lines().stream()
                                                .map(Sender::stock)
                                                .toList())));
            case PRICE ->
                channel.facet(PriceSink.class)
                        .map(sink -> new Sender(
                                channel.limits().priceBatch(),
                                claim -> sink.setPrice(
                                        claim.account(),
                                        claim.lines().stream()
                                                .map(Sender::price)
                                                .toList())));
            case CONTENT ->
                channel.facet(ListingSink.class)
                        .map(sink -> new Sender(channel.limits().listingBatch(), claim -> whole(sink, claim)));
        };
    }

    List<Outcome> send(Claim claim) {
        return calling.apply(claim);
    }

    private static List<Outcome> whole(ListingSink sink, Claim claim) {
        List<ListingLine> lines = claim.lines().stream().map(Sender::listing).toList();
        return claim.operation() == Operation.RETIRE
                ? sink.retire(claim.account(), lines)
                : sink.put(claim.account(), lines);
    }

    static FeedLine feedLine(Operation operation, Claim.Line line) {
        return switch (operation) {
            case PUT -> new FeedLine.Put(listing(line));
            case RETIRE -> new FeedLine.Retire(line.listing().sku());
            case SET_PRICE -> new FeedLine.Price(price(line));
            case SET_STOCK -> new FeedLine.Stock(stock(line));
        };
    }

    static ListingLine listing(Claim.Line line) {
        ListingSnapshot snapshot = line.snapshot();
        if (snapshot == null) {
            throw new IllegalStateException("No snapshot of " + line.listing().sku() + " to send");
        }
        FacetValues.Price price = StoredJson.read(value(line.facet(Facet.PRICE)), FacetValues.Price.class);
        boolean abroad = !price.currency().equals(snapshot.price().currency());
        return new ListingLine(
                abroad ? snapshot.priced(price.mrpMoney(), price.priceMoney()) : snapshot,
                stockValue(line.facet(Facet.STOCK)).quantity(),
                line.listing().remoteId());
    }

    private static StockLine stock(Claim.Line line) {
        FacetRow row = line.facet(Facet.STOCK);
        FacetValues.Stock value = stockValue(row);
        return new StockLine(
                line.listing().sku(),
                row.desiredVersion(),
                value.quantity(),
                value.leadTimeDays(),
                line.listing().remoteId());
    }

    private static PriceLine price(Claim.Line line) {
        FacetRow row = line.facet(Facet.PRICE);
        FacetValues.Price value = StoredJson.read(value(row), FacetValues.Price.class);
        return new PriceLine(
                line.listing().sku(),
                row.desiredVersion(),
                value.mrpMoney(),
                value.priceMoney(),
                line.listing().remoteId());
    }

    private static FacetValues.Stock stockValue(FacetRow row) {
        return StoredJson.read(value(row), FacetValues.Stock.class);
    }

    private static String value(FacetRow row) {
        if (row.desired() == null) {
            throw new IllegalStateException("Facet " + row.facet() + " of listing " + row.listing() + " has no value");
        }
        return row.desired();
    }
}
