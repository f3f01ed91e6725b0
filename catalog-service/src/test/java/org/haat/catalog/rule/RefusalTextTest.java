package org.haat.catalog.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTextTest {
    private static final Pattern RULE = Pattern.compile(
            "(?:byAgency|byProducer|Refusal\\.of|FileRefused|stop|inOneStateOnly)\\(\\s*\"([a-z][a-z_-]+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    @Test
    void everyRuleInTheCodeHasItsWords() throws IOException {
        Properties english = texts("");
        Set<String> missing = new TreeSet<>();
        for (String rule : rules()) {
            if (!english.containsKey(rule + ".message") || !english.containsKey(rule + ".remedy")) {
                missing.add(rule);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aChannelIsCalledByItsNameInTheReadersLanguage() {
        Refusal refusal = Refusal.byProducer("composition-dealer", "gst_status", "WEAVERS", "amazon-in");
        assertThat(RefusalText.message(refusal, Locale.ENGLISH)).endsWith("where Amazon India shows every listing.");
        assertThat(RefusalText.message(refusal, Locale.forLanguageTag("bn"))).contains("অ্যামাজন ইন্ডিয়া");
        assertThat(ChannelName.of("a-new-one", Locale.ENGLISH)).isEqualTo("a-new-one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_bn", "_hi"})
    void everyTextIsThereInEveryLanguageWithTheSamePlaces(String language) throws IOException {
        Properties english = texts("");
        Properties other = texts(language);
        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(other.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
    }

    @Test
    void placesAreFilled() {
        Refusal refusal = Refusal.byAgency("price-above-mrp", "selling_price", "₹20.00", "₹10.00");
        assertThat(RefusalText.message(refusal, Locale.ENGLISH))
                .isEqualTo("The selling price ₹20.00 is above the MRP ₹10.00.");
        assertThat(RefusalText.message(refusal, Locale.forLanguageTag("bn")))
                .contains("₹20.00")
                .contains("₹10.00");
        assertThat(RefusalText.message(refusal, Locale.forLanguageTag("fr"))).startsWith("The selling price");
    }

    private static Set<String> places(String text) {
        Set<String> places = new HashSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    private static Set<String> rules() throws IOException {
        Set<String> rules = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = RULE.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (!matcher.group(1).endsWith("-")) {
                        rules.add(matcher.group(1));
                    }
                }
            }
        }
        assertThat(rules).hasSizeGreaterThan(40);
        return rules;
    }

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (InputStream input =
                Objects.requireNonNull(RefusalText.class.getResourceAsStream("refusals" + language + ".properties"))) {
            texts.load(new InputStreamReader(input, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
