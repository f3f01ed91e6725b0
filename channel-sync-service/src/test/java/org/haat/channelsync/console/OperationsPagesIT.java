package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.alert.Alerts;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.event.Event;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.Test;

/** What is let through, parked, told and audited, on its pages in a real browser. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class OperationsPagesIT extends PagesInBrowser {
    @Inject
    Alerts alerts;

    @Test
    void aMassChangeIsLookedAtAndLetThroughByOperations() {
        bench.live(account, 10);
        bench.awaitQuiet(account);
        List<Event> events = new ArrayList<>();
        for (int n = 1; n <= 9; n++) {
            events.add(SyncBench.event(new SyncBench.Wish(account.agency(), "SKU-" + n, 2)
                    .price(10_000)
                    .snapshot()));
        }
        bench.tell(events);
        Page page = signIn(browser.desk());
        page.waitForSelector(".notice.warn a[href$='/safety']");
        page.click(".notice.warn a[href$='/safety']");
        assertThat(page.textContent("main")).contains("Changes prices", "9 listings; 10 of this account are live");
        show(page, "sync-safety");
        page.click("td .btn");
        assertThat(page.textContent("main")).contains("₹1,999.50", "₹100.00", "A person of operations decides");
        assertThat(page.locator("form[action$='/release']").count()).isZero();
        String address = page.url();

        Page operations =
                TestBrowser.signIn(browser.desk(), home.toString(), "Eshan Gupta", account.agency(), "operations");
        operations.navigate(address);
        show(operations, "sync-mass-change");
        operations.onDialog(dialog -> dialog.accept());
        operations.click("form[action$='/release'] button");

        operations.waitForSelector(".timeline");
        assertThat(operations.textContent(".timeline")).contains("Let through", "Eshan Gupta");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> market.listings(account.id()).values().stream()
                                .filter(listing -> listing.price().minor() == 10_000)
                                .count()
                        == 9);
    }

    @Test
    void aMessageThatCouldNotBeAppliedIsLookedAtAndAppliedAgain() {
        bench.pause(account);
        long id = seeds.parkedNotification(account);
        Page page = signIn(browser.desk());
        page.navigate(home + "parked");
        page.click("a[href$='/parked/NOTIFICATION/" + id + "']");
        assertThat(page.textContent("main"))
                .contains("attributes.shipments[0].shipmentId", "a-shipment-id-of-forty", "cannot be read", "***")
                .doesNotContain("Rina");
        show(page, "sync-parked");

        page.click("form[action$='/replay'] button");

        assertThat(page.textContent(".timeline")).contains("Tried again", "Mitali Ghosh", "order_created");
        assertThat(bench.texts("SELECT state FROM notification WHERE id = ?", id))
                .containsExactly("WAITING");
    }

    @Test
    void anAlertIsShownAndAnAddressForItAddedOnce() {
        bench.pause(account);
        seeds.massChange(account);
        awaitAlert();
        Page page = signIn(browser.desk());
        page.navigate(home + "alerts");
        assertThat(page.textContent("main")).contains("a change of 312 listings waits", "Oldest waiting change");
        page.fill("#address", "http://127.0.0.1:9/a-receiver-that-is-not-there");
        page.click("form[action$='/alerts/destinations'] button");
        assertThat(page.textContent(".secret")).startsWith("whsec_");
        page.click("form[action$='/test'] button");
        assertThat(page.textContent("main"))
                .contains("a test: alerts arrive here")
                .doesNotContain("whsec_");
        show(page, "sync-alerts");
        page.onDialog(dialog -> dialog.accept());
        page.click("form[action$='/remove'] button");
        assertThat(page.textContent("main")).contains("Address removed", "Nowhere yet but on this page");
    }

    @Test
    void whoComesSecondToACauseSeesWhoTookItAndMayTakeItOver() {
        market.refuse("SKU-1", ChannelIssue.error("X-9", "The channel's own words", "title"));
        bench.tell(new StockLevel(account.agency(), "SKU-1", 1, 5));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-1", 1));
        bench.awaitState(account, "SKU-1", "ISSUES");
        String cause = home + "issues/cause?channel=memory&code=X-9&remedy=remedy.unknown";
        Page first = signIn(browser.desk());
        Page second =
                TestBrowser.signIn(browser.desk(), home.toString(), "Binoy Sen", account.agency(), "agency-admin");
        first.navigate(cause);
        second.navigate(cause);
        first.click("form[action$='/issues/assign'] button");

        second.fill("#note", "I ring them up");
        second.click("form[action$='/issues/assign'] button");
        assertThat(second.textContent("[role=alert]")).contains("Mitali Ghosh took this on while you looked");
        assertThat(second.textContent("#who b")).isEqualTo("Mitali Ghosh");
        assertThat(second.inputValue("#note")).isEqualTo("I ring them up");
        show(second, "sync-cause-taken");
        second.click("form[action$='/issues/assign'] button");
        assertThat(second.textContent("#who")).contains("Binoy Sen", "I ring them up");

        first.click("form[action$='/issues/unassign'] button");
        assertThat(first.textContent("[role=alert]")).contains("Binoy Sen took this on while you looked");
    }

    /** A look passes over a rule for which the database is too slow, and comes back to it. */
    private void awaitAlert() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            alerts.watch();
            return bench.count("SELECT count(*) FROM alert WHERE account = ?", account.id()) == 1;
        });
    }

    @Test
    void theBarShowsOnAPhoneWhereOneIs() {
        Page page = signIn(browser.phone());

        page.navigate(home + "alerts");

        assertThat(page.evaluate(
                        "() => { const place = document.querySelector('.sub [aria-current]').getBoundingClientRect();"
                                + " return place.left >= 0 && place.right <= window.innerWidth; }"))
                .isEqualTo(true);
    }

    @Test
    void anAuditReadsOnAPhoneWithALongNameAndTextOfTwiceTheSize() {
        bench.update("UPDATE channel_account SET name = ? WHERE id = ?", "N".repeat(80), account.id());
        long audit = seeds.auditWithDrift(account);
        Page page = signIn(browser.phone());
        page.navigate(home + "accounts/" + account.id() + "/settings");
        assertThat(TestBrowser.overflow(page)).isZero();

        page.navigate(home + "audits/" + audit);
        page.evaluate("document.documentElement.style.fontSize = '200%'");

        assertThat(page.evaluate("[...document.querySelectorAll('table.list td[data-label], .facts')].filter(row => {"
                        + " const columns = getComputedStyle(row).gridTemplateColumns.split(' ').map(parseFloat);"
                        + " return columns[1] < columns[0]; }).length"))
                .as("rows whose names leave their values no room")
                .isEqualTo(0);
    }

    @Test
    void anAuditIsStartedFromItsPageAndWhatIsNotOursIsLeft() {
        long audit = seeds.auditWithDrift(account);
        Page page = signIn(browser.desk());
        page.navigate(home + "audits/" + audit + "?kind=EXTRA");
        assertThat(page.textContent("main")).contains("Not ours", "Waits for a person", "EXTRA-A-RATHER");
        show(page, "sync-audit");
        page.click("form[action$='/leave'] button");
        assertThat(page.textContent("main")).contains("Left as it is by", "Mitali Ghosh");

        page.navigate(home + "audits?account=" + account.id());
        page.check("#full");
        page.click("main form.filter button");

        assertThat(page.url()).contains("/audits/");
        assertThat(page.textContent("main")).contains("Mitali Ghosh", account.name(), "of all listings");
        page.waitForURL("**/audits/*");
        show(page, "sync-audit-new");
    }
}
