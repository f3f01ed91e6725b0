package org.haat.channelsync.alert;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is so now and that somebody should know.
 *
 * @param agency whose it is; {@code *} where it is nobody's or everybody's
 * @param subject what it is about; one alert stands for each rule and subject
 * @param name of the account or the channel, for people
 * @param figure how much or how long, 0 where there is nothing to count
 */
record Condition(
        String agency,
        String rule,
        String subject,
        @Nullable UUID account,
        String name,
        @Nullable String channel,
        long figure,
        String detail) {
    static final String NOBODYS = "*";
    static final String CHANNEL_STOPPED = "CHANNEL_STOPPED";

    record Key(String agency, String rule, String subject) {}

    Key key() {
        return new Key(agency, rule, subject);
    }
}
