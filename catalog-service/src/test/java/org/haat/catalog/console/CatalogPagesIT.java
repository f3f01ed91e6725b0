package org.haat.catalog.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haat.catalog.Api;
import org.haat.catalog.ChannelReport;
import org.haat.catalog.RealParts;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The catalogue's pages as people of an agency use them, in a real browser. */
@QuarkusTest
@RealParts
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CatalogPagesIT {
    private static final Path SAMPLE = Path.of("../deploy/local/sample");
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9-]+\\.(jpg|png)");

    private static final List<String> SHOWN =
            System.getenv("HAAT_PICTURES") == null ? List.of("bn", "en") : List.of("bn", "hi", "en");

    @TestHTTPResource("/")
    URI home;

    private TestBrowser browser;

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

    @Test
    void aFileBecomesPublishedProducts() throws IOException, SQLException {
        // Given
        Api api = Api.newAgency("19");
        Page editor = signIn(api, "Anjali Das", "catalogue-editor");
        assertThat(editor.textContent("main")).contains("No products yet", "Import the file of makers");
        show(editor, "catalog-empty");

        // When
        upload(editor, "PRODUCERS", SAMPLE.resolve("producers.csv"));
        uploadPictures(api);
        upload(editor, "PRODUCTS", SAMPLE.resolve("products.csv"));
        show(editor, "catalog-import-done");
        open(editor, "products?state=DRAFT");
        bulk(editor, "SUBMIT");

        // Then
        assertThat(editor.textContent(".notice.good")).contains("25 products took this step");
        Page approver = signIn(api, "Rahul Sen", "approver");
        open(approver, "products?state=SUBMITTED");
        assertThat(approver.locator("tbody tr").count()).isEqualTo(25);
        bulk(approver, "APPROVE");
        open(approver, "products?state=APPROVED");
        bulk(approver, "PUBLISH");
        show(approver, "catalog-publish-refused");
        assertThat(approver.textContent("main")).contains("need attention");

        ChannelReport.liveBeforeChange(api, "BALUCHARI-01", "amazon-in");
        open(approver, "products");
        show(approver, "catalog-products");
        assertThat(approver.locator("tr", new Page.LocatorOptions().setHasText("BALUCHARI-01"))
                        .locator(".marks")
                        .textContent())
                .contains("Amazon India Live, a change waits");
        open(approver, "products?refused=true");
        assertThat(approver.locator("tbody tr").count()).isPositive();
        approver.click("tbody a.main");
        show(approver, "catalog-product-refused");
        assertThat(approver.textContent("main")).contains("Not allowed here", "Who acts");
        open(approver, "producers");
        show(approver, "catalog-producers");
        approver.click("tbody a.main");
        show(approver, "catalog-producer");
    }

    @Test
    void badRowsAreShownWithAReasonAndARemedy() throws IOException {
        // Given
        Api api = Api.newAgency("19");
        Page editor = signIn(api, "Anjali Das", "catalogue-editor");
        api.importFile("producers", Files.readAllBytes(SAMPLE.resolve("producers.csv")));
        Path broken = Files.createTempFile("broken", ".csv");
        Files.writeString(
                broken,
                Files.readString(SAMPLE.resolve("products.csv"))
                        .replaceFirst("BALUCHARI-01", "BALUCHARI/01")
                        .replaceFirst("8499", "many"));

        // When
        upload(editor, "PRODUCTS", broken);

        // Then
        show(editor, "catalog-import-problems");
        assertThat(editor.textContent("main")).contains("Rows to mend", "Row 2");
        assertThat(editor.locator("a[download]").getAttribute("href")).endsWith("/problems.csv");

        // When
        Path picture = Files.createTempFile("picture", ".csv");
        Files.write(picture, Api.picture(50, 50, Color.WHITE));
        open(editor, "imports");
        editor.setInputFiles("#file", picture);
        editor.click("form[enctype] button");

        // Then
        assertThat(editor.locator("[role=alert] .notice.bad").count()).isEqualTo(1);
        show(editor, "catalog-import-refused");
    }

    @Test
    void strangersAndOtherAgenciesSeeNothing() {
        Api one = Api.newAgency("19");
        Page page = signIn(one, "Anjali Das", "catalogue-editor");
        page.navigate(home + "products/NO-SUCH");
        assertThat(page.textContent("h1")).contains("There is nothing here that you may see");
        Page partner = browser.phone();
        TestBrowser.signIn(partner, home + "products", "Portal", one.agency(), "partner");
        assertThat(partner.textContent("h1")).contains("Your role does not allow this");
        show(partner, "catalog-forbidden");
    }

    @Test
    void everyPageFitsIsLightAndKeepsNobodyOut() throws IOException {
        Api api = Api.newAgency("19");
        Page phone = browser.phone();
        TestBrowser.signIn(phone, home.toString(), "Anjali Das", api.agency(), "catalogue-editor");
        api.importFile("producers", Files.readAllBytes(SAMPLE.resolve("producers.csv")));
        api.importFile("products", Files.readAllBytes(SAMPLE.resolve("products.csv")));

        assertThat(TestBrowser.walk(
                        phone,
                        home.toString(),
                        List.of("products", "products/BALUCHARI-01", "imports", "producers", "producers/P01")))
                .isEmpty();
    }

    private Page signIn(Api api, String person, String... roles) {
        Page page = browser.desk();
        return TestBrowser.signIn(page, home.toString(), person, api.agency(), roles);
    }

    private void open(Page page, String path) {
        page.navigate(home + path);
        page.waitForLoadState();
    }

    private void upload(Page page, String kind, Path file) {
        open(page, "imports");
        page.check("input[value=" + kind + "]");
        page.setInputFiles("#file", file);
        page.click("form[enctype] button");
        page.waitForSelector(".badge.good, .badge.bad >> nth=0");
        page.waitForSelector("[data-live]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void bulk(Page page, String step) {
        page.check("input[data-all]");
        Locator button = page.locator("button[value=" + step + "]");
        button.click();
        page.waitForSelector(".notice");
    }

    /** Fits a phone in the language with the longest words; pictures in all three when people want to look at them. */
    private void show(Page page, String name) {
        boolean answer = page.url().endsWith("/step");
        for (String language : answer ? List.of("en") : SHOWN) {
            if (!answer) {
                TestBrowser.speak(page, language, home.resolve("/").toString());
                page.reload();
            }
            page.setViewportSize(360, 740);
            assertThat(TestBrowser.overflow(page)).as(name + ' ' + language).isZero();
            TestBrowser.picture(page, name);
        }
        page.setViewportSize(1280, 800);
    }

    private static void uploadPictures(Api api) throws IOException {
        Matcher matcher = IMAGE.matcher(Files.readString(SAMPLE.resolve("products.csv")));
        byte[] good = Api.picture(1200, 1200, Color.WHITE);
        while (matcher.find()) {
            api.editor()
                    .contentType("application/octet-stream")
                    .body(good)
                    .put(Api.path("/media/" + matcher.group()))
                    .then()
                    .statusCode(200);
        }
    }
}
