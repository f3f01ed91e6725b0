package org.haat.channelsync.overview;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Knockings;
import org.haat.channelsync.account.Refusal;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.LaneRuns;
import org.jspecify.annotations.Nullable;

/** Each account at a glance. A fixed number of statements for any number of accounts. */
@Singleton
public class Overview {
    private final Accounts accounts;
    private final Knockings knockings;
    private final LaneRuns lanes;
    private final Quotas quotas;
    private final LastHours lastHours;
    private final MinuteCalls minuteCalls;
    private final Standing standing;
    private final Sql sql;
    private final Clock clock;

    public Overview(
            Accounts accounts,
            Knockings knockings,
            LaneRuns lanes,
            Quotas quotas,
            LastHours lastHours,
            MinuteCalls minuteCalls,
            Standing standing,
            Sql sql,
            Clock clock) {
        this.accounts = accounts;
        this.knockings = knockings;
        this.lanes = lanes;
        this.quotas = quotas;
        this.lastHours = lastHours;
        this.minuteCalls = minuteCalls;
        this.standing = standing;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param desired listings that the agency wants on sale
     * @param pending on their way: draft, submitted or accepted
     * @param refused with issues, suppressed or not live in time
     */
    public record Counts(long desired, long live, long pending, long refused, long awaitingIdentifier, long paused) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    /** A call that did not come through. */
    public record LastError(
            Instant at,
            String operation,
            String failure,
            @Nullable String message) {}

    /**
     * @param cause the channel's or a person's own words
     * @param refusal what a refusal by the channel means, null when there is none
     * @param triesAgainAt when a refused account is tried again by itself
     * @param stopped why its whole channel is stopped, else null
     * @param awaySince since when it shows no stock because nobody is there to send goods, else null
     * @param review whether a person looks at what waits before it is sent
     * @param massChanges mass changes that wait for a second person
     * @param waiting facets that wait to be sent or read back
     * @param oldestWaiting since when the oldest of them waits
     * @param toSettle orders and notifications that could not be applied, shipments and cancellations that the channel refused:
     *     what a person has to settle
     * @param quotas calls against what is granted, the fullest first
     * @param highestShare of the fullest quota; null where none is stated or nothing was called
     * @param lastHour calls, refusals for want of quota, and how long changes took
     * @param perMinute calls of the last hour under the fullest quota; null when there was none
     * @param lastAudit null when none has ended
     * @param expiries until when credentials are good, as far as it is known; the first to end first
     */
    public record Row(
            UUID account,
            String agency,
            String channel,
            String name,
            AccountState state,
            @Nullable String cause,
            @Nullable Refusal refusal,
            @Nullable Instant triesAgainAt,
            @Nullable String stopped,
            @Nullable Instant awaySince,
            @Nullable String awayReason,
            boolean review,
            long massChanges,
            Counts counts,
            long waiting,
            @Nullable Instant oldestWaiting,
            List<QuotaUse> quotas,
            @Nullable Double highestShare,
            LastHour lastHour,
            long toSettle,
            @Nullable Instant lastOrderAt,
            long ordersToday,
            @Nullable LastError lastError,
            List<LaneRuns.Run> lanes,
            @Nullable PerMinute perMinute,
            Standing.@Nullable LastAudit lastAudit,
            List<Standing.Expiry> expiries) {
        /** Nobody refused it: its seller has not given the first consent. */
        public boolean awaitsConsent() {
            return refusal == Refusal.FIRST_CONSENT;
        }

        /** What pages call its state. */
        public String standing() {
            return Refusal.standing(state, refusal);
        }
    }

    private record More(
            MinuteCalls.Hours calls,
            Map<UUID, Standing.LastAudit> audits,
            Map<UUID, List<Standing.Expiry>> expiries,
            Map<UUID, LastError> errors,
            Map<UUID, List<LaneRuns.Run>> runs) {}

    /** The accounts that the caller may see. */
    public List<Row> rows() {
        Map<UUID, Counts> counts = counts();
        Map<UUID, Map.Entry<Long, Instant>> waiting = waiting();
        Map<UUID, Map.Entry<Long, Instant>> orders = orders();
        Map<UUID, Long> toSettle = toSettle();
        Map<UUID, Instant> triesAgain = knockings.due();
        Map<UUID, Long> massChanges = massChanges();
        List<ChannelAccount> all = accounts.all();
        MinuteCalls.Hours calls = minuteCalls.of(all);
        Map<UUID, List<QuotaUse>> used = quotas.of(all, calls);
        Map<UUID, LastHour> hours = lastHours.of(all, calls);
        More more = new More(calls, standing.audits(), standing.expiries(), lastErrors(), lanes.all());
        return all.stream()
                .map(account -> row(
                        account,
                        counts,
                        waiting,
                        used.getOrDefault(account.id(), List.of()),
                        hours,
                        orders,
                        toSettle,
                        triesAgain,
                        massChanges,
                        more))
                .toList();
    }

    private Row row(
            ChannelAccount account,
            Map<UUID, Counts> counts,
            Map<UUID, Map.Entry<Long, Instant>> waiting,
            List<QuotaUse> used,
            Map<UUID, LastHour> hours,
            Map<UUID, Map.Entry<Long, Instant>> orders,
            Map<UUID, Long> toSettle,
            Map<UUID, Instant> triesAgain,
            Map<UUID, Long> massChanges,
            More more) {
        Map.Entry<Long, Instant> queue = waiting.get(account.id());
        Map.Entry<Long, Instant> order = orders.get(account.id());
        return new Row(
                account.id(),
                account.agency(),
                account.channel(),
                account.name(),
                account.state(),
                account.cause(),
                Refusal.of(account),
                triesAgain.get(account.id()),
                account.stopped(),
                account.awaySince(),
                account.awayReason(),
                account.review(),
                massChanges.getOrDefault(account.id(), 0L),
                counts.getOrDefault(account.id(), Counts.NONE),
                queue == null ? 0 : queue.getKey(),
                queue == null ? null : queue.getValue(),
                used,
                used.isEmpty() ? null : used.get(0).share(),
                hours.getOrDefault(account.id(), LastHour.QUIET),
                toSettle.getOrDefault(account.id(), 0L),
                order == null ? null : order.getValue(),
                order == null ? 0 : order.getKey(),
                more.errors().get(account.id()),
                more.runs().getOrDefault(account.id(), List.of()),
                more.calls().of(account.id()).perMinute(used),
                more.audits().get(account.id()),
                more.expiries().getOrDefault(account.id(), List.of()));
    }

    private Map<UUID, Counts> counts() {
        Map<UUID, Counts> counts = new HashMap<>();
        sql.list(
                "SELECT account, sum(listings) FILTER (WHERE wanted = 'ON_SALE') AS desired,"
                        + " sum(listings) FILTER (WHERE state = 'LIVE') AS live,"
                        + " sum(listings) FILTER (WHERE state IN ('DRAFT', 'PREVIEWED', 'SUBMITTED', 'ACCEPTED')) AS pending,"
                        + " sum(listings) FILTER (WHERE state IN ('ISSUES', 'SUPPRESSED', 'FAILED_VERIFICATION')) AS refused,"
                        + " sum(listings) FILTER (WHERE state = 'AWAITING_IDENTIFIER') AS awaiting,"
                        + " sum(listings) FILTER (WHERE state = 'PAUSED') AS paused FROM listing_tally GROUP BY account",
                row -> counts.put(
                        Sql.uuid(row, "account"),
                        new Counts(
                                row.getLong("desired"),
                                row.getLong("live"),
                                row.getLong("pending"),
                                row.getLong("refused"),
                                row.getLong("awaiting"),
                                row.getLong("paused"))));
        return counts;
    }

    private Map<UUID, Map.Entry<Long, Instant>> waiting() {
        Map<UUID, Map.Entry<Long, Instant>> waiting = new HashMap<>();
        sql.list(
                "SELECT account, count(*) AS waiting, min(waiting_since) AS oldest FROM listing_facet"
                        + " WHERE work IN ('SEND', 'READ_BACK', 'FEED') AND waiting_since IS NOT NULL GROUP BY account",
                row -> waiting.put(
                        Sql.uuid(row, "account"), Map.entry(row.getLong("waiting"), Sql.instantOf(row, "oldest"))));
        return waiting;
    }

    private Map<UUID, Map.Entry<Long, Instant>> orders() {
        Map<UUID, Map.Entry<Long, Instant>> orders = new HashMap<>();
        sql.list(
                "SELECT * FROM (SELECT a.id AS account,"
                        + " (SELECT max(o.received_at) FROM remote_order o WHERE o.account = a.id) AS last,"
                        + " (SELECT count(*) FROM remote_order o WHERE o.account = a.id AND o.placed_at >= ?) AS today"
                        + " FROM channel_account a) seen WHERE last IS NOT NULL",
                row -> orders.put(
                        Sql.uuid(row, "account"), Map.entry(row.getLong("today"), Sql.instantOf(row, "last"))),
                startOfIndianDay());
        return orders;
    }

    private Map<UUID, Long> massChanges() {
        Map<UUID, Long> waiting = new HashMap<>();
        sql.list(
                "SELECT account, count(*) AS waiting FROM mass_change WHERE state = 'WAITING' GROUP BY account",
                row -> waiting.put(Sql.uuid(row, "account"), row.getLong("waiting")));
        return waiting;
    }

    private Map<UUID, Long> toSettle() {
        Map<UUID, Long> toSettle = new HashMap<>();
        sql.list(
                "SELECT account, count(*) AS messages FROM (" + ParkedMessages.OF_ACCOUNTS + ") every GROUP BY account",
                row -> toSettle.put(Sql.uuid(row, "account"), row.getLong("messages")));
        return toSettle;
    }

    private Instant startOfIndianDay() {
        var india = java.time.ZoneId.of("Asia/Kolkata");
        return clock.instant().atZone(india).toLocalDate().atStartOfDay(india).toInstant();
    }

    private Map<UUID, LastError> lastErrors() {
        Map<UUID, LastError> errors = new HashMap<>();
        sql.list(
                "SELECT a.id AS account, c.* FROM channel_account a CROSS JOIN LATERAL (SELECT finished_at, operation, failure,"
                        + " message FROM channel_call WHERE account = a.id AND failure IS NOT NULL ORDER BY id DESC LIMIT 1) c",
                row -> errors.put(
                        Sql.uuid(row, "account"),
                        new LastError(
                                Sql.instantOf(row, "finished_at"),
                                row.getString("operation"),
                                row.getString("failure"),
                                row.getString("message"))));
        return errors;
    }
}
