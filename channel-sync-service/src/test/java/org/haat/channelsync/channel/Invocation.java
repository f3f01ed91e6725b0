package org.haat.channelsync.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a channel do one operation and says how it ended, whether as outcome or as exception. */
final class Invocation {
    private static final Instant SINCE = Instant.parse("2026-11-20T00:00:00Z");

    private Invocation() {}

    /** @return the kind of failure, empty when it went well */
    static Optional<FailureKind> of(ChannelHarness harness, Account account, Operation operation) {
        try {
            return invoke(harness.channel(), harness, account, operation);
        } catch (ChannelException e) {
            return Optional.of(e.kind());
        }
    }

    /** As {@link #of}, on another channel object. */
    static Optional<FailureKind> of(Channel channel, ChannelHarness harness, Operation operation) {
        try {
            return invoke(channel, harness, harness.account(), operation);
        } catch (ChannelException e) {
            return Optional.of(e.kind());
        }
    }

    private static Optional<FailureKind> invoke(
            Channel channel, ChannelHarness harness, Account account, Operation operation) {
        return switch (operation) {
            case TOKEN -> throw new IllegalArgumentException("A token is not asked for by itself");
            case PREVIEW_LISTING -> {
                facet(channel, ListingPreview.class).preview(account, harness.listing("HAAT-1"));
                yield Optional.empty();
            }
            case PUT_LISTING ->
                failure(facet(channel, ListingSink.class).put(account, List.of(harness.listing("HAAT-1"))));
            case RETIRE_LISTING ->
                failure(facet(channel, ListingSink.class).retire(account, List.of(harness.listing("HAAT-1"))));
            case SET_PRICE ->
                failure(facet(channel, PriceSink.class)
                        .setPrice(
                                account,
                                List.of(Samples.price("HAAT-1", harness.highestPrice(), harness.sellingPrice()))));
            case SET_STOCK ->
                failure(facet(channel, StockSink.class).setStock(account, List.of(Samples.stock("HAAT-1", 3))));
            case READ_LISTINGS -> {
                facet(channel, ListingReader.class).read(account, List.of("HAAT-1"));
                yield Optional.empty();
            }
            case LIST_LISTINGS -> {
                facet(channel, ListingCensus.class).census(account, null);
                yield Optional.empty();
            }
            case LIST_ORDERS -> {
                facet(channel, OrderSource.class).ordersChangedSince(account, SINCE, null);
                yield Optional.empty();
            }
            case GET_ORDER -> {
                facet(channel, OrderSource.class).order(account, "O-1");
                yield Optional.empty();
            }
            case UPLOAD_FEED -> {
                upload(channel, account);
                yield Optional.empty();
            }
            case BEGIN_FEED -> {
                facet(channel, FeedSink.class).begin(account, upload(channel, account));
                yield Optional.empty();
            }
            case LIST_FEEDS -> {
                facet(channel, FeedSink.class).begunBetween(account, SINCE, SINCE.plusSeconds(60));
                yield Optional.empty();
            }
            case ASK_FEED -> {
                FeedSink sink = facet(channel, FeedSink.class);
                sink.progress(account, sink.begin(account, upload(channel, account)), Map.of(1, "HAAT-1"));
                yield Optional.empty();
            }
            case LIST_RETURNS -> {
                facet(channel, ReturnSource.class).returnsChangedSince(account, SINCE, null);
                yield Optional.empty();
            }
            case CONFIRM_SHIPMENT -> {
                facet(channel, ShipmentSink.class).confirm(account, Samples.shipment("O-1", "O-1-1"));
                yield Optional.empty();
            }
            case CANCEL_ORDER -> {
                // an order that is cancelled already needs no call
                harness.orders(account, List.of(List.of(OrderSeed.of("O-1"))));
                facet(channel, CancellationSink.class).cancel(account, Samples.cancellation("O-1", "O-1-1"));
                yield Optional.empty();
            }
        };
    }

    private static String upload(Channel channel, Account account) {
        FeedLine line = new FeedLine.Stock(Samples.stock("HAAT-1", 3));
        return String.valueOf(
                facet(channel, FeedSink.class).upload(account, List.of(line)).document());
    }

    private static <F> F facet(Channel channel, Class<F> facet) {
        return channel.facet(facet).orElseThrow();
    }

    private static Optional<FailureKind> failure(List<Outcome> outcomes) {
        return Optional.ofNullable(outcomes.get(0).failure());
    }
}
