package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.inbox.Takings;
import org.haat.channelsync.listing.Because;
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
import org.haat.look.Language;
import org.haat.look.Messages;
import org.haat.testsupport.PageWords;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final String QUOTA_OF_SELLER = "flipkart-seller";

    /** Buckets that several operations draw from; nobody calls them. */
    private static final Set<String> QUOTAS_OF_MANY = Set.of(QUOTA_OF_SELLER, "listingsOfApplication");

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
        assertThat(words.unsaidProblems(Path.of("src/main/java"), "AccountAdministration.java", "AdoptionDesk.java"))
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
                        keys("feed_take_back", FeedRow.TakeBack.values()),
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
                        keys("outcome", Outcome.Status.values()),
                        keys("operation", Operation.values()),
                        keys("operation", MemoryOperation.values()),
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
    void everyCallOfAPartnerHasAName() throws IOException {
        Set<String> operations = new TreeSet<>();
        Pattern named = Pattern.compile(
                "(?:AmazonQuotas\\.of|forOperation|goesOn|new Quota|new Saying)\\(\\s*(?:\"([A-Za-z_]+)\"|([A-Z_]+)[,)])");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/haat/channelsync/channel"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String source = Files.readString(file);
                named.matcher(source)
                        .results()
                        .map(match -> match.group(1) == null ? constant(source, match.group(2)) : match.group(1))
                        .forEach(operations::add);
            }
        }
        operations.removeAll(QUOTAS_OF_MANY);
        assertThat(operations).contains("putListingsItem", "searchReturns", "getToken", "LIST_ORDERS");
        assertThat(operations).allMatch(operation -> words.has("operation_" + operation));
    }

    @Test
    void everythingThatIsDoneToAnAccountHasAName() throws IOException {
        Pattern done = Pattern.compile(
                "(?:remember|note)\\(\\s*[a-z][^;]*?(?:person(?:\\(\\))?|updatedBy\\(\\)|\"engine\"),\\s*(?:on \\? )?\"([a-z][a-z ]+)\"");
        Set<String> actions = new TreeSet<>(Set.of("prices anew", "share raised", "review off"));
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                done.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .forEach(actions::add);
            }
        }
        assertThat(actions)
                .contains("away", "feed is late", "expiry told", "mass change waits", "removed")
                .allMatch(action -> words.has("change_" + action.replace(' ', '_')));
    }

    @Test
    void everyLaneHasAName() throws IOException {
        Pattern named = Pattern.compile("(?:return|(?:NAME|READ|ACCESS|LOOK|FEED|AUDIT) =) \"([A-Z]+)\";");
        Set<String> lanes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*(Lane|QueueListener)[.]java"))
                    .toList()) {
                named.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .forEach(lanes::add);
            }
        }
        assertThat(lanes).contains("ORDERS", "PLAN", "QUEUE", "READ").allMatch(lane -> words.has("lane_" + lane));
    }

    /** Its value where the source names it, else nothing that a quota bears. */
    private static String constant(String source, String name) {
        return Pattern.compile(name + " = \"([^\"]+)\"")
                .matcher(source)
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElse(QUOTA_OF_SELLER);
    }

    @Test
    void theHistorySaysInEnglishWhatTheApiSays() {
        Messages messages = Messages.load(WordsTest.class.getClassLoader());
        for (Because why : Because.values()) {
            assertThat(messages.text(Language.EN, "because_" + why, "it"))
                    .as("%s", why)
                    .isEqualTo(why.text("it"));
        }
    }

    @Test
    void whatHaatItselfFindsIsSaidInTheReadersLanguage() {
        assertThat(Because.values())
                .filteredOn(why -> why.name().startsWith("DELAYED_") || why == Because.NOT_LIVE_IN_TIME)
                .hasSize(9)
                .allMatch(why -> words.has("issue_said_" + why));
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
        List<String> rules;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            rules = files.map(WordsTest::read)
                    .flatMap(migration -> Pattern.compile("INSERT INTO alert_rule [^;]*;")
                            .matcher(migration)
                            .results())
                    .flatMap(rows -> Pattern.compile("(?m)^    \\('([A-Z_]+)', ")
                            .matcher(rows.group())
                            .results())
                    .map((MatchResult match) -> match.group(1))
                    .toList();
        }
        assertThat(rules)
                .contains("NEEDS_REAUTH", "ORDERS_STALE", "CONSENT_AWAITED")
                .allMatch(rule -> words.has("alert_" + rule) && words.has("alert_rule_" + rule));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> keys(String prefix, Enum<?>... values) {
        return Arrays.stream(values).map(value -> prefix + '_' + value.name()).toList();
    }
}
