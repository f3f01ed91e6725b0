package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Refusal;
import org.haat.channelsync.adoption.There;
import org.haat.channelsync.alert.Deliveries;
import org.haat.channelsync.alert.Destinations;
import org.haat.channelsync.audit.Audit;
import org.haat.channelsync.audit.DriftKind;
import org.haat.channelsync.change.ChangeSetView;
import org.haat.channelsync.change.PendingView;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.inbox.Takings;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.Urgency;
import org.haat.channelsync.listing.Work;
import org.haat.channelsync.overview.ParkedHistory;
import org.haat.channelsync.overview.ParkedMessages;
import org.haat.channelsync.publish.FeedRow;
import org.haat.channelsync.publish.Operation;
import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChange;
import org.haat.event.ListingStatus;
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
        assertThat(words.unsaidProblems(Path.of("src/main/java"), "AdoptionDesk.java"))
                .isEmpty();
        assertThat(Stream.of("linked-already", "listed-already", "has-own", "sku-twice")
                        .map(words::unsaidError))
                .allMatch(List::isEmpty);
    }

    @Test
    void everyStateHasAName() {
        List<String> keys = Stream.of(
                        keys("account", AccountState.values()),
                        keys("mass_change", Kind.values()),
                        keys("mass_change_help", Kind.values()),
                        keys("mass_change_state", MassChange.State.values()),
                        keys("reauth", Refusal.values()),
                        keys("facet", Facet.values()),
                        keys("work", Work.values()),
                        keys("feed", Operation.values()),
                        keys("feed_state", FeedRow.State.values()),
                        keys("drift", DriftKind.values()),
                        keys("audit_phase", Audit.Phase.values()),
                        keys("audit", Audit.Outcome.values()),
                        keys("audit_why", FailureKind.values()),
                        keys("failure", FailureKind.values()),
                        keys("parked", ParkedMessages.Kind.values()),
                        keys("alert", Deliveries.Occasion.values()),
                        keys("delivery", Deliveries.State.values()),
                        keys("destination", Destinations.Kind.values()),
                        keys("issue_action", Takings.Action.values()),
                        keys("parked_action", ParkedHistory.Action.values()),
                        keys("listing", ListingStatus.State.values()),
                        keys("there_state", There.State.values()),
                        keys("hold", PendingView.Hold.values()),
                        keys("change_set", ChangeSetView.State.values()),
                        keys("urgency", Urgency.values()),
                        keys("owner", ListingStatus.Owner.values()))
                .flatMap(List::stream)
                .toList();
        assertThat(keys).allMatch(words::has);
    }

    @Test
    void everyRemedyOfTheTableIsSaid() throws IOException {
        String tables = "";
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path file : files.toList()) {
                tables += Files.readString(file);
            }
        }
        List<String> remedies = Pattern.compile("'(remedy\\.[a-z.-]+)'")
                .matcher(tables)
                .results()
                .map((MatchResult match) -> match.group(1).replace('.', '_').replace('-', '_'))
                .distinct()
                .toList();
        assertThat(remedies).isNotEmpty().allMatch(words::has);
    }

    @Test
    void everyRuleOfAlertsIsSaid() throws IOException {
        List<String> rules = Pattern.compile("(?m)^    \\('([A-Z_]+)', ")
                .matcher(Files.readString(Path.of("src/main/resources/db/migration/V21__raise_alerts.sql")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(rules)
                .hasSizeGreaterThan(7)
                .allMatch(rule -> words.has("alert_" + rule) && words.has("alert_rule_" + rule));
    }

    private static List<String> keys(String prefix, Enum<?>... values) {
        return Arrays.stream(values).map(value -> prefix + '_' + value.name()).toList();
    }
}
