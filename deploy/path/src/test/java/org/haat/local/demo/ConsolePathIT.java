package org.haat.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.haat.local.DataFolder;
import org.haat.local.LocalHaat;
import org.haat.local.Options;
import org.haat.local.Pace;
import org.haat.local.Terminal;
import org.haat.local.identity.Person;
import org.haat.local.pictures.PictureFolder;
import org.haat.local.service.HaatService;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * The main path as people walk it, in a real browser, through the gateway, against the whole of Haat and the sandbox: sign
 * in, upload the sample files, watch them import, approve, see a product live, see the order, ship it.
 */
class ConsolePathIT {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Path SAMPLE = HOME.resolve("deploy/local/sample");
    private static final String SKU = "BALUCHARI-01";
    private static final int FIRST_PAGE = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void fromTheAgencysFilesToAConfirmedShipment() throws Exception {
        requireBuiltServices();
        Options options = new Options(false, true, 50, 0, Optional.of(folder), Pace.FAST, OptionalInt.empty());
        SampleCatalogue sample = new SampleCatalogue(HOME, options.skus());
        try (TestBrowser browser = TestBrowser.start();
                DataFolder data = DataFolder.take(folder.resolve("haat"), true);
                LocalHaat haat = new LocalHaat(options, data, HOME, Terminal.ofThisProcess(), HaatService.ALL)) {
            List<PictureFolder.Order> pictures = pictures(sample);
            CompletableFuture<Void> drawn =
                    CompletableFuture.runAsync(() -> new PictureFolder(Demo.pictures(haat)).draw(pictures));
            haat.start();
            drawn.join();
            Market market = prepare(haat, pictures);
            fill(browser, haat);
            Page approver = approve(browser, haat);
            errandToSellerHub(haat, market);
            seeItLive(approver, haat);
            assertThat(market.buy(Channel.AMAZON, 1, List.of(SKU))).isEqualTo(1);
            ship(browser, haat);
            assertThat(market.orders(Channel.AMAZON)).singleElement().matches(Market.Order::shipped);
        }
    }

    /** Those that the first page of the list shows, and the main one of each: the others would only take their time. */
    private static List<PictureFolder.Order> pictures(SampleCatalogue sample) {
        return sample.pictures().stream()
                .sorted(Comparator.comparing(PictureFolder.Order::sku))
                .limit(FIRST_PAGE)
                .map(order -> order.sku().equals(SKU)
                        ? order
                        : new PictureFolder.Order(
                                order.sku(), order.craft(), order.images().subList(0, 1)))
                .toList();
    }

    /** What happens outside the console: agencies, pictures, and accounts that the marketplaces gave. */
    private static Market prepare(LocalHaat haat, List<PictureFolder.Order> pictures) {
        Web web = new Web(haat);
        Market market = new Market(web, Person.SAMPLE_AGENCY);
        CatalogueSteps catalogue = new CatalogueSteps(web, new Progress(Terminal.ofThisProcess()));
        catalogue.makeAgencies();
        catalogue.uploadPictures(
                Demo.pictures(haat),
                pictures.stream()
                        .map(PictureFolder.Order::images)
                        .flatMap(List::stream)
                        .toList());
        ChannelSteps channels = new ChannelSteps(web, market);
        channels.openAccount(Channel.AMAZON);
        channels.openAccount(Channel.FLIPKART);
        return market;
    }

    private static void fill(TestBrowser browser, LocalHaat haat) {
        Page editor = signIn(browser, haat, "/catalog/", "bimal");
        assertThat(editor.textContent("main")).contains("No products yet");
        upload(editor, haat, "PRODUCERS", SAMPLE.resolve("producers.csv"));
        upload(editor, haat, "PRODUCTS", SAMPLE.resolve("products.csv"));
        assertThat(editor.textContent("main")).contains("50 rows read");
        editor.navigate(haat.origin() + "/catalog/products?state=DRAFT");
        all(editor, "SUBMIT");
    }

    private static Page approve(TestBrowser browser, LocalHaat haat) {
        Page approver = signIn(browser, haat, "/catalog/products?state=SUBMITTED", "chandra");
        all(approver, "APPROVE");
        approver.navigate(haat.origin() + "/catalog/products?state=APPROVED");
        all(approver, "PUBLISH");
        assertThat(approver.textContent("main")).contains("need attention");
        return approver;
    }

    /** Flipkart's part that no API does: once the product waits for its number, a person takes the sheet to Seller Hub. */
    private static void errandToSellerHub(LocalHaat haat, Market market) {
        ChannelSteps channels = new ChannelSteps(new Web(haat), market);
        String flipkart = channels.openAccount(Channel.FLIPKART);
        Books books = new Books(haat, market, Person.SAMPLE_AGENCY);
        await().atMost(PATIENCE)
                .until(() -> books.published(Channel.FLIPKART).contains(SKU)
                        && books.listings(Channel.FLIPKART, "AWAITING_IDENTIFIER")
                                .containsAll(books.published(Channel.FLIPKART)));
        channels.errandToSellerHub(flipkart);
    }

    private static void seeItLive(Page approver, LocalHaat haat) throws IOException {
        approver.navigate(haat.origin() + "/catalog/products/" + SKU);
        reloadUntil(approver, () -> approver.locator("article .badge.good").count() == 2);
        TestBrowser.picture(approver, "path-product-live");
        approver.setViewportSize(1280, 800);
        approver.navigate(haat.origin() + "/catalog/products");
        approver.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(TestBrowser.bytes(approver)).isLessThan(100_000);
        Path picture = Path.of("target", "screens", "console.png");
        approver.screenshot(new Page.ScreenshotOptions().setPath(picture));
        String wanted = System.getProperty("haat.picture", "");
        if (!wanted.isEmpty()) {
            Files.createDirectories(HOME.resolve(wanted).getParent());
            Files.copy(picture, HOME.resolve(wanted), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void ship(TestBrowser browser, LocalHaat haat) {
        Page admin = signIn(browser, haat, "/orders/", "anita");
        reloadUntil(admin, () -> admin.locator("tbody a.main").count() == 1);
        admin.click("tbody a.main");
        reloadUntil(admin, () -> admin.locator("#carrier").count() == 1);
        admin.fill("#carrier", "India Post");
        admin.fill("#tracking", "EW123456789IN");
        admin.click("form[action$='/ship'] button");
        reloadUntil(admin, () -> admin.textContent("main").contains("Confirmed by the marketplace"));
        TestBrowser.picture(admin, "path-order-shipped");
        admin.navigate(haat.origin() + "/sync/");
        assertThat(admin.textContent("main")).contains("Amazon India", "Flipkart");
        TestBrowser.picture(admin, "path-overview");
        TestBrowser.speak(admin, "bn", haat.origin());
        admin.reload();
        TestBrowser.picture(admin, "path-overview");
    }

    private static Page signIn(TestBrowser browser, LocalHaat haat, String path, String person) {
        Page page = browser.desk();
        page.setDefaultTimeout(PATIENCE.toMillis());
        page.navigate(haat.origin() + path);
        page.click("button[name=person][value=" + person + "]");
        page.waitForSelector("details.me");
        return page;
    }

    private static void upload(Page page, LocalHaat haat, String kind, Path file) {
        page.navigate(haat.origin() + "/catalog/imports");
        page.check("input[value=" + kind + "]");
        page.setInputFiles("#file", file);
        page.click("form[enctype] button");
        page.waitForSelector(".card .badge.good");
        page.waitForSelector("[data-live]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void all(Page page, String step) {
        page.check("input[data-all]");
        page.click("button[value=" + step + "]");
        page.waitForSelector(".notice");
    }

    private static void reloadUntil(Page page, BooleanSupplier done) {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("in time: " + page.url() + '\n' + page.textContent("main"))
                    .isBefore(limit);
            page.waitForTimeout(500);
            page.reload();
        }
    }

    private static void requireBuiltServices() {
        boolean built = HaatService.ALL.stream().allMatch(service -> Files.exists(service.jar(HOME)));
        if (!built) {
            String how = "The main path needs the built services: mvn -Dquick -DskipTests package, or ./haat test";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(how);
            }
            throw new TestAbortedException(how);
        }
    }
}
