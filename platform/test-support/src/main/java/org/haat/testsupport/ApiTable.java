package org.haat.testsupport;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
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

/** The table of a service's routes in its documentation, to be held against the routes themselves. */
public final class ApiTable {
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+) \\| `([^`]+)` \\| ([a-z, -]+) \\| [^|]+ \\|.*\\|");

    /** How to take a service's own record of a route apart. */
    public record Parts<R>(Function<R, String> method, Function<R, String> path, Function<R, Set<String>> roles) {}

    private ApiTable() {}

    /** The resource classes that a service has below a package. */
    public static List<Class<?>> resources(String packageName) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packageName).stream()
                        .filter(type -> type.isAnnotatedWith("jakarta.ws.rs.Path"))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
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
