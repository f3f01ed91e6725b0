package org.haat.channelsync.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** What the list of listings is narrowed to, and the addresses that say so. */
record ListingFilter(
        String account, String channel, String state, String issue, String text, String agency, String district) {
    static ListingFilter of(
            @Nullable UUID account,
            @Nullable String channel,
            @Nullable String state,
            @Nullable String issue,
            @Nullable String text,
            @Nullable String agency,
            @Nullable String district) {
        return new ListingFilter(
                account == null ? "" : account.toString(),
                given(channel),
                given(state),
                given(issue),
                given(text),
                given(agency),
                given(district));
    }

    /** @throws Problem 422 when it is no number */
    @Nullable
    Integer districtLgd() {
        if (district.isEmpty()) {
            return null;
        }
        if (district.length() > 6 || !district.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Problem.invalid("district", "not-a-district", "A district's LGD code is a number, such as 312.");
        }
        return Integer.valueOf(district);
    }

    /** What is asked for, or null where nothing is. */
    static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    String href(String root, @Nullable Long after) {
        StringBuilder query = new StringBuilder();
        add(query, "account", account);
        add(query, "channel", channel);
        add(query, "state", state);
        add(query, "issue", issue);
        add(query, "q", text);
        add(query, "agency", agency);
        add(query, "district", district);
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
