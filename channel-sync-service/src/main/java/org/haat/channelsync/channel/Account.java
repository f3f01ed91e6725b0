package org.haat.channelsync.channel;

import java.util.Map;
import java.util.UUID;

/**
 * A seller's account on a channel, with its secrets opened for the length of a call.
 *
 * @param id ours
 * @param agency owner
 * @param settings not secret: {@code seller_id}, {@code marketplace_id}, {@code location_id}, {@code language} …
 * @param secrets {@code client_id}, {@code client_secret}, {@code refresh_token}, {@code app_id}, {@code app_secret} …
 */
public record Account(UUID id, String agency, Map<String, String> settings, Map<String, String> secrets) {
    /** The setting with the percentage of the granted quota that Haat uses; another tool of the seller uses the rest. */
    public static final String CALLS_PERCENT = "calls_percent";

    /** Share of the granted quota that Haat uses, above 0 and at most 1. */
    public double callShare() {
        return callShare(settings);
    }

    /** As {@link #callShare()}, where no secrets are needed. */
    public static double callShare(Map<String, String> settings) {
        String percent = settings.getOrDefault(CALLS_PERCENT, "");
        return percent.matches("[1-9]\\d?") ? Integer.parseInt(percent) / 100.0 : 1;
    }

    /** @throws ChannelException of kind {@code AUTH} that names the missing key */
    public String secret(String key) {
        return required(secrets, key);
    }

    /** @throws ChannelException of kind {@code AUTH} that names the missing key */
    public String setting(String key) {
        return required(settings, key);
    }

    private String required(Map<String, String> map, String key) {
        String value = map.getOrDefault(key, "");
        if (value.isBlank()) {
            throw new ChannelException(FailureKind.AUTH, "Account " + id + " has no " + key);
        }
        return value;
    }

    /** Never prints a secret. */
    @Override
    public String toString() {
        return "Account[" + id + " of " + agency + "]";
    }
}
