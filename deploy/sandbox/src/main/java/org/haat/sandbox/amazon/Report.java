package org.haat.sandbox.amazon;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report.
 *
 * @param starts when processing starts
 * @param ends when it ends; null: never
 * @param outcome CANCELLED, DONE or FATAL once it is over, else null
 */
record Report(
        String reportId,
        String account,
        String reportType,
        List<String> marketplaceIds,
        Instant created,
        Instant starts,
        @Nullable Instant ends,
        @Nullable String outcome,
        @Nullable String document) {

    String status(Instant now) {
        if (outcome != null) {
            return outcome;
        }
        return now.isBefore(starts) ? "IN_QUEUE" : "IN_PROGRESS";
    }

    Report over(String how, @Nullable String result, Instant at) {
        return new Report(reportId, account, reportType, marketplaceIds, created, starts, at, how, result);
    }
}
