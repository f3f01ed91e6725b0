package org.haat.channelsync.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.security.PlainText;

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

    /** What is wrong with an account that a person enters, in our eyes and its channel's. */
    static List<AccountFault> faults(Channel channel, Account account) {
        return Stream.of(
                        shares(account.settings()),
                        misleading(account.settings()),
                        nuls(account.secrets()),
                        channel.check(account))
                .flatMap(List::stream)
                .toList();
    }

    private static List<AccountFault> shares(Map<String, String> settings) {
        List<AccountFault> faults = new ArrayList<>();
        for (String key : List.of(Account.CALLS_PERCENT, ChannelAccount.MASS_CHANGE_PERCENT)) {
            String percent = settings.get(key);
            if (percent != null && !percent.matches(PERCENT)) {
                faults.add(new AccountFault(key, "not-in-range", "Enter a whole number from 1 to 100"));
            }
        }
        return faults;
    }

    private static List<AccountFault> misleading(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> PlainText.misleads(setting.getValue()))
                .map(setting -> new AccountFault(
                        setting.getKey(), "unprintable", "Take line breaks and invisible characters out of it"))
                .toList();
    }

    /** A form may carry one where JSON cannot; sealed, nobody would see it again. */
    private static List<AccountFault> nuls(Map<String, String> secrets) {
        return secrets.entrySet().stream()
                .filter(secret -> secret.getValue().indexOf(0) >= 0)
                .map(secret -> new AccountFault(secret.getKey(), "nul", "Take the NUL character out"))
                .toList();
    }

    /**
     * Settings that nothing reads. A mistyped one would be kept in silence, and what it was to guard would go unguarded. What
     * was kept before stays, so that nobody is kept from mending the rest.
     */
    static List<AccountFault> unknownSettings(Channel channel, Map<String, String> before, Map<String, String> wished) {
        Stream<AccountField> fields = Stream.concat(channel.accountFields().stream(), Stream.of(CALLS, MASS_CHANGE));
        return unknown(channel, fields.filter(field -> !field.secret()), before, wished);
    }

    /** The same of secrets. */
    static List<AccountFault> unknownSecrets(Channel channel, Map<String, String> before, Map<String, String> wished) {
        return unknown(channel, channel.accountFields().stream().filter(AccountField::secret), before, wished);
    }

    /** Channels whose accounts people do not open tell no fields, and take any. */
    private static List<AccountFault> unknown(
            Channel channel, Stream<AccountField> fields, Map<String, String> before, Map<String, String> wished) {
        Set<String> known = fields.map(AccountField::key).collect(Collectors.toUnmodifiableSet());
        return wished.keySet().stream()
                .filter(key -> !channel.accountFields().isEmpty() && !known.contains(key) && !before.containsKey(key))
                .map(key -> new AccountFault(key, "no-such-field", "There is no such field here"))
                .toList();
    }

    private static List<AccountField> own(Channel channel) {
        return channel.callPlans().isEmpty() ? List.of(MASS_CHANGE) : List.of(CALLS, MASS_CHANGE);
    }
}
