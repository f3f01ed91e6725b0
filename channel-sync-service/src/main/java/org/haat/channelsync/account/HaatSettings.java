package org.haat.channelsync.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.Channel;

/** Settings of an account that are Haat's own, beside those that its channel asks for: shares in percent. */
public final class HaatSettings {
    private static final String PERCENT = "100|[1-9]\\d?";
    private static final AccountField CALLS = new AccountField(
            Account.CALLS_PERCENT, false, false, "Percent of the marketplace's quota that Haat may use, 1 to 100");
    private static final AccountField MASS_CHANGE = new AccountField(
            ChannelAccount.MASS_CHANGE_PERCENT,
            false,
            false,
            "Percent of the live listings that may change at once without a second person, 1 to 100");

    private HaatSettings() {}

    /** What a person changes of an account that is open. */
    public static List<AccountField> settings(Channel channel) {
        return Stream.concat(channel.accountFields().stream().filter(field -> !field.secret()), own(channel).stream())
                .toList();
    }

    /** What a person enters to open an account there; nothing where none is opened by people. */
    public static List<AccountField> fields(Channel channel) {
        return channel.accountFields().isEmpty()
                ? List.of()
                : Stream.concat(channel.accountFields().stream(), own(channel).stream())
                        .toList();
    }

    private static List<AccountField> own(Channel channel) {
        return channel.callPlans().isEmpty() ? List.of(MASS_CHANGE) : List.of(CALLS, MASS_CHANGE);
    }

    static List<AccountFault> faults(Map<String, String> settings) {
        List<AccountFault> faults = new ArrayList<>();
        for (String key : List.of(Account.CALLS_PERCENT, ChannelAccount.MASS_CHANGE_PERCENT)) {
            String percent = settings.get(key);
            if (percent != null && !percent.matches(PERCENT)) {
                faults.add(new AccountFault(key, "Enter a whole number from 1 to 100"));
            }
        }
        return faults;
    }
}
