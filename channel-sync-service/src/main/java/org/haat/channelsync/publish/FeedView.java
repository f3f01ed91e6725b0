package org.haat.channelsync.publish;

import java.time.Instant;
import java.util.List;
import org.haat.channelsync.channel.ChannelIssue;
import org.jspecify.annotations.Nullable;

/**
 * A feed as people see it.
 *
 * @param number the channel's number of it, once it has begun
 * @param askedAt when the channel was last asked about it
 * @param late it takes longer than it may
 * @param word the channel's last word of it
 * @param outcome what became of it, once it is over
 * @param givenUpBy who waits for it no longer
 * @param takeBack what is known of asking it back, since it was given up or the account stopped; null when nobody did
 * @param remarks what the channel said of it as a whole
 */
public record FeedView(
        long id,
        @Nullable String number,
        Operation operation,
        int lines,
        FeedRow.State state,
        Instant since,
        @Nullable Instant askedAt,
        boolean late,
        @Nullable String word,
        @Nullable String outcome,
        @Nullable Instant finishedAt,
        @Nullable String givenUpBy,
        FeedRow.@Nullable TakeBack takeBack,
        List<ChannelIssue> remarks) {
    static FeedView of(FeedRow feed, List<ChannelIssue> remarks) {
        return new FeedView(
                feed.id(),
                feed.reference(),
                feed.operation(),
                feed.lines(),
                feed.state(),
                feed.begunAt() == null ? feed.claimedAt() : feed.begunAt(),
                feed.askedAt(),
                feed.late(),
                feed.word(),
                feed.outcome(),
                feed.finishedAt(),
                feed.givenUpBy(),
                feed.takeBack(),
                remarks);
    }
}
