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

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MESSAGE = 2_000;

    /** Beyond what anybody reads the rest is left out: an index and an event have room for only so much, whoever sends more. */
    public ChannelIssue {
        code = cut(code, LONGEST_NAME);
        message = cut(message, LONGEST_MESSAGE);
        field = field == null ? null : cut(field, LONGEST_NAME);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + '…';
    }

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
