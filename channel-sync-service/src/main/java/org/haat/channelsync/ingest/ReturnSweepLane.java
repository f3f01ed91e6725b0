package org.haat.channelsync.ingest;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.Next;
import org.jspecify.annotations.Nullable;

/** Asks each channel that has any for the returns that changed. */
@Singleton
public class ReturnSweepLane implements Lane {
    private final Channels channels;
    private final Sweeping sweeping;
    private final ReturnIntake intake;
    private final SyncConfig config;

    ReturnSweepLane(Channels channels, Sweeping sweeping, ReturnIntake intake, SyncConfig config) {
        this.channels = channels;
        this.sweeping = sweeping;
        this.intake = intake;
        this.config = config;
    }

    @Override
    public String name() {
        return "RETURNS";
    }

    @Override
    public boolean urgent() {
        return false;
    }

    @Override
    public Next work(ChannelAccount account) {
        Optional<ReturnSource> source = channels.facet(account.channel(), ReturnSource.class);
        if (source.isEmpty()) {
            return Next.idle();
        }
        Sweep sweep = new Sweep(
                Sweep.Feed.RETURNS,
                config.orders().returnsInterval(),
                config.orders().returnsLookBack(),
                (open, since, cursor) -> page(account, source.get(), open, since, cursor));
        return sweeping.work(account, sweep);
    }

    private Sweep.Page page(
            ChannelAccount account, ReturnSource source, Account open, Instant since, @Nullable String cursor) {
        ReturnSource.ReturnPage page = source.returnsChangedSince(open, since, cursor);
        Instant newest = page.returns().stream()
                .map(RemoteReturn::updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Sweep.Page(
                page.next(),
                newest,
                () -> {
                    int changed = intake.take(account, page.returns(), page.unreadable());
                    return new OrderIntake.Taken(
                            page.returns().size(), changed, page.unreadable().size());
                },
                () -> intake.takeSingly(account, page.returns(), page.unreadable()));
    }
}
