package org.haat.channelsync.channel;

/** What becomes of the feeds at a partner. */
public enum FeedFate {
    /** It is in the queue. */
    WAITING,
    /** It is worked on. */
    RUNNING,
    /** It is done, and its report tells of every line. */
    DONE,
    /** It is done, and its report accounts for fewer lines than were sent. */
    INCOMPLETE,
    /** It broke off; some of it may have been applied. */
    FATAL
}
