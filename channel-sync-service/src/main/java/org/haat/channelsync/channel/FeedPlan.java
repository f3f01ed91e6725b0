package org.haat.channelsync.channel;

import java.time.Duration;

/**
 * What a channel states of the bulk route.
 *
 * @param lines most lines of one document
 * @param usual how long one document usually takes, until an account has seen how long it takes for it
 * @param perDocument how much later each further document of a row is done
 * @param quietFor after the last feed began, another is worth its while only for a clear gain
 * @param begin what the call draws from that hands a document over
 * @param singles what the same changes draw from when they go one by one
 */
public record FeedPlan(
        int lines, Duration usual, Duration perDocument, Duration quietFor, CallPlan begin, CallPlan singles) {}
