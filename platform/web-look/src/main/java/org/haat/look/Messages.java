package org.haat.look;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of the console. Every jar on the classpath may bring {@code haat/messages_<language>.properties} (UTF-8,
 * ICU message patterns); a key belongs to one of them. A missing key shows itself, so that it is seen and reported.
 */
public final class Messages {
    private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);

    private Messages() {}

    /** Reads every bundle on the classpath. */
    public static Messages load(ClassLoader classpath) {
        Messages messages = new Messages();
        try {
            for (Language language : Language.values()) {
                messages.texts.put(language, read(classpath, "haat/messages_" + language.tag() + ".properties"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The words of the console could not be read", e);
        }
        return messages;
    }

    private static Map<String, String> read(ClassLoader classpath, String name) throws IOException {
        Map<String, String> all = new HashMap<>();
        for (URL url : Collections.list(classpath.getResources(name))) {
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            for (String key : properties.stringPropertyNames()) {
                String before = all.put(key, properties.getProperty(key));
                if (before != null && !before.equals(properties.getProperty(key))) {
                    throw new IllegalStateException("Two bundles say different things for " + key + " in " + name);
                }
            }
        }
        return all;
    }

    public Set<String> keys(Language language) {
        return Collections.unmodifiableSet(of(language).keySet());
    }

    public boolean has(String key) {
        return of(Language.EN).containsKey(key);
    }

    /** The text of a key with its arguments in place; numbers are grouped the Indian way. */
    public String text(Language language, String key, @Nullable Object... arguments) {
        String pattern = of(language).get(key);
        if (pattern == null) {
            return key;
        }
        return arguments.length == 0 && pattern.indexOf('{') < 0
                ? pattern
                : new MessageFormat(pattern, language.formats()).format(arguments);
    }

    /**
     * The text of {@code prefix_name}, for words that come from a value: a state, a rule, a role.
     *
     * @param prefixes one, or several parted by blanks for a value of several kinds: the first that has the name
     */
    public String textOf(Language language, String prefixes, Object name, String otherwise) {
        String own = asKey(String.valueOf(name));
        return Arrays.stream(prefixes.split(" "))
                .map(prefix -> prefix + '_' + own)
                .filter(this::has)
                .findFirst()
                .map(key -> text(language, key))
                .orElse(otherwise);
    }

    /** The text of a key that comes from elsewhere, with dots or dashes for underscores; the other text where it is unknown. */
    public String textNamed(Language language, String name, String otherwise) {
        String key = asKey(name);
        return has(key) ? text(language, key) : otherwise;
    }

    /** What is wrong with a field. The English message is the more exact one; another language says it in its own words. */
    public String ofFault(Language language, String code, String message) {
        return language == Language.EN ? message : textOf(language, "fault", code, message);
    }

    private static String asKey(String name) {
        return name.replace('-', '_').replace('.', '_').replace(' ', '_');
    }

    private Map<String, String> of(Language language) {
        return texts.getOrDefault(language, Map.of());
    }
}
