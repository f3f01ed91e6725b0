package org.haat.channelsync.alert;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.overview.ParkedMessages;
import org.haat.outbox.ParkedEvents;
import org.jspecify.annotations.Nullable;

/** Finds what is so now: one statement a rule, each over kept counts or an index. Call inside a transaction that sees all. */
@Singleton
public class Conditions {
    private static final String OF_ACCOUNT = "SELECT a.agency, a.id AS account, a.name, a.channel, ";
    private static final int FEWEST_LISTINGS = 20;
    private static final int MOST = 10_000;
    private final Map<String, Function<AlertRules.Rule, List<Condition>>> finders = Map.ofEntries(
            Map.entry("NEEDS_REAUTH", this::needsReauth),
            Map.entry("CONSENT_AWAITED", this::consentAwaited),
            Map.entry("CREDENTIAL_ENDS", this::credentialEnds),
            Map.entry("OLDEST_WAITING", this::oldestWaiting),
            Map.entry("REFUSED_SHARE", this::refusedShare),
            Map.entry("PARKED_MESSAGE", this::parkedMessage),
            Map.entry("MASS_CHANGE", this::massChange),
            Map.entry("DRIFT", this::drift),
            Map.entry("FEED_OVERDUE", this::feedOverdue),
            Map.entry("ORDERS_STALE", this::ordersStale),
            Map.entry("SHIPMENT_DUE", this::shipmentDue),
            Map.entry(Condition.CHANNEL_STOPPED, this::channelStopped));
    private final Sql sql;
    private final Channels channels;
    private final ParkedEvents events;
    private final Clock clock;

    public Conditions(Sql sql, Channels channels, ParkedEvents events, Clock clock) {
        this.sql = sql;
        this.channels = channels;
        this.events = events;
        this.clock = clock;
    }

    /** Nothing where the rule is not known here: a replica of another release may know it. */
    Optional<List<Condition>> of(AlertRules.Rule rule) {
        return Optional.ofNullable(finders.get(rule.rule())).map(finder -> finder.apply(rule));
    }

    private List<Condition> needsReauth(AlertRules.Rule rule) {
        return accounts(
                rule,
                "0 AS figure FROM channel_account a WHERE a.state = 'NEEDS_REAUTH' AND a.cause IS DISTINCT FROM ?",
                ChannelAccount.NO_CONSENT_YET);
    }

    /** Nobody refused it: it was opened so long ago, and its seller has not been at the marketplace's page yet. */
    private List<Condition> consentAwaited(AlertRules.Rule rule) {
        return accounts(
                rule,
                "0 AS figure FROM channel_account a WHERE a.state = 'NEEDS_REAUTH' AND a.cause = ?"
                        + " AND a.state_since < ?::timestamptz",
                ChannelAccount.NO_CONSENT_YET,
                clock.instant()
                        .minus(Duration.ofSeconds(Math.round(rule.least() * 60)))
                        .toString());
    }

    private List<Condition> credentialEnds(AlertRules.Rule rule) {
        return accounts(
                rule,
                "greatest(0, floor(extract(epoch FROM min(w.expires_at) - ?::timestamptz) / 86400))::bigint AS figure"
                        + " FROM account_warning w JOIN channel_account a ON a.id = w.account WHERE w.cleared_at IS NULL"
                        + " GROUP BY a.id",
                clock.instant().toString());
    }

    /** What stands still on purpose (a pause, refused credentials, a stopped channel) is told by other rules or needs no telling. */
    private List<Condition> oldestWaiting(AlertRules.Rule rule) {
        String now = clock.instant().toString();
        String before = clock.instant()
                .minus(Duration.ofSeconds(Math.round(rule.least() * 60)))
                .toString();
        return accounts(
                rule,
                "floor(extract(epoch FROM ?::timestamptz - w.oldest) / 60)::bigint AS figure FROM channel_account a"
                        + " CROSS JOIN LATERAL (SELECT min(waiting_since) AS oldest FROM listing_facet f WHERE f.account = a.id"
                        + " AND f.work NOT IN ('NONE', 'BLOCKED') AND f.waiting_since < ?::timestamptz) w"
                        + " WHERE a.state = 'ACTIVE' AND w.oldest IS NOT NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM channel_stop s WHERE s.channel = a.channel)",
                now,
                before);
    }

    private List<Condition> refusedShare(AlertRules.Rule rule) {
        return accounts(
                rule,
                "round(100 * t.refused / t.wanted)::bigint AS figure FROM channel_account a JOIN (SELECT account,"
                        + " sum(listings) FILTER (WHERE wanted = 'ON_SALE') AS wanted,"
                        + " sum(listings) FILTER (WHERE state IN ('ISSUES', 'SUPPRESSED', 'FAILED_VERIFICATION')) AS refused"
                        + " FROM listing_tally GROUP BY account) t ON t.account = a.id"
                        + " WHERE t.wanted >= ? AND 100.0 * t.refused / t.wanted > ?",
                FEWEST_LISTINGS,
                rule.least());
    }

    private List<Condition> parkedMessage(AlertRules.Rule rule) {
        List<Condition> parked = new ArrayList<>(accounts(
                rule,
                "p.messages AS figure FROM channel_account a JOIN (SELECT account, count(*) AS messages FROM ("
                        + ParkedMessages.OF_ACCOUNTS + ") every GROUP BY account) p ON p.account = a.id"));
        int waiting = events.count(MOST);
        if (waiting > 0) {
            parked.add(new Condition(Condition.NOBODYS, rule.rule(), "events", null, "Kafka", null, waiting, ""));
        }
        return parked;
    }

    private List<Condition> massChange(AlertRules.Rule rule) {
        return accounts(
                rule,
                "sum(m.listings)::bigint AS figure FROM mass_change m JOIN channel_account a ON a.id = m.account"
                        + " WHERE m.state = 'WAITING' GROUP BY a.id");
    }

    private List<Condition> drift(AlertRules.Rule rule) {
        return accounts(
                rule,
                "d.lines AS figure FROM channel_account a CROSS JOIN LATERAL (SELECT id FROM audit WHERE account = a.id"
                        + " AND outcome IN ('COMPLETE', 'INCOMPLETE') ORDER BY id DESC LIMIT 1) x"
                        + " CROSS JOIN LATERAL (SELECT count(*) AS lines FROM (SELECT 1 FROM audit_drift WHERE audit = x.id"
                        + " AND state NOT IN ('CANDIDATE', 'LEFT') LIMIT ?) found) d WHERE d.lines >= greatest(1, ?)",
                MOST,
                rule.least());
    }

    private List<Condition> feedOverdue(AlertRules.Rule rule) {
        return accounts(
                rule,
                "sum(f.lines)::bigint AS figure FROM channel_feed f JOIN channel_account a ON a.id = f.account"
                        + " WHERE f.state <> 'OVER' AND f.late GROUP BY a.id");
    }

    /** No search for orders came to its end for so long, or none ever began, though the account is served. */
    private List<Condition> ordersStale(AlertRules.Rule rule) {
        String now = clock.instant().toString();
        String before = clock.instant()
                .minus(Duration.ofSeconds(Math.round(rule.least() * 60)))
                .toString();
        return accounts(
                rule,
                "floor(extract(epoch FROM ?::timestamptz - greatest(l.last_success_at, a.state_since)) / 60)::bigint AS figure"
                        + " FROM channel_account a LEFT JOIN account_lane l ON l.account = a.id AND l.lane = 'ORDERS'"
                        + " WHERE a.state = 'ACTIVE' AND a.channel = ANY (?) AND greatest(l.last_success_at, a.state_since) < ?::timestamptz"
                        + " AND NOT EXISTS (SELECT 1 FROM channel_stop s WHERE s.channel = a.channel)",
                now,
                withOrders(),
                before);
    }

    private String[] withOrders() {
        return channels.ids().stream()
                .filter(id -> channels.facet(id, OrderSource.class).isPresent())
                .toArray(String[]::new);
    }

    /** Sent off here and not yet confirmed there, though the latest hand-over is near or past. */
    private List<Condition> shipmentDue(AlertRules.Rule rule) {
        return accounts(
                rule,
                "d.parcels AS figure FROM channel_account a JOIN (SELECT s.account, count(*) AS parcels FROM shipment s"
                        + " JOIN remote_order o ON o.account = s.account AND o.remote_order_id = s.remote_order_id"
                        + " WHERE s.state = 'WAITING' AND o.ship_by < ?::timestamptz GROUP BY s.account) d ON d.account = a.id",
                clock.instant()
                        .plus(Duration.ofSeconds(Math.round(rule.least() * 3_600)))
                        .toString());
    }

    private List<Condition> channelStopped(AlertRules.Rule rule) {
        return sql.list(
                "SELECT channel, reason FROM channel_stop",
                row -> new Condition(
                        Condition.NOBODYS,
                        rule.rule(),
                        row.getString("channel"),
                        null,
                        row.getString("channel"),
                        row.getString("channel"),
                        0,
                        row.getString("reason")));
    }

    private List<Condition> accounts(AlertRules.Rule rule, String rest, @Nullable Object... arguments) {
        return sql.list(OF_ACCOUNT + rest, row -> ofAccount(rule, row), arguments);
    }

    private static Condition ofAccount(AlertRules.Rule rule, ResultSet row) throws SQLException {
        return new Condition(
                row.getString("agency"),
                rule.rule(),
                Sql.uuid(row, "account").toString(),
                Sql.uuid(row, "account"),
                row.getString("name"),
                row.getString("channel"),
                row.getLong("figure"),
                "");
    }
}
