package org.haat.local.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.haat.local.StartRefused;

/**
 * One thing that goes wrong.
 *
 * @param id its number in the fault matrix ({@code F11}), or several
 * @param what happens, in a few words
 * @param strike does it, watches what must hold meanwhile, and mends it
 */
record Fault(String id, String what, Strike strike) {
    /** Returns what shows that the fault really bit. Throws {@link org.haat.local.demo.StepFailed} when a promise is broken. */
    @FunctionalInterface
    interface Strike {
        String on(Scene scene) throws Exception;
    }

    List<String> ids() {
        return List.of(id.split(" "));
    }

    /**
     * The faults that somebody asks for, in their order: all without a word, else those of {@code --only F2,F11}.
     *
     * @throws StartRefused naming what is wrong
     */
    static List<Fault> chosen(List<Fault> all, List<String> words) {
        if (words.isEmpty()) {
            return all;
        }
        Set<String> known = new TreeSet<>();
        all.forEach(fault -> known.addAll(fault.ids()));
        List<String> asked = words.size() == 2 && words.get(0).equals("--only")
                ? Arrays.asList(words.get(1).toUpperCase(Locale.ROOT).split(","))
                : List.of();
        if (asked.isEmpty() || !known.containsAll(asked)) {
            throw new StartRefused("Usage: ./haat faults [--only F2,F11]; there are " + String.join(", ", known) + '.');
        }
        return all.stream()
                .filter(fault -> fault.ids().stream().anyMatch(asked::contains))
                .toList();
    }
}
