package org.haat.channelsync.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.NotificationVerifier;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.PriceLine;
import org.haat.channelsync.channel.PriceSink;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.SaleMoney;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;
import org.haat.event.ChannelOrder;
import org.jspecify.annotations.Nullable;

/**
 * A channel with its SKUs told in ours. Everything that leaves or comes back passes here, so that nothing else knows that a
 * listing may have another name at its channel.
 */
final class SkuTranslation implements Channel {
    private final Channel channel;
    private final SkusThere skus;

    SkuTranslation(Channel channel, SkusThere skus) {
        this.channel = channel;
        this.skus = skus;
    }

    @Override
    public String id() {
        return channel.id();
    }

    @Override
    public Limits limits() {
        return channel.limits();
    }

    @Override
    public List<AccountFault> check(Account account) {
        return channel.check(account);
    }

    @Override
    public Optional<String> identity(Account account) {
        return channel.identity(account);
    }

    @Override
    public List<AccountField> accountFields() {
        return channel.accountFields();
    }

    @Override
    public Optional<SaleMoney> saleMoney(Map<String, String> settings, LocalDate on) {
        return channel.saleMoney(settings, on);
    }

    @Override
    public List<CredentialLife> credentialLives() {
        return channel.credentialLives();
    }

    @Override
    public List<CallPlan> callPlans() {
        return channel.callPlans();
    }

    @Override
    public <F> Optional<F> facet(Class<F> facet) {
        return channel.facet(facet).map(found -> facet.cast(translated(facet, found)));
    }

    private Object translated(Class<?> facet, Object found) {
        if (facet == ListingSink.class) {
            return listings((ListingSink) found);
        }
        if (facet == ListingPreview.class) {
            return (ListingPreview) (account, line) -> ((ListingPreview) found).preview(account, theirs(account, line));
        }
        if (facet == PriceSink.class) {
            return (PriceSink) (account, lines) ->
                    told(account, lines, PriceLine::sku, SkuTranslation::named, ((PriceSink) found)::setPrice);
        }
        if (facet == StockSink.class) {
            return (StockSink) (account, lines) ->
                    told(account, lines, StockLine::sku, SkuTranslation::named, ((StockSink) found)::setStock);
        }
        if (facet == FeedSink.class) {
            return new FeedTranslation((FeedSink) found, skus);
        }
        if (facet == ListingReader.class) {
            return reader((ListingReader) found);
        }
        if (facet == ListingCensus.class) {
            return new Census((ListingCensus) found);
        }
        if (facet == OrderSource.class) {
            return new Orders((OrderSource) found);
        }
        return facet == NotificationVerifier.class ? hints((NotificationVerifier) found) : found;
    }

    private ListingSink listings(ListingSink sink) {
        return new ListingSink() {
            @Override
            public List<Outcome> put(Account account, List<ListingLine> lines) {
                return told(account, lines, ListingLine::sku, SkuTranslation::named, sink::put);
            }

            @Override
            public List<Outcome> retire(Account account, List<ListingLine> lines) {
                return told(account, lines, ListingLine::sku, SkuTranslation::named, sink::retire);
            }
        };
    }

    private ListingLine theirs(Account account, ListingLine line) {
        String other = skus.theirs(account.id(), List.of(line.sku())).get(line.sku());
        return other == null ? line : named(line, other);
    }

    private <L> List<Outcome> told(
            Account account,
            List<L> lines,
            Function<L, String> sku,
            BiFunction<L, String, L> named,
            BiFunction<Account, List<L>, List<Outcome>> call) {
        Map<String, String> theirs =
                skus.theirs(account.id(), lines.stream().map(sku).toList());
        if (theirs.isEmpty()) {
            return call.apply(account, lines);
        }
        List<L> sent = lines.stream()
                .map(line -> {
                    String other = theirs.get(sku.apply(line));
                    return other == null ? line : named.apply(line, other);
                })
                .toList();
        List<Outcome> answers = call.apply(account, sent);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            outcomes.add(i < lines.size() ? answers.get(i).of(sku.apply(lines.get(i))) : answers.get(i));
        }
        return outcomes;
    }

    static ListingLine named(ListingLine line, String sku) {
        return new ListingLine(line.listing().named(sku), line.quantity(), line.remoteId());
    }

    static PriceLine named(PriceLine line, String sku) {
        return new PriceLine(sku, line.version(), line.mrp(), line.price(), line.remoteId());
    }

    static StockLine named(StockLine line, String sku) {
        return new StockLine(sku, line.version(), line.quantity(), line.leadTimeDays(), line.remoteId());
    }

    private ListingReader reader(ListingReader reader) {
        return new ListingReader() {
            @Override
            public List<RemoteListing> read(Account account, List<String> asked) {
                return SkuTranslation.this.read(reader, account, asked);
            }

            @Override
            public Map<String, List<String>> sent(Account account, ListingLine line) {
                return reader.sent(account, line);
            }
        };
    }

    private List<RemoteListing> read(ListingReader reader, Account account, List<String> asked) {
        Map<String, String> theirs = skus.theirs(account.id(), asked);
        if (theirs.isEmpty()) {
            return reader.read(account, asked);
        }
        List<RemoteListing> answers = reader.read(
                account,
                asked.stream().map(sku -> theirs.getOrDefault(sku, sku)).toList());
        List<RemoteListing> ours = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            ours.add(i < asked.size() ? answers.get(i).named(asked.get(i)) : answers.get(i));
        }
        return ours;
    }

    /** Counts listings out under our names. */
    private final class Census implements ListingCensus {
        private final ListingCensus census;

        Census(ListingCensus census) {
            this.census = census;
        }

        @Override
        public CensusPage census(Account account, @Nullable String cursor) {
            CensusPage page = census.census(account, cursor);
            Map<String, String> ours = skus.ours(
                    account.id(), page.found().stream().map(Found::sku).toList());
            return ours.isEmpty()
                    ? page
                    : page.with(
                            page.found().stream().map(one -> found(one, ours)).toList());
        }

        private static Found found(Found one, Map<String, String> ours) {
            String sku = ours.get(one.sku());
            return sku == null ? one : one.named(sku);
        }

        @Override
        public int censusPageSize() {
            return census.censusPageSize();
        }

        @Override
        public long fewestCalls(long listings) {
            return census.fewestCalls(listings);
        }

        @Override
        public CallPlan censusPlan() {
            return census.censusPlan();
        }
    }

    /** Brings orders in under our names. */
    private final class Orders implements OrderSource {
        private final OrderSource source;

        Orders(OrderSource source) {
            this.source = source;
        }

        @Override
        public OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor) {
            OrderPage page = source.ordersChangedSince(account, since, cursor);
            return new OrderPage(ours(account, page.orders()), page.next(), page.unreadable());
        }

        @Override
        public Optional<RemoteOrder> order(Account account, String remoteOrderId) {
            return source.order(account, remoteOrderId)
                    .map(order -> ours(account, List.of(order)).get(0));
        }

        private List<RemoteOrder> ours(Account account, List<RemoteOrder> orders) {
            List<String> sold = orders.stream()
                    .flatMap(order -> order.lines().stream())
                    .map(ChannelOrder.Line::sku)
                    .toList();
            Map<String, String> ours = skus.ours(account.id(), sold);
            return ours.isEmpty()
                    ? orders
                    : orders.stream()
                            .map(order -> order.with(order.lines().stream()
                                    .map(line -> line.named(ours.getOrDefault(line.sku(), line.sku())))
                                    .toList()))
                            .toList();
        }
    }

    private NotificationVerifier hints(NotificationVerifier verifier) {
        return (account, url, headers, body, now) ->
                verifier.verify(account, url, headers, body, now).map(hint -> named(account, hint));
    }

    private NotificationVerifier.Hint named(Account account, NotificationVerifier.Hint hint) {
        String sku = hint.sku();
        if (sku == null) {
            return hint;
        }
        String ours = skus.ours(account.id(), List.of(sku)).getOrDefault(sku, sku);
        return new NotificationVerifier.Hint(hint.id(), hint.type(), hint.remoteOrderId(), ours, hint.remoteReturnId());
    }
}
