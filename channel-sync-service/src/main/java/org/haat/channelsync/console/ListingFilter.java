package org.haat.channelsync.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the list of listings is narrowed to, and the addresses that say so. */
record ListingFilter(String account, String channel, String state, String issue, String text) {
    static ListingFilter of(
            @Nullable UUID account,
            @Nullable String channel,
            @Nullable String state,
            @Nullable String issue,
            @Nullable String text) {
        return new ListingFilter(
                account == null ? "" : account.toString(), given(channel), given(state), given(issue), given(text));
    }

    String href(String root, @Nullable Long after) {
        StringBuilder query = new StringBuilder();
        add(query, "account", account);
        add(query, "channel", channel);
        add(query, "state", state);
        add(query, "issue", issue);
        add(query, "q", text);
        add(query, "after", after == null ? "" : after.toString());
        return root + "/listings" + query;
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String given(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
