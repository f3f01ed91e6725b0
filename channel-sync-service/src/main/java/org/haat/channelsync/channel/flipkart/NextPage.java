package org.haat.channelsync.channel.flipkart;

import java.net.URI;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The {@code nextPageUrl} of a search: relative to {@code /sellers}, called with GET, its token never built by us. Nothing
 * but the search itself may stand in it, so that no answer can send the seller's token elsewhere.
 */
final class NextPage {
    private static final Pattern FORM = Pattern.compile("(?:/sellers)?(/v3/shipments/filter\\?[^\\s\\\\#]{1,4000})");

    private NextPage() {}

    /** Path and query below the base URL. @throws ChannelException of kind {@code PROTOCOL} for anything else */
    static String of(@Nullable String nextPageUrl) {
        java.util.regex.Matcher matcher = FORM.matcher(nextPageUrl == null ? "" : nextPageUrl);
        if (!matcher.matches()) {
            throw refused("is not a page of this search");
        }
        try {
            return URI.create("/sellers" + matcher.group(1)).toString();
        } catch (IllegalArgumentException e) {
            throw refused("is no URL");
        }
    }

    private static ChannelException refused(String why) {
        return new ChannelException(FailureKind.PROTOCOL, "Flipkart's nextPageUrl " + why, "NEXT_PAGE", null, null);
    }
}
