package org.haat.channelsync.channel.amazon;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.SaleMoney;
import org.haat.channelsync.channel.SaleMoney.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Prices of a store abroad by the settings of an account. A rate is entered by a person, with its day, and serves for
 * {@code exchange_rate_days}; nothing is sold at one that nobody looked at since.
 */
final class ForeignPrices {
    static final String RATE = "exchange_rate";
    static final String DATE = "exchange_rate_date";
    static final String DAYS = "exchange_rate_days";
    static final String MARGIN = "price_margin_percent";
    static final String STEP = "price_step_minor";
    private static final String CATALOGUE = "INR";
    private static final int USUAL_DAYS = 31;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private final Marketplace store;
    private final Map<String, String> settings;

    ForeignPrices(Marketplace store, Map<String, String> settings) {
        this.store = store;
        this.settings = settings;
    }

    static List<AccountField> fields(Marketplace store) {
        return store.inIndia()
                ? List.of()
                : List.of(
                        field(RATE, "Enter the rupees for one " + store.currency() + ", for example 88.25"),
                        field(DATE, "Enter the day of the rate, as 2026-11-21"),
                        field(DAYS, "Enter for how many days the rate may be used; " + USUAL_DAYS + " if empty"),
                        field(
                                MARGIN,
                                "Enter the per cent added to prices, for moves of the rate and sending abroad; 0 if empty"),
                        field(STEP, "Enter the step that prices are rounded up to, in hundredths; 1 if empty"));
    }

    private static AccountField field(String key, String hint) {
        return new AccountField(key, false, false, hint);
    }

    void check(LocalDate today, List<AccountFault> faults) {
        if (store.inIndia()) {
            return;
        }
        number(RATE, BigDecimal.ZERO, faults);
        number(MARGIN, BigDecimal.valueOf(-1), faults);
        whole(DAYS, 366, faults);
        whole(STEP, 100_000, faults);
        boolean asked = !text(RATE).isEmpty() || !text(DATE).isEmpty();
        LocalDate on = date();
        if (asked && on == null) {
            faults.add(new AccountFault(DATE, "not-a-day", "Enter the day of the rate, as 2026-11-21"));
        } else if (on != null && on.isAfter(today)) {
            faults.add(new AccountFault(DATE, "day-to-come", "The day of the rate is still to come"));
        }
    }

    private void number(String key, BigDecimal above, List<AccountFault> faults) {
        BigDecimal number = decimal(key);
        if (!text(key).isEmpty() && (number == null || number.compareTo(above) <= 0 || number.compareTo(MOST) > 0)) {
            faults.add(new AccountFault(
                    key, "not-in-range", "Enter a number, for example " + (key.equals(RATE) ? "88.25" : "12.5")));
        } else if (number != null && number.signum() < 0) {
            faults.add(new AccountFault(key, "not-in-range", "Enter a number that is not below zero"));
        }
    }

    private void whole(String key, int most, List<AccountFault> faults) {
        if (!text(key).isEmpty() && whole(key, most, 0) == 0) {
            faults.add(new AccountFault(key, "not-in-range", "Enter a whole number from 1 to " + most));
        }
    }

    /** Empty in India, where prices go as they are. */
    Optional<SaleMoney> money(LocalDate today) {
        return store.inIndia() ? Optional.empty() : Optional.of(new SaleMoney(store.currency(), exchange(today)));
    }

    private @Nullable Exchange exchange(LocalDate today) {
        BigDecimal rate = decimal(RATE);
        LocalDate on = date();
        if (rate == null || rate.signum() <= 0 || on == null || on.isAfter(today) || today.isAfter(lastDay(on))) {
            return null;
        }
        BigDecimal margin = decimal(MARGIN);
        return new Exchange(
                CATALOGUE,
                rate,
                on,
                margin == null || margin.signum() < 0 ? BigDecimal.ZERO : margin,
                whole(STEP, 100_000, 1));
    }

    private LocalDate lastDay(LocalDate on) {
        return on.plusDays(whole(DAYS, 366, USUAL_DAYS));
    }

    /** Why a price in another currency than the store's cannot go, and what to do. */
    ChannelIssue issue(LocalDate today) {
        if (store.inIndia()) {
            return ChannelIssue.error("CURRENCY", "This store sells in " + store.currency(), "purchasable_offer");
        }
        LocalDate on = date();
        return decimal(RATE) != null && on != null && today.isAfter(lastDay(on))
                ? ChannelIssue.error(
                        "EXCHANGE_RATE_OLD",
                        "This store sells in " + store.currency() + " and the account's exchange rate of " + on
                                + " was good until " + lastDay(on) + "; enter a new one in the account's settings",
                        "purchasable_offer")
                : ChannelIssue.error(
                        "EXCHANGE_RATE_MISSING",
                        "This store sells in " + store.currency()
                                + " and the product has no price in it; enter an exchange rate in the account's settings",
                        "purchasable_offer");
    }

    private String text(String key) {
        return settings.getOrDefault(key, "").strip();
    }

    private @Nullable BigDecimal decimal(String key) {
        return text(key).matches("-?\\d{1,9}(\\.\\d{1,9})?") ? new BigDecimal(text(key)) : null;
    }

    private int whole(String key, int most, int otherwise) {
        String text = text(key);
        boolean fits = text.matches("[1-9]\\d{0,6}") && Integer.parseInt(text) <= most;
        return fits ? Integer.parseInt(text) : otherwise;
    }

    private @Nullable LocalDate date() {
        try {
            return text(DATE).isEmpty() ? null : LocalDate.parse(text(DATE));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
