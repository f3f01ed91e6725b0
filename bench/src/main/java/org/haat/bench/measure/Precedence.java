package org.haat.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * On a machine of few processors whoever measures has to be woken before who is measured, else it measures its own waiting.
 * Linux shares the processors among sessions (autogroups), and each program that the bench starts has one of its own: all
 * of them step back, those of a floor and those of its subject alike. Elsewhere, or where the system does not allow it,
 * nothing happens and the lag of the driver tells.
 */
public final class Precedence {
    /** About a tenth of the weight of who measures, when both want the same processor. */
    private static final String STEPPED_BACK = "10";

    private Precedence() {}

    /** Everything that was started by now, and whatever it started, steps back. Repeating it is harmless. */
    public static void take() {
        take(Path.of("/proc"), ProcessHandle.current().descendants().map(ProcessHandle::pid));
    }

    static void take(Path proc, Stream<Long> children) {
        children.map(child -> proc.resolve(String.valueOf(child)).resolve("autogroup"))
                .filter(Files::isWritable)
                .forEach(Precedence::stepBack);
    }

    private static void stepBack(Path autogroup) {
        try {
            Files.writeString(autogroup, STEPPED_BACK);
        } catch (IOException e) {
            // it has ended meanwhile, or the system takes only so many in a second: what is left out is one of many
        }
    }
}
