package org.haat.channelsync.channel.amazon;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haat.channelsync.channel.AccountFault;

/**
 * The form of an identifier that people copy from Seller Central, from {@code identifiers.csv}. A mistyped one would be taken,
 * and every call with it refused.
 *
 * @param told the letters it is made of, in words
 */
record IdentifierForm(String setting, Pattern pattern, int least, int most, String told, LocalDate validFrom) {
    private static final List<IdentifierForm> ALL = AmazonTable.rows("identifiers.csv", 8).stream()
            .map(row -> new IdentifierForm(
                    row[0],
                    Pattern.compile(Pattern.quote(row[1]) + '[' + row[2] + "]*"),
                    Integer.parseInt(row[3]),
                    Integer.parseInt(row[4]),
                    row[5],
                    LocalDate.parse(row[6])))
            .sorted(Comparator.comparing(IdentifierForm::validFrom).reversed())
            .toList();

    /** What is wrong with those that were entered. */
    static List<AccountFault> faults(Map<String, String> settings, LocalDate on) {
        Stream<String> named = ALL.stream().map(IdentifierForm::setting).distinct();
        return named.flatMap(setting -> on(setting, on).stream())
                .flatMap(form -> form.fault(settings.getOrDefault(form.setting, "")).stream())
                .toList();
    }

    private static Optional<IdentifierForm> on(String setting, LocalDate day) {
        return ALL.stream()
                .filter(row -> row.setting.equals(setting) && !row.validFrom.isAfter(day))
                .findFirst();
    }

    private Optional<AccountFault> fault(String given) {
        boolean fits = given.length() >= least
                && given.length() <= most
                && pattern.matcher(given).matches();
        return given.isBlank() || fits
                ? Optional.empty()
                : Optional.of(new AccountFault(
                        setting,
                        "other-form",
                        "Its form is " + told + ", " + least + " to " + most
                                + " characters, no space. Copy it again from Seller Central"));
    }
}
