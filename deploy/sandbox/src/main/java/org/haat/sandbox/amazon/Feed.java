package org.haat.sandbox.amazon;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One feed.
 *
 * @param starts when processing starts
 * @param ends when it ends; null: never
 * @param outcome CANCELLED, DONE or FATAL once it is over, else null
 */
record Feed(
        String feedId,
        String account,
        String feedType,
        List<String> marketplaceIds,
        String inputDocument,
        Instant created,
        Instant starts,
        @Nullable Instant ends,
        @Nullable String outcome,
        @Nullable String resultDocument) {

    String status(Instant now) {
        if (outcome != null) {
            return outcome;
        }
        return now.isBefore(starts) ? "IN_QUEUE" : "IN_PROGRESS";
    }

    Feed over(String how, @Nullable String result, Instant at) {
        return new Feed(feedId, account, feedType, marketplaceIds, inputDocument, created, starts, at, how, result);
    }
}
