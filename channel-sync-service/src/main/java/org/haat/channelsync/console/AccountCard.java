package org.haat.channelsync.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.overview.Overview;
import org.haat.channelsync.overview.QuotaUse;
import org.haat.channelsync.overview.Standing;
import org.jspecify.annotations.Nullable;

/**
 * An account on the overview.
 *
 * @param tone of its state
 * @param fullest its fullest quota, if the channel states any
 * @param meters every operation's calls against what is granted
 * @param chart the last hour's calls, null when there was none
 */
record AccountCard(
        Overview.Row row,
        String tone,
        @Nullable Meter fullest,
        List<Meter> meters,
        List<Meter> furtherMeters,
        @Nullable CallChart chart,
        List<Ending> endings) {

    /** Which accounts stand first: those that somebody must see to. */
    static final Comparator<AccountCard> URGENT_FIRST = Comparator.comparing(AccountCard::urgency);

    /** The fullest quotas; the others are looked up by whoever wants to know. */
    private static final int METERS_SHOWN = 2;

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

    /** A credential and how urgent its end is. */
    record Ending(Standing.Expiry expiry, String tone) {
        static Ending of(Standing.Expiry expiry, Instant now) {
            long days = Duration.between(now, expiry.expiresAt()).toDays();
            return new Ending(expiry, days < 7 ? "bad" : days < 30 ? "warn" : "");
        }
    }

    /** What a person must see at once when it changes; the rest may follow a little later. */
    record Vital(
            AccountState state,
            @Nullable String cause,
            @Nullable String stopped,
            @Nullable Instant awaySince,
            long massChanges,
            Overview.Counts counts,
            long toSettle,
            boolean waits,
            @Nullable Instant lastOrderAt,
            Standing.@Nullable LastAudit lastAudit) {}

    Vital vital() {
        return new Vital(
                row.state(),
                row.cause(),
                row.stopped(),
                row.awaySince(),
                row.massChanges(),
                row.counts(),
                row.toSettle(),
                row.waiting() > 0,
                row.lastOrderAt(),
                row.lastAudit());
    }

    static AccountCard of(Overview.Row row, Instant now) {
        List<Meter> meters = row.quotas().stream().map(Meter::of).toList();
        int shown = Math.min(METERS_SHOWN, meters.size());
        return new AccountCard(
                row,
                tone(row.state(), row.awaitsConsent()),
                row.highestShare() == null ? null : meters.get(0),
                meters.subList(0, shown),
                meters.subList(shown, meters.size()),
                CallChart.of(row.perMinute()),
                row.expiries().stream().map(expiry -> Ending.of(expiry, now)).toList());
    }

    private int urgency() {
        if (row.state() == AccountState.NEEDS_REAUTH || row.stopped() != null) {
            return 0;
        }
        return row.massChanges() > 0 || row.toSettle() > 0 ? 1 : row.state() == AccountState.PAUSED ? 2 : 3;
    }

    static String tone(AccountState state, boolean awaitsConsent) {
        return switch (state) {
            case ACTIVE -> "good";
            case PAUSED -> "warn";
            case NEEDS_REAUTH -> awaitsConsent ? "warn" : "bad";
        };
    }
}
