package org.haat.channelsync.console;

import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haat.channelsync.account.Accounts;
import org.haat.look.Figures;
import org.haat.look.Language;
import org.haat.look.Messages;

/** What happened to an account in the words of whoever reads it; what a person or a marketplace said stays as it was said. */
record AccountChangeLine(Instant at, String person, String what, String detail) {
    static AccountChangeLine of(Accounts.Change change, Messages messages, Language language) {
        Words words = new Words(messages, language);
        return new AccountChangeLine(
                change.at(),
                words.of("actor", change.person()),
                words.of("change", change.action()),
                words.detail(change.action(), change.detail()));
    }

    private record Words(Messages messages, Language language) {
        private static final Pattern SETTING = Pattern.compile(", (?=[a-z_]+: )");
        private static final Pattern FEED = Pattern.compile("feed (.+), (\\d+) lines");
        private static final Pattern MASS = Pattern.compile("([A-Z]+) (\\d+)(?: / (\\d+))?");
        private static final Pattern DAY = Pattern.compile("([A-Z_]+) (\\S+Z)");
        private static final Pattern TYPES = Pattern.compile("(\\d+) types");

        String detail(String action, String text) {
            return switch (action) {
                case "created", "removed" -> opened(text);
                case "changed" ->
                    Arrays.stream(SETTING.split(text)).map(this::setting).collect(Collectors.joining("; "));
                case "secret set", "secret removed" -> of("account_field", text);
                case "mass change waits", "mass change released" -> massChange(text);
                case "feed is late", "feed given up" -> feed(text);
                case "expiry told" -> lastDay(text);
                case "expiry forgotten" -> of("expiry", text);
                case "consent refused" -> of("consent", text);
                case "subscribed" -> types(text);
                default -> text;
            };
        }

        /** The channel's id, then the account's name. */
        private String opened(String text) {
            String[] parts = text.split(" ", 2);
            return of("channel", parts[0]) + (parts.length == 2 ? " · " + parts[1] : "");
        }

        /** {@code key: before → after}, where both may be choices that have names. */
        private String setting(String text) {
            String[] parts = text.split(": ", 2);
            if (parts.length < 2) {
                return text;
            }
            String values = Arrays.stream(parts[1].split(" → ", -1))
                    .map(value -> of("account_choice", value))
                    .collect(Collectors.joining(" → "));
            return messages.textOf(language, "account_field field", parts[0], parts[0]) + ": " + values;
        }

        private String massChange(String text) {
            Matcher mass = MASS.matcher(text);
            if (!mass.matches()) {
                return text;
            }
            String kind = of("mass_change", mass.group(1)) + ": ";
            return kind
                    + (mass.group(3) == null
                            ? number(mass.group(2))
                            : messages.text(
                                    language,
                                    "mass_change_size",
                                    Long.valueOf(mass.group(2)),
                                    Long.valueOf(mass.group(3))));
        }

        private String feed(String text) {
            Matcher feed = FEED.matcher(text);
            return feed.matches()
                    ? feed.group(1) + " · " + messages.text(language, "feed_lines", Long.valueOf(feed.group(2)))
                    : text;
        }

        private String lastDay(String text) {
            Matcher day = DAY.matcher(text);
            return day.matches()
                    ? of("expiry", day.group(1)) + ", " + Figures.time(language, Instant.parse(day.group(2)))
                    : text;
        }

        private String types(String text) {
            Matcher types = TYPES.matcher(text);
            return types.matches() ? messages.text(language, "subscribed_types", Long.valueOf(types.group(1))) : text;
        }

        private String number(String digits) {
            return Figures.number(language, Long.valueOf(digits));
        }

        String of(String prefix, String name) {
            return messages.textOf(language, prefix, name, name);
        }
    }
}
