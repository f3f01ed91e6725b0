package org.haat.channelsync.adoption;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.channel.ListingCensus.Origin;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.verify.OneByOne;

/** Looks at what a new account has at its channel, page by page, and at single listings where pages do not show all. */
@Singleton
public class LookLane implements Lane {
    private static final String LOOK = "LOOK";
    private static final int TRIES = 3;
    /** A look that goes on for so long does not begin anew. */
    private static final Duration LONG = Duration.ofHours(1);

    private final Channels channels;
    private final Accounts accounts;
    private final AccountLeases leases;
    private final Looks looks;
    private final ListingsThere there;
    private final Adopt adopt;
    private final CallBook calls;
    private final LaneRuns runs;
    private final RetryDelay retryDelay;
    private final OneByOne oneByOne;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    public LookLane(
            Channels channels,
            Accounts accounts,
            AccountLeases leases,
            Looks looks,
            ListingsThere there,
            Adopt adopt,
            CallBook calls,
            LaneRuns runs,
            RetryDelay retryDelay,
            OneByOne oneByOne,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.leases = leases;
        this.looks = looks;
        this.there = there;
        this.adopt = adopt;
        this.calls = calls;
        this.runs = runs;
        this.retryDelay = retryDelay;
        this.oneByOne = oneByOne;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String name() {
        return LOOK;
    }

    @Override
    public boolean urgent() {
        return false;
    }

    @Override
    public Next work(ChannelAccount account) {
        Look look = sql.system(() -> looks.of(account.id()));
        Optional<ListingReader> reader = channels.facet(account.channel(), ListingReader.class);
        return switch (look.state()) {
            case DONE -> Next.idle();
            case EACH -> reader.map(one -> each(account, one)).orElse(Next.idle());
            case CENSUS ->
                channels.facet(account.channel(), ListingCensus.class)
                        .map(census -> page(account, census, look, reader.isPresent()))
                        .orElseGet(() -> end(account, reader.isPresent() ? Look.State.EACH : Look.State.DONE));
        };
    }

    private Next end(ChannelAccount account, Look.State as) {
        return sql.system(() -> {
            looks.end(account.id(), as, clock.instant());
            accounts.wake(account.id());
            return Next.now();
        });
    }

    private Next page(ChannelAccount account, ListingCensus census, Look look, boolean canRead) {
        Duration pause = config.scaled(
                Duration.ofMillis((long) Math.ceil(1_000 / census.censusPlan().ratePerSecond())));
        return call(
                account,
                new Question<>(
                        List.of(),
                        census.censusPageSize(),
                        open -> ends(look, census.census(open, look.cursor())),
                        (page, now) -> take(account, look, page, canRead, now),
                        CensusPage::origin,
                        pause,
                        e -> failed(account, look, e, canRead)));
    }

    private static CensusPage ends(Look look, CensusPage page) {
        if (page.next() != null && page.next().equals(look.cursor())) {
            throw new ChannelException(FailureKind.PROTOCOL, "The channel's pages do not end");
        }
        return page;
    }

    private void take(ChannelAccount account, Look look, CensusPage page, boolean canRead, Instant now) {
        there.see(account.id(), account.agency(), page.found(), now);
        adopt.arrived(
                there.ours(account.id(), page.found().stream().map(Found::sku).toList()));
        looks.goOn(account.id(), page.next(), page.whole(), now);
        if (page.next() == null) {
            boolean whole = look.whole() && page.whole();
            looks.end(account.id(), whole || !canRead ? Look.State.DONE : Look.State.EACH, now);
            accounts.wake(account.id());
        }
    }

    /** A channel that will not page at all is asked about each listing instead, so that nothing waits for ever. */
    private void failed(ChannelAccount account, Look look, ChannelException e, boolean canRead) {
        boolean never = e.kind().retry() == FailureKind.Retry.NEVER && e.kind() != FailureKind.AUTH;
        // A place in the pages may have run out; a page that nobody can read breaks again.
        boolean anew = e.kind() != FailureKind.PROTOCOL && look.cursor() != null && !isLong(look);
        if (never && anew) {
            looks.begin(account.id(), clock.instant());
        } else if (never && canRead) {
            looks.end(account.id(), Look.State.EACH, clock.instant());
        }
    }

    private boolean isLong(Look look) {
        Instant since = look.since();
        return since != null && since.plus(config.scaled(LONG)).isBefore(clock.instant());
    }

    private Next each(ChannelAccount account, ListingReader reader) {
        int batch = channels.find(account.channel())
                .map(channel -> channel.limits().readBatch())
                .orElse(1);
        List<ListingRow> unread = sql.system(() -> unread(account, oneByOne.most(account, LOOK, batch)));
        if (unread.isEmpty()) {
            return Next.idle();
        }
        List<String> skus = unread.stream().map(ListingRow::sku).toList();
        return call(
                account,
                new Question<>(
                        unread,
                        skus.size(),
                        open -> reader.readEach(open, skus),
                        (answers, now) -> read(account, unread, answers, now),
                        answers -> Origin.ONE_CALL,
                        Duration.ZERO,
                        e -> {}));
    }

    private List<ListingRow> unread(ChannelAccount account, int most) {
        return sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM + "JOIN listing_facet f ON f.listing = l.id"
                        + " WHERE f.account = ? AND f.facet = 'CONTENT' AND f.work = 'SEND' AND f.call IS NULL"
                        + " AND f.applied_hash IS NULL AND l.read_at IS NULL AND l.verify_due_at IS NULL"
                        + " ORDER BY f.rank LIMIT ?",
                Listings::read,
                account.id(),
                most);
    }

    private void read(ChannelAccount account, List<ListingRow> asked, List<RemoteListing> answers, Instant now) {
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (answers.get(i).present()) {
                found.add(Found.of(answers.get(i)));
            }
        }
        there.see(account.id(), account.agency(), found, now);
        List<Long> ids = asked.stream().map(ListingRow::id).toList();
        adopt.arrived(ids);
        sql.update("UPDATE listing SET read_at = ? WHERE id = ANY (?)", now, ids.toArray(Long[]::new));
        accounts.wake(account.id());
    }

    /**
     * One call, or one turn of a report that takes several.
     *
     * @param asked listings that it is about, none of a page
     * @param failing what else there is to do after a failure
     */
    private record Question<T>(
            List<ListingRow> asked,
            int lines,
            Function<Account, T> question,
            BiConsumer<T, Instant> taking,
            Function<T, Origin> origin,
            Duration pause,
            Consumer<ChannelException> failing) {}

    private record Begun(long call, Account account) {}

    private <T> Next call(ChannelAccount account, Question<T> question) {
        Optional<Begun> begun = sql.system(() -> begin(account, question.lines()));
        if (begun.isEmpty()) {
            return Next.idle();
        }
        try {
            T answer = question.question().apply(begun.get().account());
            Origin origin = question.origin().apply(answer);
            sql.system(() -> taken(begun.get(), question, answer, origin));
            oneByOne.answered(account, LOOK, question.asked());
            runs.succeeded(account.id(), LOOK, question.lines(), null, LOOK);
            return next(origin, question.pause());
        } catch (ChannelException e) {
            return failed(account, begun.get(), question, e);
        } catch (RuntimeException e) {
            if (question.asked().isEmpty()) {
                throw e;
            }
            return failed(account, begun.get(), question, OneByOne.unreadable(account, e));
        }
    }

    private <T> boolean taken(Begun begun, Question<T> question, T answer, Origin origin) {
        Instant now = clock.instant();
        question.taking().accept(answer, now);
        if (origin.calls() == 0) {
            calls.withdraw(begun.call());
        } else {
            calls.close(begun.call(), null, null, now);
        }
        return true;
    }

    private Next failed(ChannelAccount account, Begun begun, Question<?> question, ChannelException e) {
        Duration wait = retryDelay.after(TRIES, e);
        // Read back ever later; it is looked at here again once that told something.
        Optional<ListingRow> alone = oneByOne.atFault(account, LOOK, question.asked(), e);
        sql.system(() -> {
            calls.failed(begun.call(), e, clock.instant());
            alone.ifPresent(row -> oneByOne.putOff(row, e));
            question.failing().accept(e);
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        runs.failed(account.id(), LOOK, wait, e.kind().name());
        return Next.notBefore(wait);
    }

    private Next next(Origin origin, Duration pause) {
        if (origin.calls() == 0) {
            return Next.now();
        }
        Duration wait = config.scaled(origin.pause());
        return wait.compareTo(pause) > 0 ? Next.notBefore(wait) : Next.after(pause);
    }

    private Optional<Begun> begin(ChannelAccount account, int lines) {
        boolean active =
                accounts.find(account.id()).filter(ChannelAccount::isActive).isPresent();
        return active && leases.holds(account.id())
                ? Optional.of(new Begun(calls.open(account, LOOK, lines, clock.instant()), accounts.open(account)))
                : Optional.empty();
    }
}
