package org.haat.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.haat.local.Terminal;

/** Says what is being done, and waits for what others do. */
public final class Progress {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SAY = Duration.ofSeconds(3);
    private static final Duration SAY_ANYWAY = Duration.ofSeconds(30);
    private final Terminal terminal;

    public Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    public void say(String line) {
        terminal.say(line);
    }

    public <T> T step(String what, Supplier<T> work, java.util.function.Function<T, String> outcome) {
        Instant begun = Instant.now();
        T result = work.get();
        terminal.say(String.format(
                "  %-58s %s (%s)",
                what, outcome.apply(result), Terminal.seconds(Duration.between(begun, Instant.now()))));
        return result;
    }

    /**
     * How far something is.
     *
     * @param done how many are done
     * @param of how many there are, or {@link #UNKNOWN}
     */
    public record Count(long done, long of) {
        public static final long UNKNOWN = Long.MAX_VALUE;

        /** Something that is done when nothing is left. */
        public static Count left(long left) {
            return new Count(-left, 0);
        }

        public boolean isComplete() {
            return done >= of;
        }

        @Override
        public String toString() {
            if (of == 0) {
                return done == 0 ? "none" : -done + " left";
            }
            return of == UNKNOWN ? done + " so far" : done + " of " + of;
        }
    }

    /**
     * Waits until everything is done, and says now and then how far it is.
     *
     * @return the last count, complete or not
     */
    public Count await(String what, Duration limit, Supplier<Count> look) {
        Instant begun = Instant.now();
        Instant said = begun;
        Count count = look.get();
        Count told = count;
        while (!count.isComplete() && Instant.now().isBefore(begun.plus(limit))) {
            boolean changed = !count.equals(told);
            if (Instant.now().isAfter(said.plus(changed ? SAY : SAY_ANYWAY))) {
                told = count;
                terminal.say(String.format("    … %-54s %s", what, count));
                said = Instant.now();
            }
            pause();
            count = look.get();
        }
        terminal.say(String.format(
                "  %-58s %s (%s)", what, count, Terminal.seconds(Duration.between(begun, Instant.now()))));
        return count;
    }

    public static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The demo was interrupted", e);
        }
    }
}
