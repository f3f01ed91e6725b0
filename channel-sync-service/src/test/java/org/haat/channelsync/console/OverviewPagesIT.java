package org.haat.channelsync.console;

import static com.microsoft.playwright.options.WaitForSelectorState.DETACHED;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.Test;

/** The overview as it follows what happens, in a real browser. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class OverviewPagesIT extends PagesInBrowser {
    @Test
    void theOverviewFollowsAListingUntilItIsLive() {
        // Given
        ChannelAccount another = bench.account();
        List<String> asked = new CopyOnWriteArrayList<>();
        Page page = browser.desk();
        page.onRequest(request -> asked.add(request.url()));
        signIn(page);
        assertThat(page.textContent("main")).contains(account.name(), "Calls against the quota");

        // When
        bench.live(account, 3);

        // Then
        page.waitForSelector("#account-" + account.id() + " .figure.good b:has-text('3')");
        page.waitForSelector("#totals .figure.good b:has-text('3')");
        assertThat(asked)
                .as("told by the server, not asked for by turns")
                .anyMatch(url -> url.endsWith("/overview/events"))
                .noneMatch(url -> url.endsWith("/overview/cards"));
        page.click("#totals details[data-key=districts] summary");
        page.focus("h1");
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 9));
        page.waitForSelector("#account-" + account.id() + " svg[role=img]");
        page.waitForTimeout(1_500);
        assertThat(page.isVisible("#totals table"))
                .as("what was opened stays open")
                .isTrue();
        assertThat(page.textContent("#totals table")).contains("Hooghly");
        assertThat(page.content()).doesNotContain(another.name());
        assertThat(page.getAttribute("#totals details[data-key=districts] a", "href"))
                .endsWith("/listings?district=312");
        show(page, "sync-overview");
        page.click("#account-" + account.id() + " .figure.good a");
        assertThat(page.locator("tbody tr").count()).isEqualTo(3);
        show(page, "sync-listings");
        page.navigate(home + "listings?channel=memory&district=316");
        assertThat(page.textContent("main")).contains("Nothing matches");
        page.selectOption("#district", "312");
        page.click("main form.filter button");
        assertThat(page.locator("tbody tr").count()).isEqualTo(3);
        assertThat(page.inputValue("#channel")).isEqualTo("memory");
        page.click("tbody a.main");
        assertThat(page.textContent("main"))
                .contains("What is wanted, and what is there", "₹1,999.50", "pieces", ", shown to buyers")
                .contains("The marketplace shows it to buyers")
                .doesNotContain("{\"");
        TestBrowser.speak(page, "bn", home.resolve("/").toString());
        page.reload();
        assertThat(page.textContent("main"))
                .contains("বাজার এটি ক্রেতাদের দেখাচ্ছে", "বাজারে পাঠানো হয়েছে")
                .doesNotContain("The channel", "Sent to");
        TestBrowser.speak(page, "en", home.resolve("/").toString());
        show(page, "sync-listing");
    }

    @Test
    void theOverviewIsAskedForByTurnsWhileTheStreamIsBroken() {
        Page page = quick(browser.desk());
        page.route("**/overview/events", route -> route.abort());
        signIn(page);
        bench.live(account, 1);
        page.waitForSelector("#account-" + account.id() + " .figure.good b:has-text('1')");
        assertThat(page.locator("#totals").count()).isEqualTo(1);
    }

    @Test
    void figuresGoOnWhereALinkOrASummaryHasTheFocus() {
        bench.pause(account);
        Page page = signIn(browser.desk());
        String card = "#account-" + account.id();
        page.focus(card + " details[data-key=runs] summary");
        bench.update("UPDATE channel_account SET state = 'ACTIVE' WHERE id = ?", account.id());

        bench.live(account, 1);

        page.waitForSelector(card + " .figure.good b:has-text('1')");
        page.focus(card + " .figure.good a");
        bench.pause(account);
        page.waitForSelector(card + " .badge:has-text('Paused')");
        assertThat(page.evaluate("document.activeElement.closest('section').id + ' ' + document.activeElement.tagName"))
                .isEqualTo(card.substring(1) + " A");
    }

    @Test
    void theOverviewSaysOfWhenItIsWhileNothingIsHeardAndToSignInWhenTheSessionEnded() {
        Page page = quick(browser.desk());
        page.route("**/overview/*", route -> route.abort());
        signIn(page);
        assertThat(page.textContent("#live-notice")).isEmpty();

        page.evaluate("Object.assign(document.querySelector('[data-live]').dataset, {stale: '0.1'})");

        page.waitForSelector("#live-notice[role=status] .notice:has-text('connection is lost')");
        assertThat(page.textContent("#live-notice")).containsPattern("These figures are of [0-2][0-9]:[0-5][0-9]\\.");
        TestBrowser.picture(page, "sync-overview-stale");

        page.evaluate("Object.assign(document.querySelector('[data-live]').dataset, {stale: '15'})");
        page.unroute("**/overview/*");
        page.waitForSelector("#live-notice .notice", new Page.WaitForSelectorOptions().setState(DETACHED));

        page.route("**/overview/events", route -> route.abort());
        page.reload();
        page.context().clearCookies();
        page.waitForSelector("#live-notice .notice:has-text('You are signed out') a:has-text('Sign in again')");
    }

    @Test
    void theServerIsHeardOfAlsoWhenNothingChanges() {
        bench.pause(account);
        Page page = signIn(browser.desk());
        Object heard = page.evaluate(
                "address => new Promise((resolve, reject) => { const source = new EventSource(address);"
                        + " setTimeout(() => reject('no beat'), 60000);"
                        + " source.addEventListener('beat', () => { source.close(); resolve('beat'); }); })",
                home + "overview/events");
        assertThat(heard).isEqualTo("beat");
    }

    /** Asks by turns, when it does, every fifth of a second in place of every five. */
    private static Page quick(Page page) {
        page.addInitScript("document.addEventListener('readystatechange', () =>"
                + " document.querySelectorAll('[data-live]').forEach(one => { one.dataset.every = '0.2'; }))");
        return page;
    }
}
