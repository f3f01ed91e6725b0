package org.haat.channelsync.console;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.ListingQueries.Step;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.jspecify.annotations.Nullable;

/** What happened to a listing in the words of whoever reads it; what a channel said stays as it said it. */
record HistoryLine(Instant at, String to, String actor, String cause) {
    static HistoryLine of(Step step, Messages messages, Language language) {
        return new HistoryLine(
                step.at(),
                step.to(),
                messages.textOf(language, "actor", step.actor(), step.actor()),
                cause(step, messages, language));
    }

    /** Rows from before causes had names, and from a newer version that knows more of them, say what they have. */
    private static String cause(Step step, Messages messages, Language language) {
        Because why = known(step.why());
        if (why == null) {
            return step.cause();
        }
        String about = step.about() == null ? "" : step.about();
        String prefix = why.words();
        return messages.text(
                language, "because_" + why, prefix == null ? about : names(prefix, about, messages, language));
    }

    private static String names(String prefix, String about, Messages messages, Language language) {
        return Arrays.stream(about.split(" "))
                .map(name -> messages.textOf(language, prefix, name, name))
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Because known(@Nullable String why) {
        return Arrays.stream(Because.values())
                .filter(one -> one.name().equals(why))
                .findFirst()
                .orElse(null);
    }
}
