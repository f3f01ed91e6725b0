package org.haat.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says.
 *
 * @param port 0: any free port
 * @param queuePort where queues are called, once there is one; 0: any free port
 * @param speed what every delay and quota window is multiplied by
 */
public record SandboxOptions(int port, int queuePort, Path data, double speed) {
    static final String USAGE =
            "usage: Sandbox [--port N] [--queue-port N] [--data DIR] [--speed FACTOR]   (FACTOR above 0, 0.01 = a hundred times faster)";

    public SandboxOptions(int port, Path data, double speed) {
        this(port, 0, data, speed);
    }

    /** @throws IllegalArgumentException with a sentence for people */
    static SandboxOptions parse(List<String> args) {
        int port = 8090;
        int queuePort = 0;
        Path data = Path.of("data");
        double speed = 1;
        for (int i = 0; i < args.size(); i += 2) {
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException(args.get(i) + " needs a value. " + USAGE);
            }
            String value = args.get(i + 1);
            switch (args.get(i)) {
                case "--port" -> port = (int) number(value, 0, 65_535);
                case "--queue-port" -> queuePort = (int) number(value, 0, 65_535);
                case "--data" -> data = Path.of(value);
                case "--speed" -> speed = number(value, 0.0001, 100);
                default -> throw new IllegalArgumentException("Unknown option " + args.get(i) + ". " + USAGE);
            }
        }
        return new SandboxOptions(port, queuePort, data, speed);
    }

    private static double number(String text, double least, double most) {
        try {
            double n = Double.parseDouble(text);
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a number: " + text + ". " + USAGE, e);
        }
        throw new IllegalArgumentException("Out of range: " + text + ". " + USAGE);
    }
}
