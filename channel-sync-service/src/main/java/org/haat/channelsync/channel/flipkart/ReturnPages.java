package org.haat.channelsync.channel.flipkart;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The {@code nextUrl} of returns. Public clients disagree on whether it begins with {@code /sellers}, {@code /v2} or
 * {@code /returns}: all three mean the same page. Nothing else may stand in it, so that no answer can send the token elsewhere.
 */
final class ReturnPages {
    private static final Pattern FORM = Pattern.compile("/?(?:sellers/)?(?:v2/)?(returns\\?[^\\s\\\\#]{1,4000})");

    private ReturnPages() {}

    /** Path and query below the base URL. @throws ChannelException of kind {@code PROTOCOL} for anything else */
    static String of(@Nullable String nextUrl) {
        Matcher matcher = FORM.matcher(nextUrl == null ? "" : nextUrl);
        if (!matcher.matches()) {
            throw refused("is not a page of returns");
        }
        try {
            return URI.create("/sellers/v2/" + matcher.group(1)).toString();
        } catch (IllegalArgumentException e) {
            throw refused("is no URL");
        }
    }

    private static ChannelException refused(String why) {
        return new ChannelException(FailureKind.PROTOCOL, "Flipkart's nextUrl " + why, "NEXT_PAGE", null, null);
    }
}
