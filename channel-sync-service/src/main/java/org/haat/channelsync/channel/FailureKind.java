package org.haat.channelsync.channel;

/** Why a call or a line did not succeed: whose fault it is, and whether trying again can help. */
public enum FailureKind {
    /** The seller's consent or secret does not open the door: a person must act. */
    AUTH(Blame.SELLER, Retry.NEVER),
    /**
     * The seller is let in, but not to this operation: the application or the seller lacks a role for it, or the channel is
     * unwell. Other operations go on.
     */
    FORBIDDEN(Blame.SELLER, Retry.LATER),
    /** Too many calls: wait as long as the channel says. */
    THROTTLED(Blame.US, Retry.LATER),
    /** The channel or the network is unwell. */
    TEMPORARY(Blame.PARTNER, Retry.LATER),
    /** The channel understood and said no: the goods, the price or the order must change first. */
    REJECTED(Blame.SELLER, Retry.NEVER),
    /** The thing is not there. */
    NOT_FOUND(Blame.US, Retry.NEVER),
    /** The answer is not what the protocol promises. */
    PROTOCOL(Blame.PARTNER, Retry.NEVER),
    /** The request left and no answer came: it may or may not have been applied. Read back before repeating. */
    UNKNOWN(Blame.PARTNER, Retry.AFTER_READING_BACK);

    private final Blame blame;
    private final Retry retry;

    FailureKind(Blame blame, Retry retry) {
        this.blame = blame;
        this.retry = retry;
    }

    public Blame blame() {
        return blame;
    }

    public Retry retry() {
        return retry;
    }

    /** Who has to move. */
    public enum Blame {
        SELLER,
        PARTNER,
        US
    }

    /** Whether the same request may go out again. */
    public enum Retry {
        NEVER,
        LATER,
        AFTER_READING_BACK
    }
}
