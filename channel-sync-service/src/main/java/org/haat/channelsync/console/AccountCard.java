package org.haat.channelsync.console;

import java.util.List;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.overview.Overview;
import org.haat.channelsync.overview.QuotaUse;
import org.jspecify.annotations.Nullable;

/**
 * An account on the overview.
 *
 * @param tone of its state
 * @param fullest its fullest quota, if the channel states any
 * @param meters every operation's calls against what is granted
 */
record AccountCard(Overview.Row row, String tone, @Nullable Meter fullest, List<Meter> meters) {

    /**
     * @param percent of the granted calls that is used, as it is
     * @param bar the same, at most 100, for drawing
     * @param minutes length of the window
     */
    record Meter(QuotaUse use, long percent, long bar, long minutes, String tone) {
        static Meter of(QuotaUse use) {
            Double share = use.share();
            long percent = share == null ? 0 : Math.round(share * 100);
            String tone = percent >= 90 ? "bad" : percent >= 70 ? "warn" : "";
            long minutes = Math.max(1, (use.windowSeconds() + 59) / 60);
            return new Meter(use, percent, Math.min(100, percent), minutes, tone);
        }
    }

    static AccountCard of(Overview.Row row) {
        List<Meter> meters = row.quotas().stream().map(Meter::of).toList();
        return new AccountCard(row, tone(row.state()), row.highestShare() == null ? null : meters.get(0), meters);
    }

    static String tone(AccountState state) {
        return switch (state) {
            case ACTIVE -> "good";
            case PAUSED -> "warn";
            case NEEDS_REAUTH -> "bad";
        };
    }
}
