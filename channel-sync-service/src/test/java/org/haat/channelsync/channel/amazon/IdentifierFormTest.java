package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.AccountFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierFormTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @ValueSource(strings = {"A3TH9S8BH6GOGM", "A1PA6795UKMFR9", "A2NODRKZP88ZB9XY", ""})
    void merchantTokensAsAmazonMakesThemAreTaken(String token) {
        assertThat(faults("seller_id", token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a3th9s8bh6gogm",
                "A3TH9S8BH6GOGM ",
                "A3TH-9S8BH6GOGM",
                "A3TH/../GOGM",
                "বিক্রেতাবিক্রেতা",
                "А3ТН9Ѕ8ВН6GОGМ",
                "A3TH9",
                "A3TH9S8BH6GOGMA3TH9S8BH6GOGMA3TH9S8BH6GOGM"
            })
    void oddLettersAndLengthsAreToldWithWhatToEnter(String token) {
        assertThat(faults("seller_id", token)).singleElement().satisfies(fault -> {
            assertThat(fault.key()).isEqualTo("seller_id");
            assertThat(fault.message()).contains("capital letters and digits", "8 to 32", "Copy it again");
        });
    }

    @Test
    void applicationsIdBeginsAsAmazonsDo() {
        assertThat(faults("application_id", "amzn1.sellerapps.app.0bf296b5-36a6-4942-a13e-EXAMPLEfcd28"))
                .isEmpty();
        assertThat(faults("application_id", "amzn1.sp.solution.0bf296b5")).isEmpty();
        assertThat(faults("application_id", "sellerapps.app.X")).hasSize(1);
        assertThat(faults("application_id", "amzn1.sellerapps.app.X&state=Y")).hasSize(1);
    }

    private static List<AccountFault> faults(String setting, String value) {
        return IdentifierForm.faults(Map.of(setting, value), TODAY);
    }
}
