package org.haat.channelsync.console;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What templates write into addresses. */
@TemplateExtension
final class TemplateLinks {
    private TemplateLinks() {}

    static String urlEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
