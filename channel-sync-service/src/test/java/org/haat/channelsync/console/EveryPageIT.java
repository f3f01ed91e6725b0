package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.alert.Alerts;
import org.haat.edge.Routes;
import org.haat.testsupport.ApiTable;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.Test;

/** Every page of the console, with something on it, on a phone and at a desk, in three languages. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class EveryPageIT {
    /** Answers that are no page by themselves: a stream, parts of pages, files, an address that is good once. */
    private static final Set<String> NO_PAGES = Set.of(
            "/overview/events",
            "/overview/cards",
            "/issues/retries/{id}",
            "/audits/{id}/now",
            "/accounts/{id}/identifier-sheet.csv",
            "/accounts/{id}/dry-run/sheet.csv",
            "/papers/{account}/{shipment}",
            "/consent/{channel}");

    @TestHTTPResource("/")
    URI home;

    @Inject
    SyncBench bench;

    @Inject
    PageSeeds seeds;

    @Inject
    Alerts alerts;

    @Test
    void everyPageFitsIsLightAndKeepsNobodyOut() {
        ChannelAccount account = bench.account();
        List<String> paths = pages(account);
        assertThat(neverWalked(paths)).as("pages that nobody looked at").isEmpty();
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = TestBrowser.signIn(
                    browser.phone(), home.toString(), "Mitali Ghosh", account.agency(), "agency-admin");

            assertThat(TestBrowser.walk(page, home.toString(), paths)).isEmpty();

            page.navigate(home + "accounts/" + account.id());
            page.click("form[action$='/consent'] button");
            assertThat(TestBrowser.look(page, "en"))
                    .as("before one leaves to consent")
                    .isEmpty();
            page.navigate(home + "consent/memory?code=good&state=unknown");
            assertThat(TestBrowser.look(page, "en")).as("what nobody began").isEmpty();
            page.navigate(home + "accounts/00000000-0000-0000-0000-000000000000/calls");
            assertThat(TestBrowser.look(page, "en")).as("what is not there").isEmpty();

            Page operations =
                    TestBrowser.signIn(browser.phone(), home.toString(), "Eshan Gupta", account.agency(), "operations");
            List<String> theirs = ofOperations(paths);
            assertThat(theirs).hasSize(8);
            for (int turn = 0; turn < theirs.size(); turn++) {
                String path = theirs.get(turn);
                String language = TestBrowser.LANGUAGES.get(turn % TestBrowser.LANGUAGES.size());
                TestBrowser.speak(operations, language, home.resolve("/").toString());
                operations.navigate(home + path);
                assertThat(operations.locator("main").count()).as(path).isOne();
                assertThat(TestBrowser.look(operations, language)).as(path).isEmpty();
                TestBrowser.picture(operations, "operations-" + path.replaceAll("[^A-Za-z]+", "-"));
            }
        }
    }

    /** Pages on which operations see and do more than an agency does. */
    private static List<String> ofOperations(List<String> paths) {
        return paths.stream()
                .filter(
                        path -> path.matches(
                                "(issues(/cause)?|alerts|safety(/changes/[0-9]+)?|accounts/[^/?]+|parked/[^?]+|listings/[^?]+)(\\?.*)?"))
                .filter(path -> !path.startsWith("accounts/new"))
                .toList();
    }

    /** Addresses of all pages, each filled. */
    private List<String> pages(ChannelAccount account) {
        bench.live(account, 1);
        String set = seeds.changeSet(account, "SKU-1");
        seeds.pendingChange(account, "SKU-1");
        seeds.listingThere(account);
        seeds.destination(account);
        seeds.feedThatIsLate(account);
        seeds.quarantinedIssue(account);
        long audit = seeds.auditWithDrift(account);
        long mass = seeds.massChange(account);
        long parked = seeds.parkedNotification(account);
        long call = seeds.rawCall(account);
        seeds.credentialThatEnds(account);
        seeds.refused(account);
        seeds.laneWithAFault(account);
        alerts.watch();
        String one = "accounts/" + account.id();
        return List.of(
                "",
                "listings",
                "listings?q=NOWHERE-1",
                "listings/" + account.id() + "/SKU-1",
                "issues",
                "issues/cause?channel=memory&code=X-1&remedy=remedy.unknown",
                "alerts",
                "accounts",
                one,
                "accounts/new?channel=flipkart",
                one + "/settings",
                one + "/dry-run",
                one + "/there",
                one + "/calls",
                one + "/calls?sku=NOWHERE",
                one + "/calls/" + call,
                "changes",
                "changes/" + account.id() + '/' + set,
                "safety",
                "safety/changes/" + mass,
                "audits",
                "audits/" + audit + "?kind=EXTRA",
                "parked",
                "parked/NOTIFICATION/" + parked);
    }

    /** Pages of the service that no address of these opens. */
    private static List<String> neverWalked(List<String> paths) {
        List<String> pages = Routes.of(ApiTable.resources(OverviewPages.class.getPackageName())).stream()
                .filter(route -> route.method().equals("GET") && !NO_PAGES.contains(route.path()))
                .map(Routes.Route::path)
                .toList();
        Set<String> opened = paths.stream()
                .map(path -> opened(pages, '/' + path.replaceFirst("[?].*", "")))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return pages.stream().filter(page -> !opened.contains(page)).toList();
    }

    /** The page that an address opens: of those that fit it the one with the fewest open places. */
    private static Optional<String> opened(List<String> pages, String path) {
        return pages.stream()
                .filter(page -> path.matches(page.replaceAll("[{][^}]*}", "[^/]+")))
                .min(Comparator.comparing(
                        page -> page.chars().filter(letter -> letter == '{').count()));
    }
}
