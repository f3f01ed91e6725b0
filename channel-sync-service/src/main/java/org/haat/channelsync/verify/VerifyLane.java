package org.haat.channelsync.verify;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.Propagation;
import org.haat.channelsync.engine.PropagationBook;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.Issues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.StateChange;

/**
 * Reads due listings back, a full call at a time. After an answer that nobody can read each of that call is asked about alone, so
 * that the one at fault is put off and holds up no other.
 */
@Singleton
public class VerifyLane implements Lane {
    public static final String READ = "READ";
    private final Channels channels;
    private final Accounts accounts;
    private final AccountLeases leases;
    private final Listings listings;
    private final ListingStates states;
    private final Issues issues;
    private final CallBook calls;
    private final PropagationBook propagation;
    private final VerifySchedule schedule;
    private final OneByOne oneByOne;
    private final SendAgain sendAgain;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final Sql sql;
    private final Clock clock;

    public VerifyLane(
            Channels channels,
            Accounts accounts,
            AccountLeases leases,
            Listings listings,
            ListingStates states,
            Issues issues,
            CallBook calls,
            PropagationBook propagation,
            VerifySchedule schedule,
            OneByOne oneByOne,
            SendAgain sendAgain,
            RetryDelay retryDelay,
            LaneRuns runs,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.leases = leases;
        this.listings = listings;
        this.states = states;
        this.issues = issues;
        this.calls = calls;
        this.propagation = propagation;
        this.schedule = schedule;
        this.oneByOne = oneByOne;
        this.sendAgain = sendAgain;
        this.retryDelay = retryDelay;
        this.runs = runs;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String name() {
        return READ;
    }

    @Override
    public boolean urgent() {
        return false;
    }

    private record Batch(long call, Account account, List<ListingRow> rows, Map<Long, Map<Facet, Reading.Sent>> sent) {}

    @Override
    public Next work(ChannelAccount account) {
        Optional<Channel> channel = channels.find(account.channel());
        Optional<ListingReader> reader = channel.flatMap(one -> one.facet(ListingReader.class));
        if (reader.isEmpty()) {
            return sql.system(() -> sendAgain.some(account));
        }
        int most = oneByOne.most(account, READ, channel.get().limits().readBatch());
        Optional<Batch> batch = sql.system(() -> take(account, most));
        if (batch.isEmpty()) {
            return sql.system(() -> nextDue(account));
        }
        return read(account, reader.get(), batch.get());
    }

    private Optional<Batch> take(ChannelAccount account, int limit) {
        Instant now = clock.instant();
        boolean active =
                accounts.find(account.id()).filter(ChannelAccount::isActive).isPresent();
        if (!active || !leases.holds(account.id())) {
            return Optional.empty();
        }
        List<ListingRow> rows = sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM + "WHERE l.account = ? AND l.verify_due_at <= ?"
                        + " ORDER BY l.verify_due_at LIMIT ?",
                Listings::read,
                account.id(),
                now.plus(schedule.slack()),
                limit);
        boolean due = rows.stream()
                .anyMatch(row -> row.verifyDueAt() != null && !row.verifyDueAt().isAfter(now));
        if (!due) {
            return Optional.empty();
        }
        long call = calls.open(account, READ, rows.size(), now);
        return Optional.of(new Batch(call, accounts.open(account), rows, lastSent(rows)));
    }

    /** What the last call tried to set, for the facets whose outcome is unknown. */
    private Map<Long, Map<Facet, Reading.Sent>> lastSent(List<ListingRow> rows) {
        Map<Long, Map<Facet, Reading.Sent>> sent = new HashMap<>();
        sql.list(
                "SELECT DISTINCT ON (l.listing, l.facet) l.listing, l.facet, l.value, l.hash, l.version"
                        + " FROM listing_facet f JOIN channel_call_line l ON l.listing = f.listing AND l.facet = f.facet"
                        + " WHERE f.listing = ANY (?) AND f.work = 'READ_BACK' ORDER BY l.listing, l.facet, l.call DESC",
                row -> sent.computeIfAbsent(row.getLong("listing"), id -> new EnumMap<>(Facet.class))
                        .put(
                                Facet.valueOf(row.getString("facet")),
                                new Reading.Sent(
                                        row.getString("value"), row.getString("hash"), row.getLong("version"))),
                (Object) rows.stream().map(ListingRow::id).toArray(Long[]::new));
        return sent;
    }

    private Next nextDue(ChannelAccount account) {
        return sql.first(
                        "SELECT verify_due_at FROM listing WHERE account = ? AND verify_due_at IS NOT NULL"
                                + " ORDER BY verify_due_at LIMIT 1",
                        row -> Sql.instantOf(row, "verify_due_at"),
                        account.id())
                .map(due -> Duration.between(clock.instant(), due))
                .map(wait -> Next.after(wait.isNegative() ? Duration.ofMillis(1) : wait))
                .orElse(Next.idle());
    }

    private Next read(ChannelAccount account, ListingReader reader, Batch batch) {
        List<String> skus = batch.rows().stream().map(ListingRow::sku).toList();
        try {
            List<RemoteListing> answers = reader.readEach(batch.account(), skus);
            sql.system(() -> settle(account, batch, answers));
            oneByOne.answered(account, READ, batch.rows());
            runs.succeeded(account.id(), READ, batch.rows().size(), null, "Read back");
            return Next.now();
        } catch (ChannelException e) {
            return failed(account, batch, e);
        } catch (RuntimeException e) {
            return failed(account, batch, OneByOne.unreadable(account, e));
        }
    }

    private boolean settle(ChannelAccount account, Batch batch, List<RemoteListing> answers) {
        Instant now = clock.instant();
        List<Long> ids = batch.rows().stream().map(ListingRow::id).toList();
        Map<Long, ListingRow> rows = listings.lock(ids).stream().collect(Collectors.toMap(ListingRow::id, row -> row));
        Map<Long, Map<Facet, FacetRow>> facets = listings.facets(ids);
        Map<Long, List<ChannelIssue>> before = oneByOne.said(ids);
        List<Reading> readings = new ArrayList<>();
        List<StateChange> changes = new ArrayList<>();
        for (int i = 0; i < batch.rows().size(); i++) {
            ListingRow asked = batch.rows().get(i);
            ListingRow row = rows.get(asked.id());
            Map<Facet, FacetRow> current = facets.get(asked.id());
            // Something was accepted since we asked: this answer may be older than that. The next reading tells.
            if (row != null && current != null && Objects.equals(row.acceptedAt(), asked.acceptedAt())) {
                Map<Facet, Reading.Sent> sent = batch.sent().getOrDefault(row.id(), Map.of());
                Reading reading = new Reading(schedule, now, answers.get(i), sent, row, current);
                changes.addAll(reading.decide(before.getOrDefault(row.id(), List.of())));
                readings.add(reading);
            }
        }
        save(readings, changes, now);
        List<Duration> times = readings.stream()
                .flatMap(reading -> reading.seenAfter().stream())
                .toList();
        propagation.took(account, Propagation.Stage.LIVE, times, now);
        calls.close(batch.call(), null, null, now);
        accounts.wake(account.id());
        return true;
    }

    private void save(List<Reading> readings, List<StateChange> changes, Instant now) {
        listings.save(readings.stream().map(Reading::listing).toList());
        listings.saveFacets(readings.stream()
                .flatMap(reading -> reading.facets().values().stream())
                .toList());
        listings.observe(
                readings.stream()
                        .flatMap(reading -> reading.observations().stream())
                        .toList(),
                now);
        issues.replace(
                readings.stream()
                        .map(reading -> new Issues.Said(reading.listing(), READ, reading.issues()))
                        .toList(),
                now);
        states.change(changes, now);
    }

    private Next failed(ChannelAccount account, Batch batch, ChannelException e) {
        int attempts =
                batch.rows().stream().mapToInt(ListingRow::verifyAttempts).min().orElse(0);
        Duration wait = retryDelay.after(Math.min(attempts, 4), e);
        Optional<ListingRow> alone = oneByOne.atFault(account, READ, batch.rows(), e);
        sql.system(() -> {
            calls.failed(batch.call(), e, clock.instant());
            alone.ifPresent(row -> oneByOne.putOff(row, e));
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        runs.failed(account.id(), READ, wait, e.kind().name());
        return Next.notBefore(wait);
    }
}
