package org.haat.catalog.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
import java.util.stream.Collectors;
import org.haat.catalog.Api;
import org.haat.catalog.ChannelReport;
import org.haat.catalog.RealParts;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.Rows;
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
    private static final int WITH_PICTURES = 8;
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9-]+\\.(jpg|png)");

    private static final List<String> SHOWN =
            System.getenv("HAAT_PICTURES") == null ? List.of("bn") : List.of("hi", "en", "bn");

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
        assertThat(approver.locator("tr", new Page.LocatorOptions().setHasText("BALUCHARI-01"))
                        .locator(".marks")
                        .textContent())
                .contains("Amazon India Live, a change waits");
        pictured(approver, "catalog-products");
        open(approver, "products?refused=true");
        assertThat(approver.locator("tbody tr").count()).isPositive();
        approver.click("tbody a.main");
        assertThat(approver.textContent("main")).contains("Not allowed here", "Who acts");
        show(approver, "catalog-product-refused");
        open(approver, "producers");
        pictured(approver, "catalog-producers");
        approver.click("tbody a.main");
        pictured(approver, "catalog-producer");
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
        assertThat(editor.textContent("main")).contains("Rows to mend", "Row 2");
        assertThat(editor.locator("a[download]").getAttribute("href")).endsWith("/problems.csv");
        show(editor, "catalog-import-problems");

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
    void aWrongFileAndAPublishingTooEarlyArePutBack() throws IOException {
        // Given
        Api api = Api.newAgency("19");
        api.makeProducer();
        api.uploadPicture("main.jpg");
        api.importCsv("products", Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1"), Rows.product("A-2"))));
        api.bulk("submit", api.editor()).then().statusCode(200);
        api.bulk("approve", api.approver()).then().statusCode(200);
        Page page = browser.desk();
        page.onDialog(dialog -> dialog.accept());
        TestBrowser.signIn(page, home.toString(), "Rahul Sen", api.agency(), "catalogue-editor", "approver");
        open(page, "products?state=APPROVED");
        bulk(page, "PUBLISH");
        page.click(".notice.good a");
        assertThat(page.textContent("main")).contains("Put on sale together", "Approved", "Published");
        String published = page.url();
        Path wrong = Files.createTempFile("wrong", ".csv");
        Files.writeString(
                wrong,
                Rows.csv(
                        ImportKind.PRODUCTS,
                        List.of(Rows.product("A-1", "selling_price", "18.50"), Rows.product("A-2", "brand", "Wrong"))));
        upload(page, "PRODUCTS", wrong);

        // When
        page.click("a[href*='/changes/']");
        String changed = page.url();
        assertThat(page.textContent("main")).contains("₹1,850.00", "₹18.50", "can be put back");
        putBack(page);

        // Then
        assertThat(page.textContent(".notice")).contains("2 put back");
        assertThat(page.textContent("main")).contains("is as it was");

        // When
        page.navigate(published);
        api.approver().post(Api.path("/products/A-2/pause")).then().statusCode(200);
        putBack(page);

        // Then
        assertThat(page.textContent("main")).contains("1 put back, 1 stay as they are", "paused or retired since");
        assertThat(TestBrowser.walk(page, home.toString(), List.of("changes", path(changed), path(published))))
                .isEmpty();
        page.navigate(published);
        page.click("dl.facts a[href*='/changes/']");
        assertThat(page.textContent("main"))
                .as("what putting the revert back does")
                .contains("Put back", "Each product stands again where it stood");
    }

    private static void putBack(Page page) {
        page.click("form[action$='/revert'] button");
        page.waitForSelector("section.notice:not([data-live])");
    }

    private String path(String address) {
        return address.substring(address.indexOf("/changes/") + 1);
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
        page.waitForURL(Pattern.compile(".*/imports/[0-9a-f-]{36}"));
        page.waitForSelector("main:not(:has([data-live])) .badge");
    }

    private static void bulk(Page page, String step) {
        page.check("input[data-all]");
        Locator button = page.locator("button[value=" + step + "]");
        button.click();
        page.waitForSelector(".notice");
    }

    /** Of a page that is walked, too: pictures only when people want to look at them. */
    private void pictured(Page page, String name) {
        if (System.getenv("HAAT_PICTURES") != null) {
            show(page, name);
        }
    }

    /**
     * Fits a phone in the language with the longest words; pictures in all three when people want to look at them. The page stays
     * in that language, the next one is English again.
     */
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
        TestBrowser.speak(page, "en", home.resolve("/").toString());
        page.setViewportSize(1280, 800);
    }

    /** Of the first products of the file; the others are refused for want of theirs. */
    private static void uploadPictures(Api api) throws IOException {
        String first = Files.readAllLines(SAMPLE.resolve("products.csv")).stream()
                .limit(1 + WITH_PICTURES)
                .collect(Collectors.joining("\n"));
        Matcher matcher = IMAGE.matcher(first);
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
