package org.haat.testsupport;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what is wrong with the words of a module's pages: a key without a translation, or a word that has no key. */
public final class PageWords {
    private static final List<String> LANGUAGES = List.of("en", "bn", "hi");
    /** Of {@code t:}, beside the keys. */
    private static final Set<String> FUNCTIONS = Set.of("of", "named", "fault");

    private static final Pattern KEY = Pattern.compile("\\bt:([a-z][a-z0-9_]*)");
    private static final Pattern PLACE = Pattern.compile("\\{([0-9]+)");
    /** In Bengali and Hindi {@code one} is also for nothing: a text for one alone begins with {@code =1}. */
    private static final Pattern ONE_BY_WORD = Pattern.compile("\\bone \\{(?!\\{)");

    private static final Pattern NO_WORDS = Pattern.compile(
            "(?s)\\{!.*?!}|<!--.*?-->|<(script|style)\\b.*?</\\1>|<(?:[^<>{}\"]|\"[^\"]*\"|\\{[^{}]*})*>|\\{[^{}]*}|&[a-z0-9#]+;");

    private final Map<String, Properties> bundles = new TreeMap<>();

    public PageWords() {
        LANGUAGES.forEach(language -> bundles.put(language, read("haat/messages_" + language + ".properties")));
    }

    /** Keys that a language lacks, or that take other arguments in it than in English. */
    public List<String> untranslated() {
        List<String> faults = new ArrayList<>();
        Set<String> all = new TreeSet<>();
        bundles.values().forEach(bundle -> all.addAll(bundle.stringPropertyNames()));
        for (String key : all) {
            Set<String> english = places(bundle("en").getProperty(key, ""));
            bundles.forEach((language, bundle) -> {
                String text = bundle.getProperty(key);
                if (text == null || text.isBlank()) {
                    faults.add(language + " lacks " + key);
                } else if (!places(text).equals(english)) {
                    faults.add(language + " has other arguments than English in " + key);
                } else if (!"en".equals(language) && ONE_BY_WORD.matcher(text).find()) {
                    faults.add(language + " says one of nothing in " + key);
                }
            });
        }
        return faults;
    }

    /** Faults of every template below a folder of sources. */
    public List<String> faultsOfTemplates(Path templates) {
        List<String> faults = new ArrayList<>();
        try (Stream<Path> files = Files.walk(templates)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
                String name = templates.relativize(file).toString();
                String template = Files.readString(file);
                unknownKeys(template).forEach(key -> faults.add(name + " uses the unknown key " + key));
                literals(template).forEach(word -> faults.add(name + " says without a key: " + word));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return faults;
    }

    /**
     * Codes of problems that sources throw and that a person would read in no language, or in one only.
     *
     * @param computed names of the files that make a code of a value, whose codes the caller looks at itself
     */
    public List<String> unsaidProblems(Path sources, String... computed) {
        ProblemCodes codes = ProblemCodes.in(sources);
        List<String> faults = new ArrayList<>();
        codes.errors().forEach(code -> faults.addAll(unsaidError(code)));
        codes.faults().stream()
                .map(code -> key("fault", code))
                .filter(key -> !has(key))
                .forEach(faults::add);
        codes.computed().stream()
                .filter(file -> !List.of(computed).contains(file))
                .forEach(file -> faults.add(file + " makes a code of a value"));
        return faults;
    }

    /** What a person is told of a problem, its name and what to do, where it is missing. */
    public List<String> unsaidError(String code) {
        return Stream.of(key("error", code), key("error_help", code))
                .filter(key -> !has(key))
                .toList();
    }

    private static String key(String prefix, String code) {
        return prefix + '_' + code.replace('-', '_').replace('.', '_');
    }

    public boolean has(String key) {
        return bundles.values().stream().allMatch(bundle -> bundle.containsKey(key));
    }

    private List<String> unknownKeys(String template) {
        return KEY.matcher(template)
                .results()
                .map(match -> match.group(1))
                .filter(key -> !FUNCTIONS.contains(key) && !has(key))
                .toList();
    }

    private static List<String> literals(String template) {
        Matcher words =
                Pattern.compile("\\p{L}{2,}").matcher(NO_WORDS.matcher(template).replaceAll(" "));
        return words.results().map(match -> match.group()).toList();
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(text).results().forEach(match -> places.add(match.group(1)));
        return places;
    }

    private Properties bundle(String language) {
        return bundles.getOrDefault(language, new Properties());
    }

    private static Properties read(String name) {
        Properties all = new Properties();
        try {
            for (URL url : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(name))) {
                try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                    all.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
