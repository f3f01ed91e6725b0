package org.haat.channelsync.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notifications that a channel puts into a queue, which is emptied by asking. What comes is a hint, as a push is. A message is
 * removed only after it was stored; until then it comes again, and it may come more than once, late and in any order.
 */
public interface NotificationQueue {
    /** What names the account's queue, alike for accounts that share one; empty when the account has none. Needs no secret. */
    Optional<String> queue(Account account);

    /**
     * Takes what lies in the queue, waiting for a first message at most {@code patience}. What is not removed comes again.
     *
     * @throws ChannelException for a queue that cannot be asked
     */
    List<Received> receive(Account account, Duration patience);

    /** Never to come again. */
    void remove(Account account, Received message);

    /** Reads a message, whatever stands in it. */
    Reading read(String body);

    /**
     * Has the channel put its notifications into the account's queue. Safe to repeat: what is asked for already stays.
     *
     * @throws ChannelException {@code REJECTED} with a sentence for a person when the queue cannot be used
     */
    List<Subscribed> subscribe(Account account);

    /**
     * @param id the queue's own, the same when the message comes again
     * @param receipt what {@link #remove} needs
     */
    record Received(String id, String receipt, String body) {
        @Override
        public String toString() {
            return "Received[" + id + "]";
        }
    }

    /** What a message says. */
    sealed interface Reading permits News, Unreadable {}

    /**
     * @param about settings or secrets of the account that it is about, by key; every one must agree
     * @param feedId the batch that is through, or null
     * @param quantity the stock that the channel says it shows now, or null
     * @param newSecrets credentials to use from now on, by key
     * @param secretEndsAt until when the application's secret is good, or null when it says nothing of it
     */
    record News(
            NotificationVerifier.Hint hint,
            Map<String, String> about,
            @Nullable String feedId,
            @Nullable Integer quantity,
            Map<String, String> newSecrets,
            @Nullable Instant secretEndsAt)
            implements Reading {
        /** Is it about this account? */
        public boolean concerns(Account account) {
            return about.entrySet().stream().allMatch(one -> one.getValue()
                    .equals(account.settings()
                            .getOrDefault(one.getKey(), account.secrets().get(one.getKey()))));
        }

        @Override
        public String toString() {
            return "News[" + hint.type() + "]";
        }
    }

    /** @param reason for a person, without anything of the message */
    record Unreadable(String reason) implements Reading {}

    /** @param remoteId the channel's id of the subscription */
    record Subscribed(String type, String remoteId, String payloadVersion) {}
}
