package org.haat.channelsync.audit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.haat.channelsync.channel.http.Scrubber;

/**
 * Compares texts that were sent with those that are shown. Spaces, letter case, the order of several values and the way in
 * which a character or an entity is written are the channel's business, and no difference.
 */
final class Texts {
    private static final int BEFORE = 20;
    private static final int MOST = 160;

    private Texts() {}

    private record Difference(String sent, String shown) {}

    /** That a maker's or packer's name and address differ is told, not what they are. */
    private static final Difference OF_A_PERSON = new Difference("…", "…");

    /** What differs, as our words and the channel's; both empty when nothing does. What one side does not name is not judged. */
    record Told(String sent, String shown) {}

    static Told differences(Map<String, List<String>> sent, Map<String, List<String>> shown) {
        Map<String, Difference> differences = new TreeMap<>();
        sent.forEach((name, texts) -> {
            List<String> there = shown.getOrDefault(name, List.of());
            if (!there.isEmpty() && !same(texts, there)) {
                differences.put(
                        name,
                        Scrubber.isOfPerson(name)
                                ? OF_A_PERSON
                                : difference(String.join("; ", texts), String.join("; ", there)));
            }
        });
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        differences.forEach((name, one) -> {
            ours.add(name + ": " + one.sent());
            theirs.add(name + ": " + one.shown());
        });
        return new Told(String.join(" | ", ours), String.join(" | ", theirs));
    }

    private static boolean same(List<String> some, List<String> others) {
        return plain(some).equals(plain(others));
    }

    private static List<String> plain(List<String> texts) {
        return texts.stream().map(Texts::plain).sorted().toList();
    }

    private static String plain(String text) {
        String written = text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
        return Normalizer.normalize(written, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
    }

    /** Of long texts only what stands around the first place where they part. */
    private static Difference difference(String sent, String shown) {
        int same = 0;
        while (same < Math.min(sent.length(), shown.length()) && sent.charAt(same) == shown.charAt(same)) {
            same++;
        }
        int from = Math.max(sent.length(), shown.length()) <= MOST ? 0 : Math.max(0, same - BEFORE);
        return new Difference(part(sent, from), part(shown, from));
    }

    private static String part(String text, int from) {
        int begin = from > 0 && from < text.length() && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
        int end = Math.min(text.length(), begin + MOST);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        return (begin > 0 ? "…" : "") + text.substring(Math.min(begin, end), end) + (end < text.length() ? "…" : "");
    }
}
