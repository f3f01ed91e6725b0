package org.haat.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was asked for on the command line.
 *
 * @param demo true for {@code demo}, false for {@code up}
 * @param once end after the summary
 * @param skus number of products, made by varying the sample's
 * @param orders number of orders the sandbox's buyers place
 * @param data folder that is kept for the next start; empty for one that begins anew each time
 * @param pace how long the sandbox's marketplaces take
 * @param port the gateway's port, empty for one that is free
 */
public record Options(
        boolean demo, boolean once, int skus, int orders, Optional<Path> data, Pace pace, OptionalInt port) {
    static final String USAGE =
            "Usage: ./haat demo|up [--once] [--fast|--real] [--skus N] [--orders N] [--data DIR] [--port N]";

    /** @throws StartRefused naming the argument that is wrong */
    public static Options parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        String command = rest.isEmpty() ? "" : rest.poll();
        if (!command.equals("demo") && !command.equals("up")) {
            throw new StartRefused(USAGE);
        }
        boolean once = false;
        Pace pace = Pace.SHORT;
        int skus = 50;
        int orders = 12;
        Optional<Path> data = Optional.empty();
        OptionalInt port = OptionalInt.empty();
        while (!rest.isEmpty()) {
            String name = rest.poll();
            switch (name) {
                case "--once" -> once = true;
                case "--fast" -> pace = Pace.FAST;
                case "--real" -> pace = Pace.REAL;
                case "--skus" -> skus = number(name, rest.poll(), 1, 100_000);
                case "--orders" -> orders = number(name, rest.poll(), 0, 10_000);
                case "--data" -> data = Optional.of(folder(rest.poll()));
                case "--port" -> port = OptionalInt.of(number(name, rest.poll(), 1, 65_535));
                default -> throw new StartRefused("There is no option " + name + ". " + USAGE);
            }
        }
        return new Options(command.equals("demo"), once, skus, orders, data, pace, port);
    }

    private static int number(String name, @org.jspecify.annotations.Nullable String text, int least, int most) {
        if (text != null && text.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new StartRefused(name + " needs a whole number from " + least + " to " + most + ".");
    }

    private static Path folder(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isBlank() || text.startsWith("--")) {
            throw new StartRefused("--data needs the name of a folder.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new StartRefused("--data needs the name of a folder, and " + e.getInput() + " can be none.", e);
        }
    }
}
