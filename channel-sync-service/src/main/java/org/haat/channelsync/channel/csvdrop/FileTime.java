package org.haat.channelsync.channel.csvdrop;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time in a file's name, in UTC to the millisecond; texts sort as times do. */
final class FileTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern ANYWHERE = Pattern.compile("\\d{8}T\\d{9}Z");

    private FileTime() {}

    static String text(Instant time) {
        return FORM.format(time);
    }

    static Optional<String> of(String name) {
        Matcher found = ANYWHERE.matcher(name);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
