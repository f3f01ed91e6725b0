package org.haat.testsupport;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A real browser for tests of pages: Debian's Chromium. Where there is none a test skips itself with one line, except
 * under {@code CI=true}, where that is a failure.
 */
public final class TestBrowser implements AutoCloseable {
    /** Those that every page speaks; the English one last, so that it stays on. */
    public static final List<String> LANGUAGES = List.of("bn", "hi", "en");

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Set<String> IMPACTS = Set.of("serious", "critical");
    private static final boolean PICTURES = System.getenv("HAAT_PICTURES") != null;
    private static final String AXE = AxeBuilder.getAxeScript();
    private static final int PHONE = 360;
    private static final int PHONE_HEIGHT = 740;
    private static final int DESK = 1280;
    private static final int DESK_HEIGHT = 800;
    private static final long MOST_BYTES = 100_000;

    private static @Nullable TestBrowser running;

    private final Browser browser;

    private TestBrowser(Path program) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-dev-shm-usage")));
    }

    /**
     * The browser, or leaves the test where there is none. It is started once and ends with the test JVM: a start takes as long as
     * a test. Its windows share nothing.
     */
    public static synchronized TestBrowser start() {
        TestBrowser there = running;
        if (there == null || !there.browser.isConnected()) {
            there = started();
            running = there;
        }
        return there;
    }

    private static TestBrowser started() {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            String how = "Browser tests need Chromium: on Debian apt-get install chromium fonts-noto-core,"
                    + " elsewhere install it and set HAAT_CHROMIUM to its program";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(how);
            }
            throw new TestAbortedException(how);
        }
        return new TestBrowser(program.get());
    }

    /** The one that {@code HAAT_CHROMIUM} names, else the first on the path. */
    private static Optional<Path> program() {
        String named = System.getenv("HAAT_CHROMIUM");
        Stream<Path> found = named != null
                ? Stream.of(Path.of(named))
                : Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return found.filter(Files::isExecutable).findFirst();
    }

    /** A new window of a phone's width, with nothing remembered. */
    public Page phone() {
        return window(PHONE, PHONE_HEIGHT);
    }

    /** A new window of a desk's width, with nothing remembered. */
    public Page desk() {
        return window(DESK, DESK_HEIGHT);
    }

    private Page window(int width, int height) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("en-IN")
                        .setTimezoneId("Asia/Kolkata"))
                .newPage();
        page.setDefaultTimeout(15_000);
        return page;
    }

    /**
     * Opens an address and signs in on the identity provider's form when asked.
     *
     * @param agency code of the person's agency
     */
    public static Page signIn(Page page, String address, String person, String agency, String... roles) {
        page.navigate(address);
        if (page.url().startsWith(TestIdentity.issuer())) {
            String groups = "[\"" + String.join("\",\"", roles) + "\"]";
            page.fill("input[name=username]", person);
            page.fill(
                    "textarea[name=claims]",
                    "{\"name\":\"" + person + "\",\"agency\":\"" + agency + "\",\"groups\":" + groups
                            + ",\"aud\":[\"haat\",\"haat-console\"]}");
            page.click("input[type=submit]");
            page.waitForLoadState();
        }
        return page;
    }

    /** Shows pages in a language ({@code en}, {@code bn}, {@code hi}) from now on. */
    public static void speak(Page page, String language, String origin) {
        page.context().addCookies(List.of(new Cookie("haat_lang", language).setUrl(origin)));
    }

    /**
     * Writes a picture of the whole page to {@code target/screens/<name>-<width>-<language>.png} in both widths, for people to
     * look at: only when {@code HAAT_PICTURES} asks for them, because they take longer than the tests.
     */
    public static void picture(Page page, String name) {
        if (!PICTURES) {
            return;
        }
        String language = String.valueOf(page.getAttribute("html", "lang"));
        for (int width : new int[] {PHONE, DESK}) {
            page.setViewportSize(width, width == PHONE ? PHONE_HEIGHT : DESK_HEIGHT);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screens", name + '-' + width + '-' + language + ".png")));
        }
    }

    /** By how many pixels the page is wider than its window; 0 when nothing must be scrolled sideways. */
    public static int overflow(Page page) {
        Object pixels = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        return Math.max(0, ((Number) pixels).intValue());
    }

    /** What axe finds on the page that keeps people out: faults of serious or critical impact, with the first place of each. */
    @SuppressWarnings("unchecked")
    public static List<String> barriers(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("typeof axe === 'object'"))) {
            page.evaluate(AXE);
        }
        return (List<String>) page.evaluate(
                "async impacts => (await axe.run({ resultTypes: ['violations'], preload: false })).violations"
                        + ".filter(rule => impacts.includes(rule.impact))"
                        + ".map(rule => `${rule.id}: ${rule.help} ${rule.nodes[0].html}`)",
                List.copyOf(IMPACTS));
    }

    /**
     * Opens pages one after the other in three languages: each answers, speaks the language, is light and fits a phone; in English
     * it fits a desk. In one language, which its place in the list decides, it is looked at as {@link #look} does. So axe meets
     * every page and every language.
     *
     * @param page a window where somebody is signed in
     * @param home address of the service, with a slash at its end
     * @param paths below it
     * @return what is wrong, with where; empty when nothing is
     */
    public static List<String> walk(Page page, String home, List<String> paths) {
        List<String> faults = new ArrayList<>();
        for (int turn = 0; turn < LANGUAGES.size(); turn++) {
            String language = LANGUAGES.get(turn);
            speak(page, language, URI.create(home).resolve("/").toString());
            for (int place = 0; place < paths.size(); place++) {
                String path = paths.get(place);
                Response answer = page.navigate(home + path);
                String where = '/' + path + " in " + language + ": ";
                if (answer == null || !answer.ok()) {
                    faults.add(where + "answers " + (answer == null ? "nothing" : answer.status()));
                } else {
                    boolean closely = place % LANGUAGES.size() == turn;
                    (closely ? look(page, language) : glance(page, language))
                            .forEach(fault -> faults.add(where + fault));
                    picture(
                            page,
                            "walk-"
                                    + path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id")
                                            .replaceAll("[^A-Za-z]+", "-"));
                }
            }
        }
        return faults;
    }

    /**
     * What is wrong with the page that is open: it fits a phone and a desk, on both axe sees nothing that keeps people out, and all
     * of it is reachable by keyboard.
     */
    public static List<String> look(Page page, String language) {
        List<String> faults = onAPhone(page, language);
        faults.addAll(barriers(page));
        faults.addAll(unreachable(page));
        atADesk(page, faults);
        faults.addAll(barriers(page));
        return faults;
    }

    private static List<String> glance(Page page, String language) {
        List<String> faults = onAPhone(page, language);
        if (language.equals("en")) {
            atADesk(page, faults);
        }
        return faults;
    }

    private static List<String> onAPhone(Page page, String language) {
        List<String> faults = new ArrayList<>();
        page.setViewportSize(PHONE, PHONE_HEIGHT);
        if (!language.equals(page.getAttribute("html", "lang"))) {
            faults.add("speaks " + page.getAttribute("html", "lang"));
        }
        long bytes = bytes(page);
        if (bytes < 1 || bytes > MOST_BYTES) {
            faults.add("weighs " + bytes + " bytes");
        }
        fits(page, PHONE, faults);
        return faults;
    }

    private static void atADesk(Page page, List<String> faults) {
        page.setViewportSize(DESK, DESK_HEIGHT);
        fits(page, DESK, faults);
    }

    private static void fits(Page page, int width, List<String> faults) {
        if (overflow(page) > 0) {
            faults.add("is " + overflow(page) + " pixels wider than " + width);
        }
    }

    /** What a mouse reaches and the keyboard does not, or in another order; the first tab must lead past the bars. */
    @SuppressWarnings("unchecked")
    private static List<String> unreachable(Page page) {
        page.keyboard().press("Tab");
        return (List<String>) page.evaluate("() => {"
                + " const faults = [];"
                + " const focus = document.activeElement;"
                + " if (!focus.matches('a.skip')) faults.push('the first tab leads to ' + focus.outerHTML.slice(0, 80));"
                + " else if (getComputedStyle(focus).outlineStyle === 'none') faults.push('the focus is not seen');"
                + " for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex], [onclick]')) {"
                + "   if (one.disabled || one.type === 'hidden' || !one.checkVisibility()) continue;"
                + "   if (one.tabIndex !== 0 && !one.matches('main')) faults.push('no key leads to ' + one.outerHTML.slice(0, 80));"
                + " }"
                + " focus.blur();"
                + " return faults; }");
    }

    /** Bytes on the line for this page and all that it loads, as the server compressed them. */
    public static long bytes(Page page) {
        Object bytes = page.evaluate("[...performance.getEntriesByType('navigation'),"
                + " ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.encodedBodySize, 0)");
        return ((Number) bytes).longValue();
    }

    /** Closes every window. One that stays open goes on listening to the service, and all that come later are slower for it. */
    public void closeWindows() {
        browser.contexts().forEach(BrowserContext::close);
    }

    /** The browser itself stays for whoever comes next. */
    @Override
    public void close() {
        closeWindows();
    }
}
