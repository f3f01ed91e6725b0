package org.haat.channelsync.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bulk route: many changes as one document that the channel works through by itself, in its own time. Three steps, so that
 * a fault between two of them leaves nothing unknown: the document is handed over (harmless, may be repeated), the feed is
 * begun (never repeated blindly), and it is asked about until it is over (as often as one likes).
 *
 * <p>A SKU comes at most once in a document. No order is promised between a feed and a single call for the same SKU.
 */
public interface FeedSink {
    /** What the lines of a document do; a document has lines of one kind. */
    enum Kind {
        PUT,
        RETIRE,
        PRICE,
        STOCK
    }

    /** What the channel states of documents with lines of this kind. */
    FeedPlan feedPlan(Kind kind);

    /**
     * Hands a document over. Nothing changes by it at the channel.
     *
     * @param lines numbered from 1 in this order; at most {@link FeedPlan#lines}
     * @throws ChannelException when it was not taken; the same lines may be handed over again
     */
    Upload upload(Account account, List<FeedLine> lines);

    /**
     * Begins a feed. Not to be repeated unless the failure says that it never arrived.
     *
     * @return the channel's number of the feed
     * @throws ChannelException {@code UNKNOWN} when it may have begun: see {@link #begunBetween}
     */
    String begin(Account account, String document);

    /** Numbers of the feeds that the channel says were begun for this account in a span of time, however far they are. */
    List<String> begunBetween(Account account, Instant from, Instant until);

    /**
     * How far a feed is, and its outcomes when it is over.
     *
     * @param lines the number and SKU of each line that the document carried
     * @throws ChannelException {@code NOT_FOUND} when the channel knows no such feed
     */
    FeedProgress progress(Account account, String feed, Map<Integer, String> lines);

    /**
     * Asks the channel to take back a feed that it has not begun with. Whether it did {@link #progress} tells, maybe a while later:
     * {@link Broken}, untouched. Harmless to repeat.
     *
     * @return false when the channel says that it is too late
     * @throws ChannelException {@code NOT_FOUND} when it knows no such feed; {@code UNKNOWN} when it may have taken it back
     */
    boolean takeBack(Account account, String feed);

    /**
     * @param document the channel's name of it; null when no line was fit to go
     * @param refused lines that are not in the document because the channel would refuse them, by number
     * @param left numbers of lines that no longer fitted; they go another time
     */
    record Upload(@Nullable String document, Map<Integer, Outcome> refused, List<Integer> left) {}

    /** Where a feed stands. */
    sealed interface FeedProgress {}

    /** @param word the channel's own word for it */
    record Running(String word) implements FeedProgress {}

    /**
     * The channel worked through it.
     *
     * @param outcomes one per line, by number. {@code FAILED} with {@code UNKNOWN} for a line that the channel does not vouch
     *     for: it is read back
     * @param remarks what the channel said of the feed as a whole, and what of its report could not be understood
     * @param endedAt by the channel's clock, null when it does not say
     */
    record Done(
            Map<Integer, Outcome> outcomes,
            List<ChannelIssue> remarks,
            @Nullable Instant endedAt) implements FeedProgress {}

    /**
     * It ended without outcomes.
     *
     * @param word the channel's own word for it
     * @param untouched true when the channel says that nothing of it was applied; else some may have been
     */
    record Broken(String word, boolean untouched) implements FeedProgress {}
}
