package org.haat.channelsync.ingest;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.Next;
import org.jspecify.annotations.Nullable;

/** Asks each channel for the orders that changed. */
@Singleton
public class OrderSweepLane implements Lane {
    private final Channels channels;
    private final Sweeping sweeping;
    private final OrderIntake intake;
    private final SyncConfig config;

    OrderSweepLane(Channels channels, Sweeping sweeping, OrderIntake intake, SyncConfig config) {
        this.channels = channels;
        this.sweeping = sweeping;
        this.intake = intake;
        this.config = config;
    }

    @Override
    public String name() {
        return "ORDERS";
    }

    @Override
    public boolean urgent() {
        return false;
    }

    /** An order lowers the stock everywhere else: it is as urgent as stock, though it takes longer. */
    @Override
    public boolean givesWay() {
        return false;
    }

    @Override
    public Next work(ChannelAccount account) {
        Optional<OrderSource> source = channels.facet(account.channel(), OrderSource.class);
        if (source.isEmpty()) {
            return Next.idle();
        }
        Sweep sweep = new Sweep(
                Sweep.Feed.ORDERS,
                config.orders().interval(),
                config.orders().firstLookBack(),
                (open, since, cursor) -> page(account, source.get(), open, since, cursor));
        return sweeping.work(account, sweep);
    }

    private Sweep.Page page(
            ChannelAccount account, OrderSource source, Account open, Instant since, @Nullable String cursor) {
        OrderSource.OrderPage page = source.ordersChangedSince(open, since, cursor);
        Instant newest = page.orders().stream()
                .map(RemoteOrder::updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Sweep.Page(
                page.next(),
                newest,
                () -> intake.take(account, page.orders(), page.unreadable()),
                () -> intake.takeSingly(account, page.orders(), page.unreadable()));
    }
}
