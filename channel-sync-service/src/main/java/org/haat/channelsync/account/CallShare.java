package org.haat.channelsync.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.Channel;

/** The setting that says how much of a granted quota Haat uses, on every channel that grants one; other tools use the rest. */
public final class CallShare {
    private static final AccountField FIELD = new AccountField(
            Account.CALLS_PERCENT, false, false, "Percent of the marketplace's quota that Haat may use, 1 to 100");

    private CallShare() {}

    /** What a person enters to open an account there. */
    public static List<AccountField> fields(Channel channel) {
        List<AccountField> fields = new ArrayList<>(channel.accountFields());
        if (!fields.isEmpty() && limits(channel)) {
            fields.add(FIELD);
        }
        return List.copyOf(fields);
    }

    public static boolean limits(Channel channel) {
        return !channel.callPlans().isEmpty();
    }

    static Optional<AccountFault> fault(Map<String, String> settings) {
        String percent = settings.get(Account.CALLS_PERCENT);
        return percent == null || percent.matches("100|[1-9]\\d?")
                ? Optional.empty()
                : Optional.of(new AccountFault(Account.CALLS_PERCENT, "Enter a whole number from 1 to 100"));
    }
}
