package org.haat.channelsync.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.jspecify.annotations.Nullable;

/**
 * What is collected from a channel by overlapping windows, page by page.
 *
 * @param interval between two sweeps
 * @param lookBack of the first one
 */
record Sweep(Feed feed, Duration interval, Duration lookBack, Asking asking) {
    /** What is collected, named as its lane; each has its table of how far that got. */
    enum Feed {
        ORDERS("order_sweep", "Orders", "No order changed"),
        RETURNS("return_sweep", "Returns", "No return changed");

        private final String table;
        private final String words;
        private final String quiet;

        Feed(String table, String words, String quiet) {
            this.table = table;
            this.words = words;
            this.quiet = quiet;
        }

        String table() {
            return table;
        }

        String words() {
            return words;
        }

        /** What a run that found nothing says of itself. */
        String quiet() {
            return quiet;
        }
    }

    /** One page of the channel. */
    @FunctionalInterface
    interface Asking {
        /** @throws ChannelException when the channel gives none */
        Page ask(Account account, Instant since, @Nullable String cursor);
    }

    /**
     * @param next cursor of the page after, null at the end
     * @param newest the newest change on it, null when it brings none
     * @param taking passes on what it brings, inside a transaction
     * @param singly the same one after the other, each in a transaction of its own; what cannot be passed on is parked
     */
    record Page(
            @Nullable String next,
            @Nullable Instant newest,
            Supplier<OrderIntake.Taken> taking,
            Supplier<OrderIntake.Taken> singly) {}
}
