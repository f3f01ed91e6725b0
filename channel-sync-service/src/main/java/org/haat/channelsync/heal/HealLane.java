package org.haat.channelsync.heal;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.Knocking;
import org.haat.channelsync.account.Knockings;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;

/**
 * Knocks for an account that a channel refuses: one small question at growing intervals, so that it goes on by itself once the
 * seller has given consent again, and the partner is not bothered meanwhile.
 */
@Singleton
public class HealLane implements Lane {
    private static final String ACCESS = "ACCESS";
    private final Channels channels;
    private final Accounts accounts;
    private final Knockings knockings;
    private final LaneRuns runs;
    private final Sql sql;
    private final Clock clock;

    public HealLane(Channels channels, Accounts accounts, Knockings knockings, LaneRuns runs, Sql sql, Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.knockings = knockings;
        this.runs = runs;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACCESS;
    }

    @Override
    public boolean urgent() {
        return false;
    }

    /** One small question, on which everything of the account waits. */
    @Override
    public boolean givesWay() {
        return false;
    }

    @Override
    public boolean serves(ChannelAccount account) {
        return account.state() == AccountState.NEEDS_REAUTH && !account.awaitsConsent() && account.stopped() == null;
    }

    @Override
    public Next work(ChannelAccount account) {
        Optional<Consumer<Account>> question = question(account);
        if (question.isEmpty()) {
            return Next.idle(); // it waits for a person
        }
        Knocking knocking = sql.system(() -> knockings.of(account));
        Duration wait = Duration.between(clock.instant(), knocking.dueAt());
        if (!wait.isNegative() && !wait.isZero()) {
            return Next.after(wait);
        }
        return knock(account, knocking, question.get());
    }

    /** Something small that only a seller who is let in is told. */
    private Optional<Consumer<Account>> question(ChannelAccount account) {
        return channels.facet(account.channel(), OrderSource.class).map(source -> open -> {
            var unused = source.ordersChangedSince(open, clock.instant(), null);
        });
    }

    private Next knock(ChannelAccount account, Knocking knocking, Consumer<Account> question) {
        try {
            question.accept(sql.system(() -> accounts.open(account)));
        } catch (ChannelException e) {
            if (e.kind()
                    != FailureKind.FORBIDDEN) { // let in, and not allowed to see orders: that is that lane's matter
                return refused(account, knocking, e);
            }
        }
        boolean healed = sql.system(() -> {
            Instant now = clock.instant();
            knockings.save(account, knocking.healed(now));
            return accounts.letInAgain(account);
        });
        runs.succeeded(account.id(), ACCESS, 0, null, "LET_IN");
        if (healed) {
            Log.infof("Account %s is let in again and goes on", account.id());
        }
        return Next.idle();
    }

    private Next refused(ChannelAccount account, Knocking knocking, ChannelException e) {
        Duration wait = sql.system(() -> {
            Instant now = clock.instant();
            List<Duration> intervals = knockings.intervals();
            Knocking next = e.kind() == FailureKind.AUTH
                    ? knocking.refused(now, intervals)
                    : knocking.unanswered(now, e.retryAfter().orElse(Duration.ZERO), intervals);
            knockings.save(account, next);
            return Duration.between(now, next.dueAt());
        });
        runs.failed(account.id(), ACCESS, wait, e.kind().name());
        return Next.after(wait);
    }
}
