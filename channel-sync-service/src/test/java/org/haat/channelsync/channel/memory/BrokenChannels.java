package org.haat.channelsync.channel.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelHarness;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.event.ChannelReturn;
import org.haat.event.Money;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/** For each rule of the kit a channel, or its bench, that breaks just this rule. */
final class BrokenChannels {
    private BrokenChannels() {}

    static Map<Integer, Supplier<ChannelHarness>> byRule() {
        Map<Integer, Supplier<ChannelHarness>> broken = new TreeMap<>();
        broken.put(1, wrapped(NamedAfterAnother::new));
        broken.put(2, DeniesItsStockFacet::new);
        broken.put(3, wrapped(NamesOneFaultAtATime::new));
        broken.put(4, wrapped(ForgetsWhatIsBeyondABatch::new));
        broken.put(5, wrapped(NeverSaysTheSameTwice::new));
        broken.put(6, wrapped(SendsWhatFailedOnceMore::new));
        broken.put(7, wrapped(RefusesAllForOne::new));
        broken.put(8, wrapped(TakesDollarsForRupees::new));
        broken.put(9, wrapped(HidesUnreadableOrders::new));
        broken.put(10, wrapped(ShipsWhatDoesNotExist::new));
        broken.put(11, wrapped(CallsThrottlingTemporary::new));
        broken.put(12, wrapped(SharesOneAccount::new));
        broken.put(13, wrapped(ShoutsAtTheCarrier::new));
        broken.put(14, wrapped(TrustsOldPushes::new));
        broken.put(15, WritesSecretsDown::new);
        broken.put(16, wrapped(TakesABrokenPageForAnEmptyOne::new));
        broken.put(17, CountsFailuresTwice::new);
        broken.put(18, wrapped(TakesTheFirstPageForAll::new));
        broken.put(19, wrapped(HandsOverWithoutALabel::new));
        broken.put(20, wrapped(TakesSilenceForConsent::new));
        broken.put(21, wrapped(ForgetsWhatCouriersBringBack::new));
        broken.put(22, wrapped(KeepsWhatItWasToLookAt::new));
        broken.put(23, wrapped(TakesAskingForGranted::new));
        return broken;
    }

    private static final class TakesAskingForGranted extends WrappedChannel {
        TakesAskingForGranted(MemoryChannel good) {
            super(good);
        }

        @Override
        public boolean takeBack(Account account, String feed) {
            return true;
        }
    }

    private static final class KeepsWhatItWasToLookAt extends WrappedChannel {
        KeepsWhatItWasToLookAt(MemoryChannel good) {
            super(good);
        }

        @Override
        public Judgement preview(Account account, ListingLine line) {
            Judgement judgement = good.preview(account, line);
            var unused = good.put(account, List.of(line));
            return judgement;
        }
    }

    private static final class SendsWhatFailedOnceMore extends WrappedChannel {
        private final Map<String, StockLine> kept = new TreeMap<>();

        SendsWhatFailedOnceMore(MemoryChannel good) {
            super(good);
        }

        @Override
        public List<Outcome> setStock(Account account, List<StockLine> lines) {
            List<Outcome> outcomes = super.setStock(account, lines);
            for (int i = 0; i < lines.size(); i++) {
                StockLine line = lines.get(i);
                String of = account.id() + line.sku();
                if (outcomes.get(i).status() == Outcome.Status.FAILED) {
                    kept.put(of, line);
                } else if (kept.containsKey(of)) {
                    super.setStock(account, List.of(kept.remove(of)));
                }
            }
            return outcomes;
        }
    }

    private static Supplier<ChannelHarness> wrapped(Function<MemoryChannel, Channel> breaking) {
        return () -> new MemoryHarness() {
            @Override
            protected Channel build(MemoryMarket far, HttpParts parts) {
                return breaking.apply(new MemoryChannel(far, parts));
            }
        };
    }

    private static final class TakesSilenceForConsent extends WrappedChannel {
        TakesSilenceForConsent(MemoryChannel good) {
            super(good);
        }

        @Override
        public FeedProgress progress(Account account, String feed, Map<Integer, String> lines) {
            if (!(super.progress(account, feed, lines) instanceof Done done)) {
                return super.progress(account, feed, lines);
            }
            Map<Integer, Outcome> outcomes = new TreeMap<>(done.outcomes());
            outcomes.replaceAll((number, outcome) ->
                    outcome.failure() == FailureKind.UNKNOWN ? Outcome.accepted(outcome.sku()) : outcome);
            return new Done(outcomes, done.remarks(), done.endedAt());
        }
    }

    private static final class TakesTheFirstPageForAll extends WrappedChannel {
        TakesTheFirstPageForAll(MemoryChannel good) {
            super(good);
        }

        @Override
        public CensusPage census(Account account, @Nullable String cursor) {
            return new CensusPage(super.census(account, cursor).found(), null, true);
        }
    }

    private static final class HandsOverWithoutALabel extends WrappedChannel {
        HandsOverWithoutALabel(MemoryChannel good) {
            super(good);
        }

        @Override
        public Progress confirm(Account account, Shipment shipment) {
            Progress progress = super.confirm(account, shipment);
            return progress.done() ? progress : super.handOver(account, shipment);
        }
    }

    private static final class ForgetsWhatCouriersBringBack extends WrappedChannel {
        ForgetsWhatCouriersBringBack(MemoryChannel good) {
            super(good);
        }

        @Override
        public ReturnPage returnsChangedSince(Account account, Instant since, @Nullable String cursor) {
            ReturnPage page = super.returnsChangedSince(account, since, cursor);
            return new ReturnPage(
                    page.returns().stream()
                            .filter(one -> one.kind() == ChannelReturn.Kind.CUSTOMER)
                            .toList(),
                    page.next(),
                    page.unreadable());
        }
    }

    private static final class NamedAfterAnother extends WrappedChannel {
        NamedAfterAnother(MemoryChannel good) {
            super(good);
        }

        @Override
        public String id() {
            return "bazaar-in";
        }
    }

    private static final class DeniesItsStockFacet extends MemoryHarness {
        @Override
        public Map<Class<?>, String> unsupported() {
            return Map.of(StockSink.class, "not today");
        }
    }

    private static final class NamesOneFaultAtATime extends WrappedChannel {
        NamesOneFaultAtATime(MemoryChannel good) {
            super(good);
        }

        @Override
        public List<AccountFault> check(Account account) {
            return super.check(account).stream().limit(1).toList();
        }
    }

    private static final class ForgetsWhatIsBeyondABatch extends WrappedChannel {
        ForgetsWhatIsBeyondABatch(MemoryChannel good) {
            super(good);
        }

        @Override
        public List<Outcome> setStock(Account account, List<StockLine> lines) {
            return super.setStock(account, lines.subList(0, Math.min(lines.size(), limits().stockBatch())));
        }
    }

    private static final class NeverSaysTheSameTwice extends WrappedChannel {
        private final AtomicInteger calls = new AtomicInteger();

        NeverSaysTheSameTwice(MemoryChannel good) {
            super(good);
        }

        @Override
        public List<Outcome> setStock(Account account, List<StockLine> lines) {
            int call = calls.getAndIncrement();
            return super.setStock(
                    account,
                    lines.stream()
                            .map(line -> new StockLine(
                                    line.sku(),
                                    line.version() + call,
                                    line.quantity(),
                                    line.leadTimeDays(),
                                    line.remoteId()))
                            .toList());
        }
    }

    private static final class RefusesAllForOne extends WrappedChannel {
        RefusesAllForOne(MemoryChannel good) {
            super(good);
        }

        @Override
        public List<Outcome> put(Account account, List<ListingLine> lines) {
            List<Outcome> outcomes = super.put(account, lines);
            Optional<Outcome> refusal = outcomes.stream()
                    .filter(outcome -> outcome.status() == Outcome.Status.REJECTED)
                    .findFirst();
            return refusal.map(no -> lines.stream()
                            .map(line -> Outcome.rejected(line.sku(), no.issues()))
                            .toList())
                    .orElse(outcomes);
        }
    }

    private static final class TakesDollarsForRupees extends WrappedChannel {
        TakesDollarsForRupees(MemoryChannel good) {
            super(good);
        }

        @Override
        public List<Outcome> setPrice(Account account, List<PriceLine> lines) {
            return super.setPrice(
                    account,
                    lines.stream()
                            .map(line -> new PriceLine(
                                    line.sku(),
                                    line.version(),
                                    Money.inr(line.mrp().minor()),
                                    Money.inr(line.price().minor()),
                                    line.remoteId()))
                            .toList());
        }
    }

    private static final class HidesUnreadableOrders extends WrappedChannel {
        HidesUnreadableOrders(MemoryChannel good) {
            super(good);
        }

        @Override
        public OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor) {
            OrderPage page = super.ordersChangedSince(account, since, cursor);
            return new OrderPage(page.orders(), page.next(), List.of());
        }
    }

    private static final class ShipsWhatDoesNotExist extends WrappedChannel {
        ShipsWhatDoesNotExist(MemoryChannel good) {
            super(good);
        }

        @Override
        public Progress confirm(Account account, Shipment shipment) {
            return good.order(account, shipment.remoteOrderId()).isEmpty()
                    ? new Progress(true, "shipped")
                    : super.confirm(account, shipment);
        }
    }

    private static final class CallsThrottlingTemporary extends WrappedChannel {
        CallsThrottlingTemporary(MemoryChannel good) {
            super(good);
        }

        @Override
        public Optional<RemoteOrder> order(Account account, String remoteOrderId) {
            try {
                return super.order(account, remoteOrderId);
            } catch (ChannelException e) {
                throw e.kind() == FailureKind.THROTTLED ? new ChannelException(FailureKind.TEMPORARY, "busy") : e;
            }
        }
    }

    private static final class SharesOneAccount extends WrappedChannel {
        private @Nullable Account first;

        SharesOneAccount(MemoryChannel good) {
            super(good);
        }

        @Override
        public synchronized List<Outcome> setStock(Account account, List<StockLine> lines) {
            if (first == null) {
                first = account;
            }
            return super.setStock(first, lines);
        }
    }

    private static final class ShoutsAtTheCarrier extends WrappedChannel {
        ShoutsAtTheCarrier(MemoryChannel good) {
            super(good);
        }

        @Override
        public Progress confirm(Account account, Shipment s) {
            return super.confirm(
                    account,
                    new Shipment(
                            s.agency(),
                            s.account(),
                            s.channel(),
                            s.orderId(),
                            s.remoteOrderId(),
                            s.shipmentId(),
                            s.packageReference(),
                            s.carrier().toUpperCase(java.util.Locale.ROOT),
                            s.service(),
                            s.trackingNumber(),
                            s.shippedAt(),
                            s.invoiceNumber(),
                            s.invoiceDate(),
                            s.lines()));
        }
    }

    private static final class TrustsOldPushes extends WrappedChannel {
        TrustsOldPushes(MemoryChannel good) {
            super(good);
        }

        @Override
        public Optional<Hint> verify(
                Account account, String url, Map<String, String> headers, byte[] body, Instant now) {
            String time = headers.getOrDefault("x-memory-time", "0");
            return super.verify(account, url, headers, body, Instant.ofEpochSecond(Long.parseLong(time)));
        }
    }

    private static final class WritesSecretsDown extends MemoryHarness {
        @Override
        public String transcript() {
            return super.transcript() + account().secrets();
        }
    }

    private static final class TakesABrokenPageForAnEmptyOne extends WrappedChannel {
        TakesABrokenPageForAnEmptyOne(MemoryChannel good) {
            super(good);
        }

        @Override
        public OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor) {
            try {
                return super.ordersChangedSince(account, since, cursor);
            } catch (ChannelException e) {
                if (e.code().orElse("").equals("MISSING_FIELD")) {
                    return new OrderPage(List.of(), null, List.of());
                }
                throw e;
            }
        }
    }

    private static final class CountsFailuresTwice extends MemoryHarness {
        @Override
        public Map<String, Long> counted() {
            Map<String, Long> counts = new TreeMap<>(super.counted());
            counts.computeIfPresent("REJECTED", (outcome, count) -> count * 2);
            return counts;
        }
    }
}
