package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.HaatSettings;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.StockLevel;
import org.haat.testsupport.PageWords;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.Test;

/** The pages of an account as an agency's administrator uses them, in a real browser. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AccountPagesIT extends PagesInBrowser {
    @Inject
    Channels channels;

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
                        + " asked_at, ask_due_at, asks, late, take_back, take_back_at) SELECT account, agency, id, operation, lines,"
                        + " 'RUNNING', '50031', now(), now() - interval '7 hours', now(), now() + interval '1 hour', 9, true,"
                        + " 'TOO_LATE', now() FROM c",
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
        assertThat(page.textContent("main")).contains("It could not be taken back");
        show(page, "sync-account-expiry");
        page.click("form[action$='/give-up'] button");
        assertThat(page.textContent("main")).contains("Eshan Gupta waits for it no longer", "A late feed was given up");
        page.click("form[action$='/forget'] button");
        assertThat(page.textContent("main")).doesNotContain("secret: ends within 7 days");
    }

    @Test
    void anAccountThatAwaitsItsFirstConsentSaysWhoGivesItWhere() {
        seeds.awaitsConsent(account);
        Page page = signIn(browser.desk());

        assertThat(page.textContent("#account-" + account.id()))
                .contains("Consent not given yet", "has not given Haat consent", "An administrator", "presses Connect")
                .doesNotContain("no longer", "Needs new credentials", "What the marketplace said", "asks again");
        page.click("#account-" + account.id() + " a.btn.main");
        assertThat(page.textContent(".head .badge")).isEqualTo("Consent not given yet");
        assertThat(page.textContent(".notice.warn")).contains("on the marketplace's own page");
        assertThat(page.locator("form[action$='/resume']").count()).isZero();
        show(page, "sync-awaits-consent");
        page.click("form[action$='/consent'] button");
        assertThat(page.textContent("h1")).isEqualTo("Connect");
    }

    @Test
    void aLinkOfWhichNothingIsKnownIsAnHonestPageWithTheWayOn() {
        Page page = signIn(browser.desk());

        Response unknown = page.navigate(home + "consent/memory?code=good&state=guess");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(page.textContent("main")).contains("Nothing is known of this", "Nothing was changed");
        assertThat(page.getAttribute("main a.btn.main", "href")).endsWith("/accounts");

        for (String nowhere : List.of("nowhere", "csvdrop")) {
            assertThat(page.navigate(home + "consent/" + nowhere + "?code=good").status())
                    .isEqualTo(404);
            assertThat(page.textContent("main"))
                    .contains("No marketplace sends sellers back", "press Connect on its page");
        }
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
        assertThat(page.textContent(".timeline"))
                .contains(
                        "Settings changed", "Share of the quota in percent: – → 40", "Opened Practice marketplace · ");
        page.fill("#reason", "stock-taking");
        page.click("form[action$='/pause'] button");
        assertThat(page.textContent("main")).contains("Paused", "stock-taking");
        show(page, "sync-account");
        page.click("form[action$='/resume'] button");
        assertThat(page.textContent(".head .badge")).isEqualTo("Active");
    }

    @Test
    void whoeverWasSignedOutIsToldThatNothingWasDoneAndLedBack() {
        Page page = signIn(browser.desk());
        page.navigate(home + "accounts/" + account.id());
        page.fill("#reason", "stock-taking");
        page.context().clearCookies();
        page.click("form[action$='/pause'] button");
        assertThat(page.textContent("h1")).isEqualTo("Nothing was done: you were signed out");
        show(page, "sync-signed-out");
        page.click("main a.main");
        TestBrowser.signIn(page, page.url(), "Mitali Ghosh", account.agency(), "agency-admin");

        assertThat(page.url()).endsWith("/accounts/" + account.id());
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
    void anOperationThatTheMarketplaceForbidsIsSaidOfItsLaneInWords() {
        bench.live(account, 1);
        bench.awaitQuiet(account);
        market.fail(
                MemoryOperation.SET_STOCK, new ChannelException(FailureKind.FORBIDDEN, "answered 403"), 1_000, false);
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.count(
                                "SELECT count(*) FROM account_lane WHERE account = ? AND note = 'FORBIDDEN'",
                                account.id())
                        == 1);

        Page page = signIn(browser.desk());

        assertThat(page.textContent("#account-" + account.id()))
                .contains("not allowed: a role is missing in the marketplace's seller pages")
                .doesNotContain("FORBIDDEN");
        market.calm();
    }

    @Test
    void anAccountThatCannotWorkIsRefusedFieldByField() {
        Page page = signIn(browser.desk());
        page.navigate(home + "accounts/new?channel=amazon-in");
        show(page, "sync-account-new");
        page.evaluate("document.querySelectorAll('[required]').forEach(e => e.required = false)");
        page.fill("#name", "Anandadhara shop");
        page.selectOption("[name=language]", "hi_IN");
        page.fill("[name=client_secret]", "never-sent-back");
        page.click("form.stack button");
        assertThat(page.textContent("[role=alert]")).contains("Seller id", "Refresh token");
        assertThat(page.inputValue("#name")).isEqualTo("Anandadhara shop");
        assertThat(page.inputValue("[name=language]")).isEqualTo("hi_IN");
        assertThat(page.content()).doesNotContain("never-sent-back");
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
        late.selectOption("[name=gtin_exemption]", "true");
        late.click("form[action$='/settings'] button");
        assertThat(late.textContent("main")).as("who came second").contains("since you");
        page.navigate(opened + "/dry-run");
        assertThat(page.textContent("main")).contains("Prices in USD: rupees divided by 80");
        show(page, "sync-dry-run-abroad");
    }

    @Test
    void whatIsChosenHasANameAndWhatIsWrongIsSaidInTheReadersLanguage() {
        List<String> unnamed = channels.ids().stream()
                .flatMap(id -> channels.find(id).stream())
                .flatMap(channel -> HaatSettings.fields(channel).stream())
                .flatMap(field -> field.choices().stream())
                .filter(choice -> !new PageWords().has("account_choice_" + choice.replace('-', '_')))
                .toList();
        assertThat(unnamed).isEmpty();
        Page page = signIn(browser.desk());
        page.navigate(home + "accounts/new?channel=amazon-ae");
        assertThat(page.inputValue("[name=marketplace_id]")).isEqualTo("A2VIGQ35RCS4UG");
        assertThat(page.inputValue("[name=language]")).as("the usual one").isEqualTo("en_AE");
        assertThat(page.locator("[name=language] option").allTextContents())
                .containsExactly("English, UAE (en_AE)", "Arabic, UAE (ar_AE)");
        TestBrowser.speak(page, "hi", home.resolve("/").toString());
        page.fill("#name", "Weavers in Dubai");
        page.fill("[name=seller_id]", "no seller");
        page.fill("[name=exchange_rate_days]", "9999");
        page.evaluate("document.querySelectorAll('[required]').forEach(e => e.required = false)");
        page.click("form.stack button");
        assertThat(page.textContent("[role=alert]"))
                .contains("विक्रेता", "देना ज़रूरी है", "खाने के नीचे जैसा लिखा है", "खाने के नीचे बताई सीमा")
                .doesNotContainPattern("(Enter|whole|Its form)");
        show(page, "sync-account-faults");
    }

    /** Waits for consent, so that nothing is sent. */
    private void openAbroad(Page page, String name) {
        page.navigate(home + "accounts/new?channel=amazon-us");
        Map.of(
                        "name", name,
                        "seller_id", "SELLER" + account.agency().toUpperCase(Locale.ROOT),
                        "application_id", "amzn1.sellerapps.app.haat",
                        "client_id", "an-id",
                        "client_secret", "only-for-tests")
                .forEach((field, value) -> page.fill("form.stack [name=" + field + "]", value));
        page.click("form.stack button");
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
}
