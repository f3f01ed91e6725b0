package org.haat.bench.figure;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The service's own rules, as they were built, for how many changes go in a document and when it is asked about. Loaded from
 * the service's jar: no program may have a service among its libraries.
 */
final class RoutesInUse {
    private static final String PACKAGE = "org.haat.channelsync.publish.";
    private final Constructor<?> choice;
    private final Method lines;
    private final Method pause;

    private RoutesInUse(Constructor<?> choice, Method lines, Method pause) {
        this.choice = choice;
        this.lines = lines;
        this.pause = pause;
    }

    /** @param home the source tree, in which the service was built */
    static RoutesInUse of(Path home) throws ReflectiveOperationException, MalformedURLException {
        Path jar = home.resolve("channel-sync-service/target/channel-sync-service-0.1.0.jar");
        if (!Files.isRegularFile(jar)) {
            throw new ClassNotFoundException("The service is not built: " + jar);
        }
        ClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, RoutesInUse.class.getClassLoader());
        Class<?> rule = loader.loadClass(PACKAGE + "RouteChoice");
        Method pause = loader.loadClass(PACKAGE + "AskPause")
                .getDeclaredMethod("next", int.class, Duration.class, Duration.class, Duration.class, double.class);
        pause.setAccessible(true);
        return new RoutesInUse(
                rule.getConstructor(double.class, Duration.class, Duration.class, int.class, boolean.class),
                rule.getMethod("linesForDocument", long.class),
                pause);
    }

    /** How many of these changes go in a document that begins now. */
    int linesForDocument(
            double perSecond, Duration latency, Duration perDocument, int most, boolean lately, long backlog)
            throws ReflectiveOperationException {
        return (int) lines.invoke(choice.newInstance(perSecond, latency, perDocument, most, lately), backlog);
    }

    /** How long until a document is asked about the next time. */
    Duration pause(int asks, Duration elapsed, Duration measured) throws ReflectiveOperationException {
        return (Duration) pause.invoke(null, asks, elapsed, measured, Duration.ofMinutes(15), 1.0);
    }
}
