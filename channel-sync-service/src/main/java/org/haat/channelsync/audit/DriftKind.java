package org.haat.channelsync.audit;

/** How a channel may differ from the catalogue. */
public enum DriftKind {
    /** Wanted and accepted once, and not there. */
    MISSING,
    /** There, and no listing of ours. */
    EXTRA,
    PRICE,
    STOCK,
    /**
     * The title is not the one that was read last, or a text that the channel gives back is not the one that was sent: somebody
     * changed it there.
     */
    CONTENT,
    /** Live with us and not there, or taken down by us and live there. */
    STATUS
}
