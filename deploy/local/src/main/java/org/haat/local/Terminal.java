package org.haat.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What the person in front of the terminal reads. Progress and results go to standard output, the rest to the other. */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;

    public Terminal(OutputStream out, OutputStream err) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    /** The one that this process was started from. */
    public static Terminal ofThisProcess() {
        return new Terminal(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    public void say(String line) {
        out.println(line);
    }

    /** Something went wrong, or is beside the result. */
    public void note(String line) {
        err.println(line);
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
