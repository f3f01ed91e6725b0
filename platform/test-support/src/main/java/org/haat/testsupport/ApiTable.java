package org.haat.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of a service's routes in its documentation, to be held against the routes themselves. */
public final class ApiTable {
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+) \\| `([^`]+)` \\| ([a-z, -]+) \\| [^|]+ \\|.*\\|");

    private ApiTable() {}

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
