package org.haat.channelsync.channel.memory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.CancellationSink;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ConsentFlow;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.FeedPlan;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.channel.NotificationVerifier;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.PriceSink;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.channel.ShipmentPapers;
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/** The good channel, so that a broken one overrides only what it breaks. */
class WrappedChannel
        implements Channel,
                ListingSink,
                ListingPreview,
                PriceSink,
                StockSink,
                FeedSink,
                ListingReader,
                ListingCensus,
                OrderSource,
                ReturnSource,
                ShipmentSink,
                ShipmentPapers,
                CancellationSink,
                NotificationVerifier,
                NotificationQueue,
                ConsentFlow {
    final MemoryChannel good;

    WrappedChannel(MemoryChannel good) {
        this.good = good;
    }

    @Override
    public String id() {
        return good.id();
    }

    @Override
    public Limits limits() {
        return good.limits();
    }

    @Override
    public List<AccountFault> check(Account account) {
        return good.check(account);
    }

    @Override
    public List<Outcome> put(Account account, List<ListingLine> lines) {
        return good.put(account, lines);
    }

    @Override
    public Judgement preview(Account account, ListingLine line) {
        return good.preview(account, line);
    }

    @Override
    public List<Outcome> retire(Account account, List<ListingLine> lines) {
        return good.retire(account, lines);
    }

    @Override
    public List<Outcome> setPrice(Account account, List<PriceLine> lines) {
        return good.setPrice(account, lines);
    }

    @Override
    public List<Outcome> setStock(Account account, List<StockLine> lines) {
        return good.setStock(account, lines);
    }

    @Override
    public FeedPlan feedPlan(Kind kind) {
        return good.feedPlan(kind);
    }

    @Override
    public Upload upload(Account account, List<FeedLine> lines) {
        return good.upload(account, lines);
    }

    @Override
    public String begin(Account account, String document) {
        return good.begin(account, document);
    }

    @Override
    public List<String> begunBetween(Account account, Instant from, Instant until) {
        return good.begunBetween(account, from, until);
    }

    @Override
    public boolean takeBack(Account account, String feed) {
        return good.takeBack(account, feed);
    }

    @Override
    public FeedSink.FeedProgress progress(Account account, String feed, Map<Integer, String> lines) {
        return good.progress(account, feed, lines);
    }

    @Override
    public List<RemoteListing> read(Account account, List<String> skus) {
        return good.read(account, skus);
    }

    @Override
    public CensusPage census(Account account, @Nullable String cursor) {
        return good.census(account, cursor);
    }

    @Override
    public int censusPageSize() {
        return good.censusPageSize();
    }

    @Override
    public CallPlan censusPlan() {
        return good.censusPlan();
    }

    @Override
    public OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor) {
        return good.ordersChangedSince(account, since, cursor);
    }

    @Override
    public Optional<RemoteOrder> order(Account account, String remoteOrderId) {
        return good.order(account, remoteOrderId);
    }

    @Override
    public ReturnPage returnsChangedSince(Account account, Instant since, @Nullable String cursor) {
        return good.returnsChangedSince(account, since, cursor);
    }

    @Override
    public Optional<RemoteReturn> oneReturn(Account account, String remoteReturnId) {
        return good.oneReturn(account, remoteReturnId);
    }

    @Override
    public Progress confirm(Account account, Shipment shipment) {
        return good.confirm(account, shipment);
    }

    @Override
    public Optional<Papers> papers(Account account, Shipment shipment) {
        return good.papers(account, shipment);
    }

    @Override
    public Progress handOver(Account account, Shipment shipment) {
        return good.handOver(account, shipment);
    }

    @Override
    public Progress cancel(Account account, OrderCancellation cancellation) {
        return good.cancel(account, cancellation);
    }

    @Override
    public Optional<Hint> verify(Account account, String url, Map<String, String> headers, byte[] body, Instant now) {
        return good.verify(account, url, headers, body, now);
    }

    @Override
    public Optional<String> queue(Account account) {
        return good.queue(account);
    }

    @Override
    public List<Received> receive(Account account, Duration patience) {
        return good.receive(account, patience);
    }

    @Override
    public void remove(Account account, Received message) {
        good.remove(account, message);
    }

    @Override
    public Reading read(String body) {
        return good.read(body);
    }

    @Override
    public List<Subscribed> subscribe(Account account) {
        return good.subscribe(account);
    }

    @Override
    public boolean byConsent(Account account) {
        return good.byConsent(account);
    }

    @Override
    public URI consentPage(Account account, String state, URI callback) {
        return good.consentPage(account, state, callback);
    }

    @Override
    public ConsentFlow.Answer exchange(Account account, Map<String, String> query, URI callback) {
        return good.exchange(account, query, callback);
    }
}
