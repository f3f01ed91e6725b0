package org.haat.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports of one data folder. A part keeps its port from start to start while the port is free, so that addresses
 * that went out (pictures in a listing, bookmarks) stay good.
 */
public final class Ports {
    private static final int USUAL_GATEWAY = 8080;
    /** Below those that Linux (32768 up) and macOS (49152 up) lend to any program that asks for no certain one. */
    private static final int FIRST_NEVER_LENT = 20_000;

    private static final int LAST_NEVER_LENT = 32_767;
    private static final int TRIES = 1_000;
    private final Path file;
    private final Properties known = new Properties();
    private final Set<Integer> given = new HashSet<>();

    private Ports(Path file) {
        this.file = file;
    }

    public static Ports in(Path folder) {
        Ports ports = new Ports(folder.resolve("ports.properties"));
        if (Files.exists(ports.file)) {
            try (Reader reader = Files.newBufferedReader(ports.file)) {
                ports.known.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartRefused(
                        "The file " + ports.file + " cannot be read; remove it, and new ports are chosen.", e);
            }
        }
        return ports;
    }

    /** @throws StartRefused if a port was asked for and something else listens on it */
    public synchronized int gateway(OptionalInt asked) {
        if (asked.isPresent()) {
            if (!isFree(asked.getAsInt())) {
                throw new StartRefused("Port " + asked.getAsInt()
                        + " is in use by another program; stop that one, or choose another with --port.");
            }
            return keep("gateway", asked.getAsInt());
        }
        return port("gateway", USUAL_GATEWAY);
    }

    public synchronized int port(String part) {
        return port(part, 0);
    }

    private int port(String part, int usual) {
        int before = before(part, usual);
        return keep(part, before != 0 && isFree(before) ? before : anyFree());
    }

    private int before(String part, int usual) {
        String text = known.getProperty(part, "");
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : usual;
    }

    private int keep(String part, int port) {
        given.add(port);
        known.setProperty(part, String.valueOf(port));
        try (Writer writer = Files.newBufferedWriter(file)) {
            known.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("Ports could not be written", e);
        }
        return port;
    }

    /** A part opens its port up to a minute later; nobody else is lent one of these in between. */
    private int anyFree() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_NEVER_LENT, LAST_NEVER_LENT + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StartRefused("No port from " + FIRST_NEVER_LENT + " to " + LAST_NEVER_LENT + " is free.");
    }

    private boolean isFree(int port) {
        if (given.contains(port)) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
