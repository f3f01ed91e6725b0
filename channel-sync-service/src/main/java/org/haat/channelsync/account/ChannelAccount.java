package org.haat.channelsync.account;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.jspecify.annotations.Nullable;

/**
 * An agency's seller account on a channel, without its secrets.
 *
 * @param cause why it is not active, in words for a person
 * @param stopped why its whole channel is stopped, else null
 * @param awaySince since when it shows no stock because nobody is there to send goods, else null
 * @param review a person looks at changes before they are sent
 * @param version grows with each change a person makes, for If-Match
 */
public record ChannelAccount(
        UUID id,
        String agency,
        String channel,
        String name,
        AccountState state,
        @Nullable String cause,
        Instant stateSince,
        Map<String, String> settings,
        long version,
        Instant updatedAt,
        String updatedBy,
        @Nullable String stopped,
        @Nullable Instant awaySince,
        @Nullable String awayReason,
        boolean review) {
    /** The setting with the percentage of live listings that may change at once without a second person. */
    public static final String MASS_CHANGE_PERCENT = "mass_change_percent";

    /** The cause of an account that was opened before its seller gave consent. */
    public static final String NO_CONSENT_YET = "The account has no consent of the seller yet";

    private static final int LONG = 100;

    /** Nothing leaves for an account that is not, and nothing is fetched. */
    public boolean isActive() {
        return state == AccountState.ACTIVE && stopped == null;
    }

    /** Nobody refused it: its seller has not given the first consent. */
    public boolean awaitsConsent() {
        return state == AccountState.NEEDS_REAUTH && NO_CONSENT_YET.equals(cause);
    }

    /** Share of the granted quota that Haat uses, above 0 and at most 1. */
    public double callShare() {
        return Account.callShare(settings);
    }

    /**
     * Share of its live listings that may be zeroed, ended or repriced at once without a second person.
     *
     * @param installation the share of accounts that have none of their own
     */
    public double massChangeShare(double installation) {
        String percent = settings.getOrDefault(MASS_CHANGE_PERCENT, "");
        return percent.matches("\\d{1,3}") ? Integer.parseInt(percent) / 100.0 : installation;
    }

    /** What differs from what it was, setting by setting, for its history. */
    String differences(ChannelAccount before) {
        Stream<String> renamed =
                name.equals(before.name) ? Stream.empty() : Stream.of("name: " + before.name + " → " + name);
        Stream<String> changed = Stream.concat(settings.keySet().stream(), before.settings.keySet().stream())
                .distinct()
                .sorted()
                .filter(key -> !Objects.equals(settings.get(key), before.settings.get(key)))
                .map(key -> key + ": " + shown(before.settings.get(key)) + " → " + shown(settings.get(key)));
        return Stream.concat(renamed, changed).collect(Collectors.joining(", "));
    }

    private static String shown(@Nullable String value) {
        return value == null ? "–" : value.length() <= LONG ? value : value.substring(0, LONG) + "…";
    }

    public boolean isAway() {
        return awaySince != null;
    }
}
