package org.haat.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The codes of the problems that sources throw, so that none goes without words. A code that is made of a value cannot be
 * read here: its file is named, and the test of that module counts its codes up.
 *
 * @param errors codes of whole problems
 * @param faults codes of single fields
 * @param computed names of the files that make a code of a value
 */
public record ProblemCodes(Set<String> errors, Set<String> faults, Set<String> computed) {
    private static final Pattern CALL = Pattern.compile(
            "(new Problem|Problem\\.(?:badRequest|forbidden|conflict|invalid)|new (?:Problem\\.|Account)?Fault"
                    + "|\\b(?:refused|refusal)|OrderRefusal\\.of|new OrderRefusal)\\(");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9-]+)\"");

    /** Reads every source below a folder. */
    public static ProblemCodes in(Path sources) {
        ProblemCodes codes = new ProblemCodes(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                codes.read(String.valueOf(file.getFileName()), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }

    private void read(String file, String source) {
        Matcher calls = CALL.matcher(source);
        while (calls.find()) {
            String call = calls.group(1);
            List<String> arguments = arguments(source, calls.end());
            boolean ofField = ofField(call, arguments);
            int place = call.equals("new Problem") || (ofField && !call.equals("new OrderRefusal")) ? 1 : 0;
            if (arguments.size() > 1) {
                keep(file, call, arguments.get(place), ofField ? faults : errors);
            }
        }
    }

    private void keep(String file, String call, String argument, Set<String> codes) {
        Matcher literal = LITERAL.matcher(argument);
        if (literal.matches()) {
            codes.add(literal.group(1));
        } else if (call.contains("Problem") || call.contains("Fault") || call.contains("OrderRefusal")) {
            computed.add(file);
        }
    }

    private static boolean ofField(String call, List<String> arguments) {
        return call.endsWith("Fault")
                || call.endsWith("invalid")
                || call.equals("new OrderRefusal") && arguments.size() == 3 && !"null".equals(arguments.get(2));
    }

    /** The arguments of the call whose bracket opened just before this place. */
    private static List<String> arguments(String source, int from) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '"') {
                i = endOfText(source, i);
            } else if (c == '(' || c == '{' || c == '[') {
                depth++;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                arguments.add(source.substring(start, i).strip());
                start = i + 1;
                if (c == ')') {
                    return arguments;
                }
            } else if (c == ')' || c == '}' || c == ']') {
                depth--;
            }
        }
        return arguments;
    }

    private static int endOfText(String source, int quote) {
        int i = quote + 1;
        while (i < source.length() - 1 && source.charAt(i) != '"') {
            i += source.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
