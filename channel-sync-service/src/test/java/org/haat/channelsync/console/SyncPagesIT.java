package org.haat.channelsync.console;

import static com.microsoft.playwright.options.WaitForSelectorState.DETACHED;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.alert.Alerts;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.Event;
import org.haat.event.StockLevel;
import org.haat.testsupport.IdentityResource;
import org.haat.testsupport.KafkaResource;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages of operations as an agency's administrator uses them, in a real browser. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(IdentityResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SyncPagesIT {
    /** Every language with {@code HAAT_PICTURES}: looking at them is a person's work, and drawing them takes long. */
    private static final List<String> PICTURED =
            System.getenv("HAAT_PICTURES") == null ? List.of("en") : List.of("bn", "hi", "en");

    @TestHTTPResource("/")
    URI home;

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    Alerts alerts;

    @Inject
    PageSeeds seeds;

    private TestBrowser browser;
    private ChannelAccount account;

    @BeforeAll
    void startBrowser() {
        browser = TestBrowser.start();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

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
                .contains("The channel shows it to buyers")
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
        Page page = browser.desk();
        page.route("**/overview/events", route -> route.abort());
        signIn(page);
        bench.live(account, 1);
        page.waitForSelector("#account-" + account.id() + " .figure.good b:has-text('1')");
        assertThat(page.locator("#totals").count()).isEqualTo(1);
    }

    @Test
    void theOverviewSaysOfWhenItIsWhileNothingIsHeardAndToSignInWhenTheSessionEnded() {
        Page page = browser.desk();
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

    @Test
    void aSellerConnectsOnTheMarketplacesPageAndAWarningIsCleared() {
        seeds.credentialThatEnds(account);
        Page page = signIn(browser.desk());
        page.navigate(home + "accounts/" + account.id());
        assertThat(page.textContent("main")).contains("ends within 7 days", "Connect again", "Notifications");
        show(page, "sync-account-connection");
        page.click("form[action$='/subscriptions'] button");
        assertThat(page.textContent("body")).contains("Enter the queue's address");
        page.navigate(home + "accounts/" + account.id());

        page.click("form[action$='/consent'] button");
        assertThat(page.textContent("main")).contains("You now leave for");
        String way = page.locator("a[rel=noreferrer]").getAttribute("href");
        assertThat(way).startsWith("https://market.example/consent");
        page.navigate(home + "consent/memory?code=good&state=" + way.replaceAll(".*state=([^&]*).*", "$1"));
        assertThat(page.textContent("main")).contains("Connected");
        page.reload();
        assertThat(page.textContent("main")).contains("This link was used before");

        page.navigate(home + "accounts/" + account.id());
        assertThat(page.textContent("main")).contains("Consent given").doesNotContain("ends within 7 days");
        aPersonNamesALastDayAndGivesALateFeedUp();
    }

    private void aPersonNamesALastDayAndGivesALateFeedUp() {
        bench.pause(account);
        bench.update(
                "WITH c AS (INSERT INTO channel_call (account, agency, operation, lines, started_at)"
                        + " SELECT id, agency, 'SET_STOCK', 12, now() FROM channel_account WHERE id = ? RETURNING *)"
                        + " INSERT INTO channel_feed (account, agency, call, operation, lines, state, reference, claimed_at, begun_at,"
                        + " asked_at, ask_due_at, asks, late) SELECT account, agency, id, operation, lines, 'RUNNING', '50031', now(),"
                        + " now() - interval '7 hours', now(), now() + interval '1 hour', 9, true FROM c",
                account.id());
        Page page = TestBrowser.signIn(browser.desk(), home.toString(), "Eshan Gupta", account.agency(), "operations");
        page.onDialog(dialog -> dialog.accept());
        page.navigate(home + "accounts/" + account.id());
        page.click("#connection ~ details summary");
        page.selectOption("#ending", "CLIENT_SECRET");
        page.fill("#day", LocalDate.now(ZoneId.of("Asia/Kolkata")).plusDays(4).toString());
        page.click("form[action$='/expiries'] button");
        assertThat(page.textContent("main"))
                .contains("secret: ends within 7 days", "as the marketplace or a person said");
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
        show(page, "sync-account-expiry");
        page.click("form[action$='/give-up'] button");
        assertThat(page.textContent("main")).contains("Eshan Gupta waits for it no longer", "A late feed was given up");
        page.click("form[action$='/forget'] button");
        assertThat(page.textContent("main")).doesNotContain("secret: ends within 7 days");
    }

    @Test
    void anAccountIsPausedWithAReasonAndResumed() {
        Page page = signIn(browser.desk());
        page.navigate(home + "accounts/" + account.id());
        assertThat(page.content()).doesNotContain("only-for-tests");
        page.click("a[href$='/settings']");
        page.fill("[name=calls_percent]", "400");
        page.click("form[action$='/settings'] button");
        assertThat(page.textContent("[role=alert]")).contains("Share of the quota", "from 1 to 100");
        assertThat(page.inputValue("[name=calls_percent]")).isEqualTo("400");
        page.fill("[name=calls_percent]", "40");
        page.click("form[action$='/settings'] button");
        assertThat(page.textContent("section[aria-labelledby=settings] dl")).contains("Share of the quota", "40");
        assertThat(page.textContent(".timeline")).contains("Settings changed", "calls_percent: – → 40");
        page.fill("#reason", "stock-taking");
        page.click("form[action$='/pause'] button");
        assertThat(page.textContent("main")).contains("Paused", "stock-taking");
        show(page, "sync-account");
        page.click("form[action$='/resume'] button");
        assertThat(page.textContent(".head .badge")).isEqualTo("Active");
    }

    @Test
    void aRefusedAccountSaysWhatHappenedWhoMendsItAndWhenItIsTriedAgain() {
        refuse();
        Page page = signIn(browser.desk());

        page.waitForSelector(".notice.bad");

        assertThat(page.textContent(".notice.bad > p"))
                .contains("consent", "An administrator of the agency", "New credentials")
                .doesNotContain("invalid_grant");
        assertThat(page.textContent(".notice.bad")).contains("Haat asks again by itself", "invalid_grant");
        assertThat(page.locator(".notice.bad details").getAttribute("open")).isNull();
        show(page, "sync-refused");
        market.calm();
        page.waitForSelector(".badge.good");
        page.navigate(home + "accounts/" + account.id());
        assertThat(page.textContent(".timeline")).contains("Let in again by the marketplace");
    }

    /** As a marketplace does when the seller withdraws the consent. */
    private void refuse() {
        market.fail(
                MemoryOperation.LIST_ORDERS,
                new ChannelException(
                        FailureKind.AUTH,
                        "lwaToken answered 400: invalid_grant The request has an invalid grant parameter : refresh_token"),
                1_000,
                false);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.count("SELECT count(*) FROM account_knock WHERE account = ?", account.id()) == 1);
    }

    @Test
    void anAccountThatCannotWorkIsRefusedFieldByField() {
        Page page = signIn(browser.desk());
        page.navigate(home + "accounts/new?channel=amazon-in");
        show(page, "sync-account-new");
        page.evaluate("document.querySelectorAll('[required]').forEach(e => e.required = false)");
        page.fill("#name", "Anandadhara shop");
        page.click("form.stack button");
        assertThat(page.textContent("[role=alert]")).contains("Seller id", "Refresh token");
        page.navigate(home + "accounts");
        assertThat(page.textContent("main")).doesNotContain("Anandadhara shop");
    }

    @Test
    void rateOfAStoreAbroadIsEnteredInItsAccountsSettingsAndToldWhereItsPricesAreSeen() {
        Page page = signIn(browser.desk());
        openAbroad(page, "Weavers abroad");
        String opened = page.url();
        page.click("a[href$='/settings']");
        show(page, "sync-account-settings-abroad");
        Page late = page.context().newPage();
        late.navigate(page.url());
        page.fill("[name=exchange_rate]", "80");
        page.fill(
                "[name=exchange_rate_date]",
                LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
        page.click("form[action$='/settings'] button");
        assertThat(page.url()).isEqualTo(opened);
        assertThat(page.textContent("section[aria-labelledby=settings] dl")).contains("Exchange rate", "80", "en_US");
        show(page, "sync-account-abroad");
        openAbroad(page, "Weavers abroad, once more");
        assertThat(page.textContent("[role=alert]")).contains("open here already");
        late.fill("[name=gtin_exemption]", "true");
        late.click("form[action$='/settings'] button");
        assertThat(late.textContent("main")).as("who came second").contains("since you");
        page.navigate(opened + "/dry-run");
        assertThat(page.textContent("main")).contains("Prices in USD: rupees divided by 80");
        show(page, "sync-dry-run-abroad");
    }

    /** Waits for consent, so that nothing is sent. */
    private void openAbroad(Page page, String name) {
        page.navigate(home + "accounts/new?channel=amazon-us");
        Map.of(
                        "name", name,
                        "seller_id", "S-" + account.agency(),
                        "marketplace_id", "ATVPDKIKX0DER",
                        "language", "en_US",
                        "application_id", "amzn1.sellerapps.app.haat",
                        "client_id", "an-id",
                        "client_secret", "only-for-tests")
                .forEach((field, value) -> page.fill("form.stack [name=" + field + "]", value));
        page.click("form.stack button");
    }

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
    void anAccountGoesAwayAndComesBackWithOnePress() {
        bench.live(account, 1);
        Page page = signIn(browser.desk());
        page.navigate(home + "accounts/" + account.id());
        page.fill("#away", "Durga Puja");
        page.click("form[action$='/away'] button");
        assertThat(page.textContent(".notice.warn")).contains("shows no stock since", "Durga Puja");
        show(page, "sync-away");
        page.click("form[action$='/back'] button");
        assertThat(page.locator(".notice.warn").count()).isZero();
        assertThat(page.textContent(".timeline")).contains("Back: the stock is shown again");
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

        assertThat(page.textContent(".timeline")).contains("Applied again", "Mitali Ghosh", "order_created");
        assertThat(bench.texts("SELECT state FROM notification WHERE id = ?", id))
                .containsExactly("WAITING");
    }

    @Test
    void anAlertIsShownAndAnAddressForItAddedOnce() {
        bench.pause(account);
        seeds.massChange(account);
        alerts.watch();
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
    void anAuditIsStartedFromItsPageAndWhatIsNotOursIsLeft() {
        long audit = seeds.auditWithDrift(account);
        Page page = signIn(browser.desk());
        page.navigate(home + "audits/" + audit + "?kind=EXTRA");
        assertThat(page.textContent("main")).contains("Not ours", "Waits for a person", "EXTRA-A-RATHER");
        show(page, "sync-audit");
        page.click("form[action$='/leave'] button");
        assertThat(page.textContent("main")).contains("Left as it is by", "Mitali Ghosh");

        page.navigate(home + "audits?account=" + account.id());
        page.click("main form.filter button");

        assertThat(page.url()).contains("/audits/");
        assertThat(page.textContent("main")).contains("Mitali Ghosh", account.name());
        page.waitForURL("**/audits/*");
        show(page, "sync-audit-new");
    }

    private Page signIn(Page page) {
        return TestBrowser.signIn(page, home.toString(), "Mitali Ghosh", account.agency(), "agency-admin");
    }

    private void show(Page page, String name) {
        for (String language : PICTURED) {
            TestBrowser.speak(page, language, home.resolve("/").toString());
            page.reload();
            TestBrowser.picture(page, name);
        }
        page.setViewportSize(1280, 800);
    }
}
