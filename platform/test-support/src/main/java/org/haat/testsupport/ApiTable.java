package org.haat.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of a service's routes in its documentation, to be held against the routes themselves. */
public final class ApiTable {
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+) \\| `([^`]+)` \\| ([a-z, -]+) \\| [^|]+ \\|.*\\|");

    /** How to take a service's own record of a route apart. */
    public record Parts<R>(Function<R, String> method, Function<R, String> path, Function<R, Set<String>> roles) {}

    private ApiTable() {}

    /** The resource classes that the service under test has below a package. */
    public static List<Class<?>> resources(String packageName) {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(classes.resolve(packageName.replace('.', '/')))) {
            List<Class<?>> found = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .sorted()
                    .<Class<?>>map(ApiTable::load)
                    .filter(ApiTable::isResource)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("No resources below " + packageName);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("The classes of " + packageName + " could not be listed", e);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.');
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is compiled and not there", e);
        }
    }

    private static boolean isResource(Class<?> type) {
        return Stream.of(type.getAnnotations())
                .anyMatch(one -> one.annotationType().getName().equals("jakarta.ws.rs.Path"));
    }

    /** Roles by method and path, of those that belong to the API. */
    public static <R> Map<String, Set<String>> of(Collection<R> routes, Parts<R> parts) {
        Map<String, Set<String>> table = new TreeMap<>();
        routes.stream()
                .filter(route -> parts.path().apply(route).startsWith("/api/"))
                .forEach(route -> table.put(
                        parts.method().apply(route) + ' ' + parts.path().apply(route),
                        new TreeSet<>(parts.roles().apply(route))));
        return table;
    }

    /** Roles by method and path. */
    public static Map<String, Set<String>> read(Path page) throws IOException {
        Map<String, Set<String>> routes = new TreeMap<>();
        for (String line : Files.readAllLines(page)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> twice = routes.put(
                        row.group(1) + ' ' + row.group(2),
                        new TreeSet<>(Set.of(row.group(3).split(", "))));
                if (twice != null) {
                    throw new IllegalStateException("A route stands twice in " + page + ": " + line);
                }
            }
        }
        return routes;
    }
}
