package org.haat.channelsync.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How alerts leave. What is watched stands in the table of rules. */
@ConfigMapping(prefix = "haat.alert")
public interface AlertConfig {
    /** How often it is looked for what somebody should know. */
    @WithDefault("15s")
    Duration every();

    /** Webhooks may stand on this machine and in private networks, also without TLS: for demonstrations and tests. */
    @WithDefault("false")
    boolean allowPrivate();

    /** The mail server; without one no e-mail is sent and none can be chosen. */
    Optional<String> smtpHost();

    /** How long a webhook may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** First pause after a delivery that failed; it doubles, with full jitter. */
    @WithDefault("5s")
    Duration firstPause();

    @WithDefault("1h")
    Duration longestPause();

    /** After so many a delivery is given up: about a day with the pauses above. */
    @WithDefault("30")
    int attempts();
}
