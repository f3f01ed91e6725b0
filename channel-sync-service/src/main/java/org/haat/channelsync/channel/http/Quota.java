package org.haat.channelsync.channel.http;

import org.jspecify.annotations.Nullable;

/**
 * What a partner allows one account for one operation (or one group of operations that share a bucket).
 *
 * @param bucket operations of one bucket share its permits; an operation alone is a bucket of its own name
 * @param operation the partner's name of the operation; also the label of metrics and transcript
 * @param ratePerSecond permits that come back per second
 * @param burst permits at most at one moment, at least 1
 * @param left permits that this call leaves in the bucket for calls that go on with what another began
 * @param goesOn whether this call goes on with what another began: it may take the last permit
 * @param group whose accounts share the bucket (an application's, a seller's in several stores), without a secret in its name;
 *     null where each account has its own
 * @param share of what the partner grants that Haat uses, above 0 and at most 1; rate and burst are that part already
 */
public record Quota(
        String bucket,
        String operation,
        double ratePerSecond,
        int burst,
        int left,
        boolean goesOn,
        @Nullable String group,
        double share) {
    /** Of a bucket's burst, what calls that give way leave to the others. */
    private static final int SHARE_LEFT_BY_WHO_GIVES_WAY = 8;

    public Quota(String bucket, String operation, double ratePerSecond, int burst) {
        this(bucket, operation, ratePerSecond, burst, 0, false, null, 1);
    }

    public Quota(String operation, double ratePerSecond, int burst) {
        this(operation, operation, ratePerSecond, burst);
    }

    public Quota {
        if (!(ratePerSecond > 0) || burst < 1 || left < 0 || !(share > 0)) {
            throw new IllegalArgumentException(
                    "Quota of " + operation + " needs a rate above 0 and a burst of at least 1");
        }
    }

    /** A limit stated per rolling hour: {@code burst} may go at once and never more than {@code calls} in any hour. */
    public static Quota perHour(String operation, int calls, int burst) {
        return new Quota(operation, Math.max(1, calls - burst) / 3600.0, burst);
    }

    /** Another operation that draws from this bucket. */
    public Quota forOperation(String other) {
        return new Quota(bucket, other, ratePerSecond, burst, left, goesOn, group, share);
    }

    /** For work of several calls that share a bucket: what begins leaves this many permits to what goes on. */
    public Quota leaving(int permits) {
        return new Quota(bucket, operation, ratePerSecond, burst, permits, goesOn, group, share);
    }

    /** For a call without which those before it were in vain. */
    public Quota goingOn() {
        return new Quota(bucket, operation, ratePerSecond, burst, left, true, group, share);
    }

    /** The same with another rate and burst. */
    public Quota at(double otherRate, int otherBurst) {
        return new Quota(bucket, operation, otherRate, otherBurst, left, goesOn, group, share);
    }

    /** The bucket that all accounts of a group share. */
    public Quota of(String ofGroup) {
        return new Quota(bucket, operation, ratePerSecond, burst, left, goesOn, ofGroup, share);
    }

    /** The part of it that Haat uses, also of a rate that the partner tells later. */
    public Quota shared(double part) {
        return part >= 1
                ? this
                : new Quota(
                        bucket,
                        operation,
                        ratePerSecond * part,
                        Math.max(1, (int) (burst * part)),
                        left,
                        goesOn,
                        group,
                        part);
    }

    /** What Haat uses of a rate that the partner told. */
    public double ours(double toldPerSecond) {
        return toldPerSecond * share;
    }

    /** Permits that must be in the bucket beside the one that this thread's call takes. */
    public int floor() {
        return OnLane.givesWay() ? floor(burst / SHARE_LEFT_BY_WHO_GIVES_WAY) : floor(0);
    }

    /** As {@link #floor()}, with so many left to more urgent calls; never so many that no call ever goes. */
    public int floor(int toTheUrgent) {
        return goesOn ? 0 : Math.min(burst - 1, left + toTheUrgent);
    }
}
