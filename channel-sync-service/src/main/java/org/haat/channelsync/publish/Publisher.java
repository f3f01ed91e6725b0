package org.haat.channelsync.publish;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.OwnFault;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.Facet;
import org.haat.edge.DatabaseDown;
import org.jspecify.annotations.Nullable;

/** Makes one call of a lane: claim, send, settle. */
@Singleton
public class Publisher {
    /** After these the next call would fare no better. */
    private static final Set<FailureKind> OF_THE_LANE =
            EnumSet.of(FailureKind.THROTTLED, FailureKind.TEMPORARY, FailureKind.AUTH, FailureKind.FORBIDDEN);

    /** What may be the matter with one line alone holds up the others no longer than this. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(15);

    private final Channels channels;
    private final Claims claims;
    private final CallBook calls;
    private final CallLines lines;
    private final LineSettling settling;
    private final Accounts accounts;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final Map<Place, Queue<Answered>> unsettled = new ConcurrentHashMap<>();
    private final Sql sql;
    private final Clock clock;

    public Publisher(
            Channels channels,
            Claims claims,
            CallBook calls,
            CallLines lines,
            LineSettling settling,
            Accounts accounts,
            RetryDelay retryDelay,
            LaneRuns runs,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.claims = claims;
        this.calls = calls;
        this.lines = lines;
        this.settling = settling;
        this.accounts = accounts;
        this.retryDelay = retryDelay;
        this.runs = runs;
        this.sql = sql;
        this.clock = clock;
    }

    /** Sends one batch of a facet. */
    Next publish(ChannelAccount account, Facet facet) {
        Optional<Sender> sender = channels.find(account.channel()).flatMap(channel -> Sender.of(channel, facet));
        if (sender.isEmpty()) {
            return Next.idle();
        }
        Place place = new Place(account.id(), facet);
        Answered left = unsettled(place).poll();
        if (left != null) {
            return writeDown(account, place, left);
        }
        Optional<Claim> claim = claims.take(account, facet, sender.get().batch());
        if (claim.isEmpty()) {
            return Next.idle();
        }
        Result result = send(sender.get(), claim.get());
        return writeDown(account, place, new Answered(claim.get(), result, next(account, claim.get(), result)));
    }

    private record Place(UUID account, Facet facet) {}

    private record Answered(Claim claim, Result result, Next next) {}

    /** What the channel answered is kept until the database takes it: an answer must not be lost because we could not write. */
    private Next writeDown(ChannelAccount account, Place place, Answered answered) {
        try {
            sql.plannedOnce(() -> {
                settle(account, answered.claim(), answered.result());
                return true;
            });
        } catch (RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                unsettled(place)
                        .add(answered); // else it would fail again: the call stays open and is read back in time
            }
            throw e;
        }
        note(place, answered);
        return answered.next();
    }

    private Queue<Answered> unsettled(Place place) {
        return unsettled.computeIfAbsent(place, any -> new ConcurrentLinkedQueue<>());
    }

    /**
     * @param failure of the whole call, else null
     * @param retryIn how long to wait before what failed is tried again
     */
    private record Result(List<Outcome> outcomes, @Nullable ChannelException failure, Duration retryIn) {
        Optional<FailureKind> worst() {
            boolean garbled = outcomes.stream().allMatch(Publisher::isGarbled);
            if (garbled) {
                return Optional.of(FailureKind.PROTOCOL); // the next call would fare no better
            }
            return outcomes.stream()
                    .filter(outcome -> outcome.status() == Outcome.Status.FAILED)
                    .map(outcome -> outcome.failure() == null ? FailureKind.UNKNOWN : outcome.failure())
                    .filter(OF_THE_LANE::contains)
                    .findFirst();
        }
    }

    private Result send(Sender sender, Claim claim) {
        int attempts = claim.lines().stream()
                .mapToInt(line -> line.facet(claim.operation().facet()).attempts())
                .max()
                .orElse(0);
        try {
            List<Outcome> outcomes = sender.send(claim);
            if (outcomes.size() != claim.lines().size()) {
                throw new ChannelException(
                        FailureKind.UNKNOWN,
                        "The channel answered " + outcomes.size() + " lines of "
                                + claim.lines().size());
            }
            return new Result(outcomes, null, wait(outcomes, attempts));
        } catch (ChannelException e) {
            return failed(claim, e, attempts);
        } catch (RuntimeException e) {
            String fault = OwnFault.log(
                    "Call " + claim.call() + " failed in a way its channel must not; its outcome is read back:", e);
            return failed(claim, new ChannelException(FailureKind.UNKNOWN, fault), attempts);
        }
    }

    private Duration wait(List<Outcome> outcomes, int attempts) {
        boolean denied = outcomes.stream().anyMatch(outcome -> outcome.failure() == FailureKind.AUTH);
        return denied ? Duration.ZERO : retryDelay.after(attempts, longestWait(outcomes));
    }

    private static @Nullable Duration longestWait(List<Outcome> outcomes) {
        Duration longest = null;
        for (Outcome outcome : outcomes) {
            Duration wait = outcome.retryAfter();
            if (wait != null && (longest == null || wait.compareTo(longest) > 0)) {
                longest = wait;
            }
        }
        return longest;
    }

    private Result failed(Claim claim, ChannelException e, int attempts) {
        List<Outcome> outcomes = claim.lines().stream()
                .map(line -> Outcome.failed(line.listing().sku(), e))
                .toList();
        // our own count of permits is exact
        Optional<Duration> known = e.isOwnQuota() ? e.retryAfter() : Optional.empty();
        return new Result(outcomes, e, known.orElseGet(() -> retryDelay.after(attempts, e)));
    }

    private void settle(ChannelAccount account, Claim claim, Result result) {
        Instant now = clock.instant();
        ChannelException failure = result.failure();
        if (failure != null && failure.isOwnQuota()) {
            settling.release(account, claim, now);
            calls.withdraw(claim.call());
            return;
        }
        LineSettling.Settled settled =
                settling.settle(account, claim, patient(claim, result.outcomes()), result.retryIn(), now);
        lines.close(claim, result.outcomes(), failure, settled.texts(), now);
        stopIfDenied(account, result);
        wake(account, claim.operation(), settled.lanes());
    }

    private static boolean isGarbled(Outcome outcome) {
        return outcome.status() == Outcome.Status.FAILED && outcome.failure() == FailureKind.PROTOCOL;
    }

    /** What nobody could read says nothing about the listing: it goes again, ever later, and rests only when it stays so. */
    private static List<Outcome> patient(Claim claim, List<Outcome> outcomes) {
        List<Outcome> patient = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            int tries = claim.lines().get(i).facet(claim.operation().facet()).attempts();
            boolean again = isGarbled(outcome) && RetryDelay.triesGarbledAgain(tries);
            patient.add(again ? outcome.as(FailureKind.TEMPORARY) : outcome);
        }
        return patient;
    }

    /** A whole listing concerns every lane, a part of one only those that have something to do now. */
    private void wake(ChannelAccount account, Operation operation, Set<String> lanes) {
        if (operation.facet() == Facet.CONTENT) {
            accounts.wake(account.id());
        } else if (!lanes.isEmpty()) {
            accounts.wake(account.id(), lanes);
        }
    }

    private void stopIfDenied(ChannelAccount account, Result result) {
        if (result.worst().filter(kind -> kind == FailureKind.AUTH).isPresent()) {
            String cause = result.outcomes().stream()
                    .filter(outcome -> outcome.failure() == FailureKind.AUTH)
                    .flatMap(outcome -> outcome.issues().stream())
                    .map(issue -> issue.message())
                    .findFirst()
                    .orElse("The channel does not accept the credentials");
            accounts.find(account.id())
                    .filter(ChannelAccount::isActive)
                    .ifPresent(active -> accounts.changeState(active, AccountState.NEEDS_REAUTH, cause, "engine"));
        }
    }

    private Next next(ChannelAccount account, Claim claim, Result result) {
        Optional<FailureKind> worst = result.worst();
        if (worst.isEmpty()) {
            return claim.more() ? Next.now() : Next.idle();
        }
        if (result.failure() == null || !result.failure().isOwnQuota()) {
            Log.warnf(
                    "%s of account %s: %s, goes on in %s",
                    claim.operation().facet(), account.id(), worst.get(), RetryDelay.inWords(result.retryIn()));
        }
        return worst.get() == FailureKind.AUTH ? Next.idle() : Next.notBefore(rest(worst.get(), result.retryIn()));
    }

    private static Duration rest(FailureKind worst, Duration retryIn) {
        boolean maybeOfOne = worst == FailureKind.PROTOCOL || worst == FailureKind.FORBIDDEN;
        return maybeOfOne && retryIn.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : retryIn;
    }

    private void note(Place place, Answered answered) {
        Optional<FailureKind> worst = answered.result().worst();
        String lane = place.facet().name();
        if (worst.isPresent()) {
            runs.failed(
                    place.account(), lane, answered.next().after(), worst.get().name());
        } else {
            Claim claim = answered.claim();
            runs.succeeded(
                    place.account(),
                    lane,
                    claim.lines().size(),
                    null,
                    claim.operation().name());
        }
    }
}
