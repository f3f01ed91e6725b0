package org.haat.channelsync.channel.http;

/**
 * What a partner allows one account for one operation (or one group of operations that share a bucket).
 *
 * @param bucket operations of one bucket share its permits; an operation alone is a bucket of its own name
 * @param operation the partner's name of the operation; also the label of metrics and transcript
 * @param ratePerSecond permits that come back per second
 * @param burst permits at most at one moment, at least 1
 */
public record Quota(String bucket, String operation, double ratePerSecond, int burst) {
    public Quota(String operation, double ratePerSecond, int burst) {
        this(operation, operation, ratePerSecond, burst);
    }

    public Quota {
        if (!(ratePerSecond > 0) || burst < 1) {
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
        return new Quota(bucket, other, ratePerSecond, burst);
    }
}
