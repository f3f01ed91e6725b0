package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.event.Event;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.Test;

/** The pages of listings as an agency's administrator uses them, in a real browser. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class SyncPagesIT extends PagesInBrowser {
    @Test
    void aRefusalIsShownWithARemedyAndTriedAgain() {
        market.refuse("SKU-2", ChannelIssue.error("18027", "The picture has text on it", "main_image"));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-2", 1));
        bench.tell(new StockLevel(account.agency(), "SKU-2", 1, 5));
        bench.awaitState(account, "SKU-2", "ISSUES");
        Page page = signIn(browser.desk());
        page.navigate(home + "issues");
        assertThat(page.textContent("main")).contains("18027", "The picture has text on it", "The agency");
        show(page, "sync-issues");
        page.click("tbody a.code");
        page.fill("#note", "The weaver sends another picture");
        page.click("form[action$='/assign'] button");
        assertThat(page.textContent("main")).contains("Mitali Ghosh: The weaver sends", "One listing has this issue");
        page.click("form[action$='/issues/retry'] button");
        assertThat(page.textContent("main")).contains("One listing was tried again", "Tried again, listings: 1");
        bench.awaitState(account, "SKU-2", "ISSUES");
        page.reload();
        show(page, "sync-issue");
        page.click(".figure.bad a");
        page.click("tbody a.main");
        assertThat(page.textContent("main")).contains("The picture has text on it");
        show(page, "sync-listing-refused");

        market.calm();
        page.click("form[action$='/retry'] button");

        bench.awaitState(account, "SKU-2", "LIVE");
    }

    @Test
    void ofManyIssuesOfAListingTenStandOpen() {
        bench.live(account, 1);
        bench.pause(account);
        bench.update(
                "INSERT INTO listing_issue (listing, agency, account, source, position, code, severity, message, remedy,"
                        + " owner, since) SELECT id, agency, account, 'READ', n, 'W' || n, 'WARNING', 'Words',"
                        + " 'remedy.unknown', 'OPERATIONS', now() FROM listing, generate_series(1, 30) n WHERE account = ?",
                account.id());
        Page page = signIn(browser.phone());

        page.navigate(home + "listings/" + account.id() + "/SKU-1");

        String open = "section[aria-labelledby=issues] .notice:visible";
        assertThat(page.locator(open).count()).isEqualTo(10);
        page.click("summary:has-text('20 more issues')");
        assertThat(page.locator(open).count()).isEqualTo(30);
        show(page, "sync-listing-many-issues");
    }

    @Test
    void whatWouldBeSentIsShownInWordsAndLetThrough() {
        bench.live(account, 2);
        bench.awaitQuiet(account);
        Page page = signIn(browser.desk());
        page.navigate(home + "accounts/" + account.id() + "/dry-run");
        page.click("form[action$='/review'] button");
        String set = java.util.UUID.randomUUID().toString();
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 2)
                .title("A better saree")
                .price(99_900)
                .snapshot()
                .causedBy(set));
        page.navigate(home.toString());
        page.waitForSelector("#account-" + account.id() + " .notice a[href$='/dry-run']");
        page.navigate(home + "listings/" + account.id() + "/SKU-1");
        assertThat(page.textContent("main"))
                .contains("A person looks at changes of", "lets it through", "Who acts: The agency");
        show(page, "sync-listing-waiting");
        page.navigate(home + "accounts/" + account.id() + "/dry-run");
        assertThat(page.textContent("main"))
                .contains("₹1,999.50", "₹999.00", "Title, English", "A better saree", "A person’s look");
        show(page, "sync-dry-run");
        page.click("section form[action$='/release'] button.btn:not(.main)");
        bench.awaitQuiet(account);
        page.navigate(home + "changes/" + account.id() + "/" + set);
        assertThat(page.textContent("main")).contains("A better saree", "Done", "put it back");
        show(page, "sync-change-set");
        page.navigate(home + "changes");
        assertThat(page.textContent("main")).contains(account.name(), "Let through after a look");
        page.click("main table.list tbody tr:first-child a.main");
        assertThat(page.textContent("main")).contains("They came from the catalogue", "A better saree");
        market.meddle(account.id(), "THEIRS-1", market.listings(account.id()).get("SKU-2"));
        page.navigate(home + "accounts/" + account.id() + "/there");
        page.click("form[action$='/look'] button");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> bench.count("SELECT count(*) FROM listing_there WHERE account = ?", account.id()) == 1);
        page.navigate(home + "accounts/" + account.id() + "/there");
        assertThat(page.textContent("main")).contains("THEIRS-1", "₹1,999.50");
        show(page, "sync-there");
        aSheetIsLookedAtAppliedAndItsLinkTakenBack(page);
        page.click("form[action$='/leave'] button");
        assertThat(page.textContent("main")).contains("Nothing here");
    }

    private void aSheetIsLookedAtAppliedAndItsLinkTakenBack(Page page) {
        bench.pause(account);
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-5", 1));
        page.setInputFiles(
                "#file",
                new FilePayload(
                        "links.csv",
                        "text/csv",
                        "sku,remote\nSKU-5,THEIRS-1\nSKU-6,none\n".getBytes(StandardCharsets.UTF_8)));
        page.click("form[action$='/pairs'] button");
        assertThat(page.textContent("main"))
                .contains("1 would be linked, 1 not", "links.csv", "Row 3", "no listing of this SKU");
        TestBrowser.picture(page, "sync-pairs"); // not read anew: it is the answer to a form
        page.setViewportSize(360, 740);
        assertThat(TestBrowser.overflow(page)).isZero();
        page.click("form[action$='/apply'] button");
        assertThat(page.textContent("main")).contains("1 linked, 1 not");
        page.navigate(home + "accounts/" + account.id() + "/there?state=LINKED");
        show(page, "sync-there-linked");
        page.onceDialog(question -> {
            assertThat(question.message()).contains("THEIRS-1", "stays at the marketplace");
            question.accept();
        });
        page.click("form[action$='/unlink'] button");
        assertThat(page.textContent("main")).contains("THEIRS-1 is not ours any more", "Nothing was changed");
    }

    @Test
    void theSheetOfADryRunHoldsEveryListingAndNothingThatASpreadsheetWouldCalculate() {
        bench.pause(account);
        List<Event> events = new ArrayList<>();
        List<String> skus = new ArrayList<>(List.of("-1.1"));
        for (int n = 1; n <= 510; n++) {
            skus.add("SKU-" + n);
        }
        skus.forEach(sku -> events.add(SyncBench.event(SyncBench.snapshot(account.agency(), sku, 1))));
        bench.tell(events);
        Page page = signIn(browser.desk());

        APIResponse sheet = page.request().get(home + "accounts/" + account.id() + "/dry-run/sheet.csv");

        assertThat(sheet.status()).isEqualTo(200);
        assertThat(sheet.headers().get("content-disposition")).contains("dry-run.csv");
        assertThat(sheet.text()).startsWith("\uFEFFlisting,sku,");
        List<String> told = sheet.text()
                .lines()
                .skip(1)
                .filter(line -> line.matches("[0-9]+,.*"))
                .map(line -> line.split(",")[1])
                .distinct()
                .toList();
        assertThat(told)
                .hasSameSizeAs(skus)
                .contains("'-1.1", "SKU-1", "SKU-510")
                .doesNotContain("-1.1");
    }
}
