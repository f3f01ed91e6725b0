package org.haat.channelsync.publish;

import java.time.Duration;

/**
 * Chooses between single calls and a document for a backlog. Pure. A document takes as long as it takes, whatever it carries,
 * so that single calls go on meanwhile with what is most urgent and the document gets only what they would not come to.
 *
 * @param singlesPerSecond rate that the channel grants now
 * @param latency how long a document takes from its beginning until its outcomes are known
 * @param perDocument how much later each further document of a row is done
 * @param mostLines of one document
 * @param lately another document began a short while ago; one more must be a clear gain
 */
public record RouteChoice(
        double singlesPerSecond, Duration latency, Duration perDocument, int mostLines, boolean lately) {
    /** Fewer lines are never worth the five calls that a document costs. */
    static final int LEAST = 10;
    /** What must be gained, since both times are guesses. */
    private static final double GAIN = 1.1;

    private static final double GAIN_LATELY = 1.25;
    /** Single calls are given a little less than they can do by then: some will be tried twice. */
    private static final double SHARE = 0.9;

    /**
     * How many lines go in the next document.
     *
     * @param backlog lines that are due and neither called nor in a document
     * @return 0 when all of them go by single calls
     */
    public int linesForDocument(long backlog) {
        if (backlog < LEAST) {
            return 0;
        }
        double documents = 1;
        while (backlog - singlesWithin(documents) > documents * mostLines) {
            documents++;
        }
        double seconds = seconds(documents);
        if (backlog / singlesPerSecond <= (lately ? GAIN_LATELY : GAIN) * seconds) {
            return 0;
        }
        long rest = (long) Math.ceil(backlog - SHARE * singlesWithin(documents));
        return rest < LEAST ? 0 : (int) Math.min(rest, mostLines);
    }

    private double singlesWithin(double documents) {
        return singlesPerSecond * seconds(documents);
    }

    /** Until the last of so many documents is done. */
    private double seconds(double documents) {
        return (latency.toMillis() + documents * perDocument.toMillis()) / 1000.0;
    }
}
