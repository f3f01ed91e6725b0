package org.haat.channelsync.channel;

import org.jspecify.annotations.Nullable;

/**
 * Something the channel said about a listing, verbatim.
 *
 * @param code the channel's code
 * @param message the channel's own words
 * @param field the attribute it is about, in the channel's words, or null
 */
public record ChannelIssue(
        String code,
        Severity severity,
        String message,
        @Nullable String field) {

    /** The channel's own grading. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    public static ChannelIssue error(String code, String message, @Nullable String field) {
        return new ChannelIssue(code, Severity.ERROR, message, field);
    }
}
