package org.haat.channelsync.console;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.testsupport.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What the tests of pages share: a browser, an account of a new agency, and a person of it who signs in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class PagesInBrowser {
    @TestHTTPResource("/")
    URI home;

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    PageSeeds seeds;

    TestBrowser browser;
    ChannelAccount account;

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

    @AfterEach
    void closeWindows() {
        browser.closeWindows();
    }

    Page signIn(Page page) {
        return TestBrowser.signIn(page, home.toString(), "Mitali Ghosh", account.agency(), "agency-admin");
    }

    /** Pictures in both widths and three languages: looking at them is a person's work, and drawing them takes long. */
    void show(Page page, String name) {
        if (System.getenv("HAAT_PICTURES") != null) {
            for (String language : List.of("bn", "hi", "en")) {
                TestBrowser.speak(page, language, home.resolve("/").toString());
                page.reload();
                TestBrowser.picture(page, name);
            }
        }
        page.setViewportSize(1280, 800);
    }
}
