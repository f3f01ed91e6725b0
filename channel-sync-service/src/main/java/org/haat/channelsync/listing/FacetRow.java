package org.haat.channelsync.listing;

import java.time.Instant;
import java.util.UUID;
import org.haat.channelsync.database.StoredJson;
import org.jspecify.annotations.Nullable;

/**
 * One facet of one listing with its work. Immutable: each rule gives a new row.
 *
 * @param call the call under way that carries this facet, else null
 */
public record FacetRow(
        long listing,
        Facet facet,
        String agency,
        UUID account,
        @Nullable String desired,
        String desiredHash,
        long desiredVersion,
        Instant desiredAt,
        @Nullable String applied,
        @Nullable String appliedHash,
        long appliedVersion,
        @Nullable Instant appliedAt,
        Work work,
        Urgency urgency,
        @Nullable Instant dueAt,
        @Nullable Instant waitingSince,
        @Nullable Instant rank,
        int attempts,
        @Nullable String blockedCause,
        @Nullable Long call) {

    /** Why content is blocked whose link a person took back: only a person ends it, by linking it again. */
    public static final String UNLINKED = "UNLINKED";

    static FacetRow first(long listing, Facet facet, String agency, UUID account, Desired desired, Instant now) {
        return new FacetRow(
                listing,
                facet,
                agency,
                account,
                desired.json(),
                desired.hash(),
                desired.version(),
                now,
                null,
                null,
                0,
                null,
                Work.NONE,
                Urgency.NONE,
                null,
                null,
                null,
                0,
                null,
                null);
    }

    public boolean isInStep() {
        return desiredHash.equals(appliedHash);
    }

    /** True when the channel has, or may have, this listing. Only meaningful for content. */
    public boolean isListed() {
        boolean appliedOnce = appliedHash != null && !appliedHash.equals(FacetValues.RETIRED);
        return appliedOnce || call != null || work == Work.READ_BACK;
    }

    /** The catalogue says anew what should be. A refused value that changed may be tried again. */
    FacetRow desire(Desired value, boolean mayGo, Instant earliest, Instant now) {
        boolean changed = !value.hash().equals(desiredHash);
        FacetRow row =
                with(changed ? value : new Desired(desired, desiredHash, value.version()), changed ? now : desiredAt);
        boolean waitsForPerson = UNLINKED.equals(blockedCause)
                || "AWAITING_IDENTIFIER".equals(blockedCause) && !value.hash().equals(FacetValues.RETIRED);
        if (changed && row.work == Work.BLOCKED && !waitsForPerson) {
            row = row.rest();
        }
        return (changed ? row.untried() : row).plan(mayGo, earliest, now);
    }

    /** A value that nobody sent yet has not failed; the pause that the channel asked for stays, as does a call with the old one. */
    private FacetRow untried() {
        return with(work, urgency, dueAt, waitingSince, rank, 0, blockedCause, call);
    }

    /** Decides the work from the difference; a call under way, a reading or a refusal decides first. */
    public FacetRow plan(boolean mayGo, Instant earliest, Instant now) {
        if (call != null || work == Work.READ_BACK || work == Work.BLOCKED) {
            return this;
        }
        if (isInStep() || !mayGo) {
            return rest();
        }
        Instant since = waitingSince == null ? now : waitingSince;
        boolean pauses = work == Work.SEND && dueAt != null && (attempts > 0 || dueAt.isAfter(earliest));
        Instant due = pauses ? dueAt : earliest;
        Urgency urgent = urgencyNow();
        return with(Work.SEND, urgent, due, since, urgent.rank(since), attempts, null, null);
    }

    /** The channel took what the call carried. */
    public FacetRow accepted(@Nullable String value, String hash, long version, Instant now) {
        FacetRow row = with(wish(), desiredAt, new Applied(value, hash, version, now), Queue.EMPTY);
        return row.plan(true, now, now);
    }

    /** The listing is gone: nothing is applied any more. */
    public FacetRow gone() {
        return with(wish(), desiredAt, Applied.NOTHING, Queue.EMPTY);
    }

    public FacetRow refused(String cause) {
        return with(Work.BLOCKED, urgency, null, waitingSince, null, attempts + 1, cause, null);
    }

    /**
     * The call did not come through; nothing was changed by it.
     *
     * @param sentHash of the value that it carried: another one that came in meanwhile has not failed
     */
    public FacetRow tryAgain(String sentHash, Instant when, Instant now) {
        Instant since = waitingSince == null ? now : waitingSince;
        Urgency urgent = urgencyNow();
        return with(Work.SEND, urgent, when, since, urgent.rank(since), attemptsAfter(sentHash), null, null);
    }

    /** @param sentHash as for {@link #tryAgain} */
    public FacetRow unknown(String sentHash, Instant now) {
        Instant since = waitingSince == null ? now : waitingSince;
        return with(Work.READ_BACK, urgency, null, since, null, attemptsAfter(sentHash), null, null);
    }

    private int attemptsAfter(String sentHash) {
        return sentHash.equals(desiredHash) ? attempts + 1 : 0;
    }

    /**
     * A reading answered the unknown outcome: what the channel has is not what we sent.
     *
     * @param due when it may be sent again
     */
    public FacetRow notApplied(boolean mayGo, Instant due, Instant now) {
        return with(Work.NONE, urgency, null, waitingSince, null, attempts, null, null)
                .plan(mayGo, due, now);
    }

    /** A person had it tried again, or the call that carried it is over. */
    public FacetRow released(boolean mayGo, Instant now) {
        return with(Work.NONE, urgency, null, waitingSince, null, 0, null, null).plan(mayGo, now, now);
    }

    /** Does not wait for the feed in which an older value travels: when the feed is over, this value goes once more. */
    public FacetRow overtake(Instant since) {
        return with(Work.NONE, urgency, null, since, null, 0, null, null);
    }

    /** A feed is over that carried an older value, which may have come after the newer one. */
    public FacetRow overwritten(FacetRow older, Instant now) {
        if (work == Work.BLOCKED || work == Work.READ_BACK) {
            return this; // a refusal waits for a change, and a reading tells by itself
        }
        Applied has = new Applied(older.desired, older.desiredHash, older.desiredVersion, now);
        if (!isInStep() && call == null && attempts == 0) {
            Queue waits = new Queue(work, urgency, dueAt, waitingSince, rank, 0, blockedCause, null);
            return with(wish(), desiredAt, has, waits).plan(true, now, now); // nobody has sent the newer one yet
        }
        FacetRow row = with(wish(), desiredAt, has, Queue.EMPTY);
        return row.isInStep() ? row : row.tryAgain(desiredHash, now, now);
    }

    /** As it was when a call took it. */
    public FacetRow asSent(@Nullable String value, String hash, long version) {
        Queue queue = new Queue(Work.SEND, urgency, dueAt, waitingSince, rank, attempts, blockedCause, call);
        return with(
                new Desired(value, hash, version),
                desiredAt,
                new Applied(applied, appliedHash, appliedVersion, appliedAt),
                queue);
    }

    public FacetRow taken(long callId) {
        return with(work, urgency, dueAt, waitingSince, rank, attempts, blockedCause, callId);
    }

    /** The call is over and said nothing of this facet. */
    public FacetRow putBack() {
        return with(
                work == Work.FEED ? Work.NONE : work, urgency, dueAt, waitingSince, rank, attempts, blockedCause, null);
    }

    private Urgency urgencyNow() {
        return switch (facet) {
            case PRICE -> Urgency.PRICE;
            case STOCK ->
                Urgency.ofStock(
                        desired == null
                                ? 0
                                : StoredJson.read(desired, FacetValues.Stock.class)
                                        .quantity(),
                        FacetValues.quantity(applied));
            case CONTENT ->
                desiredHash.equals(FacetValues.RETIRED)
                        ? Urgency.RETIRE
                        : appliedHash == null ? Urgency.NEW_LISTING : Urgency.CONTENT;
        };
    }

    private FacetRow rest() {
        return with(Work.NONE, Urgency.NONE, null, null, null, 0, null, call);
    }

    private Desired wish() {
        return new Desired(desired, desiredHash, desiredVersion);
    }

    private FacetRow with(Desired value, Instant at) {
        Queue queue = new Queue(work, urgency, dueAt, waitingSince, rank, attempts, blockedCause, call);
        return with(value, at, new Applied(applied, appliedHash, appliedVersion, appliedAt), queue);
    }

    private FacetRow with(
            Work nextWork,
            Urgency nextUrgency,
            @Nullable Instant due,
            @Nullable Instant since,
            @Nullable Instant nextRank,
            int tries,
            @Nullable String cause,
            @Nullable Long nextCall) {
        Queue queue = new Queue(nextWork, nextUrgency, due, since, nextRank, tries, cause, nextCall);
        return with(wish(), desiredAt, new Applied(applied, appliedHash, appliedVersion, appliedAt), queue);
    }

    private FacetRow with(Desired value, Instant at, Applied has, Queue queue) {
        return new FacetRow(
                listing,
                facet,
                agency,
                account,
                value.json(),
                value.hash(),
                value.version(),
                at,
                has.json(),
                has.hash(),
                has.version(),
                has.at(),
                queue.work(),
                queue.urgency(),
                queue.dueAt(),
                queue.waitingSince(),
                queue.rank(),
                queue.attempts(),
                queue.blockedCause(),
                queue.call());
    }

    /** What the channel last took. */
    private record Applied(
            @Nullable String json,
            @Nullable String hash,
            long version,
            @Nullable Instant at) {
        static final Applied NOTHING = new Applied(null, null, 0, null);
    }

    /** What is to be done, and when. */
    private record Queue(
            Work work,
            Urgency urgency,
            @Nullable Instant dueAt,
            @Nullable Instant waitingSince,
            @Nullable Instant rank,
            int attempts,
            @Nullable String blockedCause,
            @Nullable Long call) {
        static final Queue EMPTY = new Queue(Work.NONE, Urgency.NONE, null, null, null, 0, null, null);
    }
}
