package org.haat.catalog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.haat.catalog.imports.ImportJob;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.listing.Cause;
import org.haat.catalog.listing.Explain;
import org.haat.catalog.listing.RevertChanges;
import org.haat.catalog.producer.GstStatus;
import org.haat.catalog.producer.ProducerType;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.rule.ChannelName;
import org.haat.event.ListingStatus;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.haat.testsupport.PageWords;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final PageWords words = new PageWords();

    @Test
    void everyWordStandsInThreeLanguages() {
        assertThat(words.untranslated()).isEmpty();
    }

    @Test
    void pagesSayNothingWithoutAKey() {
        assertThat(words.faultsOfTemplates(Path.of("src/main/resources/templates")))
                .isEmpty();
    }

    @Test
    void everyProblemIsSaidWithWhatToDo() {
        assertThat(words.unsaidProblems(
                        Path.of("src/main/java"), "ImportResource.java", "JsonFields.java", "OneProductResource.java"))
                .isEmpty();
        assertThat(Arrays.stream(ProductState.Step.values())
                        .map(step -> words.unsaidError(step.name().toLowerCase(Locale.ROOT) + "-refused")))
                .allMatch(List::isEmpty);
    }

    @Test
    void sentencesCallAChannelAsPagesDo() {
        Messages messages = Messages.load(WordsTest.class.getClassLoader());
        for (Language language : Language.values()) {
            for (String channel : List.of("amazon-in", "amazon-us", "amazon-uk", "amazon-ae", "flipkart", "csvdrop")) {
                assertThat(ChannelName.of(channel, language.locale()))
                        .isEqualTo(messages.textOf(language, "channel", channel, "no name"));
            }
        }
    }

    @Test
    void everyStateHasAName() {
        List<String> keys = Stream.of(
                        keys("product", ProductState.values()),
                        keys("product_next", ProductState.values()),
                        keys("step", ProductState.Step.values()),
                        keys("import", ImportJob.State.values()),
                        keys("import_kind", ImportKind.values()),
                        keys("cause", Cause.Kind.values()),
                        keys("verdict", RevertChanges.Verdict.values()),
                        keys("stand", Explain.Stand.values()),
                        keys("listing", ListingStatus.State.values()),
                        keys("owner", ListingStatus.Owner.values()),
                        keys("producer", ProducerType.values()),
                        keys("gst", GstStatus.values()),
                        keys("gst_means", GstStatus.values()))
                .flatMap(List::stream)
                .toList();
        assertThat(keys).allMatch(words::has);
    }

    private static List<String> keys(String prefix, Enum<?>... values) {
        return Arrays.stream(values).map(value -> prefix + '_' + value.name()).toList();
    }
}
