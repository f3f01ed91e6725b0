package org.haat.channelsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.haat.channelsync.account.Accounts;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountChangeLineTest {
    private final Messages messages = Messages.load(AccountChangeLineTest.class.getClassLoader());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "created|amazon-us Weavers abroad|Opened Amazon US · Weavers abroad",
                "changed|name: A, b → C, language: en_AE → ar_AE|"
                        + "Settings changed Name: A, b → C; Language of texts: English, UAE (en_AE) → Arabic, UAE (ar_AE)",
                "secret set|client_secret|Secret set Client secret",
                "mass change waits|REPRICE 9 / 10|"
                        + "A mass change waits for a second person Changes prices: 9 listings; 10 of this account are live",
                "mass change released|ZERO 312000|A mass change was let through Shows no stock: 3,12,000",
                "feed given up|feed 50031, 12 lines|A late feed was given up: 50031 · 12 listings",
                "expiry told|CONSENT 2026-11-30T18:29:59Z|"
                        + "Last day of a credential entered The seller's consent, 30 Nov 2026, 23:59",
                "expiry forgotten|CONSENT|Last day of a credential taken back The seller's consent",
                "consent refused|DENIED|Consent not given The seller did not agree",
                "subscribed|5 types|Subscribed to notifications 5 kinds",
                "PAUSED|stock-taking, 2 days: all|Paused stock-taking, 2 days: all",
                "of a newer version|whatever|of a newer version whatever"
            })
    void whatIsKeptInCodesIsSaidInWords(String action, String detail, String said) {
        AccountChangeLine line = line(action, detail, Language.EN);
        assertThat(line.what() + " " + line.detail()).isEqualTo(said);
        assertThat(line.person()).isEqualTo("Haat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret set|client_secret|client",
                "mass change waits|REPRICE 9 / 10|REPRICE",
                "created|flipkart A shop|flipkart"
            })
    void nothingOfTheCodesIsLeftInHindi(String action, String detail, String code) {
        AccountChangeLine line = line(action, detail, Language.HI);
        assertThat(line.what() + line.detail()).doesNotContain(code, action);
    }

    private AccountChangeLine line(String action, String detail, Language language) {
        return AccountChangeLine.of(new Accounts.Change(Instant.EPOCH, "engine", action, detail), messages, language);
    }
}
