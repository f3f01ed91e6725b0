package org.haat.channelsync.listing;

/** What is to be done about a facet. */
public enum Work {
    NONE,
    SEND,
    /** A call left and no answer came: read before anything is sent again. */
    READ_BACK,
    /** The channel refused: waits for a change of the product or for a person. */
    BLOCKED,
    /** It travels in a feed, whose end tells what became of it. */
    FEED
}
