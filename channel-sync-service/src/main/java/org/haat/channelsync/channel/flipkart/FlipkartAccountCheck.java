package org.haat.channelsync.channel.flipkart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;

/** Form of an account's settings and secrets, all faults at once. */
final class FlipkartAccountCheck {
    /** What the form asks for; {@link #faults} judges it. */
    static final List<AccountField> FIELDS = List.of(
            new AccountField("seller_id", false, true, "Enter the seller id of the Flipkart account"),
            new AccountField(
                    "location_id",
                    false,
                    true,
                    "Enter the id of the place of dispatch; Seller Hub shows it under Locations"),
            new AccountField("dispatch_sla", false, false, "Days until dispatch, 1 to 99"),
            new AccountField(PackDefaults.RATE_KEY, false, false, "GST in percent where a product names none"),
            new AccountField(PackDefaults.PARCEL_KEY, false, false, "Parcel in cm and grams, for example 30x22x4x320"),
            new AccountField("app_id", true, true, "Enter the application id from Manage API Access"),
            new AccountField("app_secret", true, true, "Enter the application secret from Manage API Access"),
            new AccountField(
                    "grant",
                    false,
                    false,
                    "Empty for the agency's own account, refresh_token for a seller who gave consent",
                    List.of(FlipkartAuth.SELF_ACCESS, FlipkartAuth.PARTNER)),
            new AccountField("refresh_token", true, false, "Only with the grant refresh_token: the seller's consent"));

    private static final int LONGEST = 64;

    private FlipkartAccountCheck() {}

    static List<AccountFault> faults(Account account) {
        List<AccountFault> faults = new ArrayList<>();
        identifier(faults, account, "seller_id", 1, "Enter the seller id of the Flipkart account");
        identifier(
                faults,
                account,
                "location_id",
                3,
                "Enter the id of the place of dispatch; Seller Hub shows it under Locations");
        need(faults, account.secrets(), "app_id", "Enter the application id from Manage API Access");
        need(faults, account.secrets(), "app_secret", "Enter the application secret from Manage API Access");
        grant(faults, account);
        optional(faults, account, "dispatch_sla", text -> text.matches("[1-9]\\d?"), "a whole number of days, 1 to 99");
        optional(faults, account, PackDefaults.RATE_KEY, PackDefaults::rateLooksRight, "a percentage, for example 5");
        optional(
                faults,
                account,
                PackDefaults.PARCEL_KEY,
                PackDefaults::parcelLooksRight,
                "length x breadth x height in cm and grams, for example 30x22x4x320");
        return List.copyOf(faults);
    }

    private static void grant(List<AccountFault> faults, Account account) {
        String grant = FlipkartAuth.grant(account);
        if (grant.equals(FlipkartAuth.PARTNER)) {
            return; // without a refresh token it waits for the seller's consent
        }
        if (!grant.equals(FlipkartAuth.SELF_ACCESS)) {
            faults.add(new AccountFault(
                    "grant",
                    "not-offered",
                    "Use " + FlipkartAuth.SELF_ACCESS + " for one's own account or " + FlipkartAuth.PARTNER
                            + " for a seller who gave consent"));
        }
    }

    private static void optional(
            List<AccountFault> faults, Account account, String key, Predicate<String> good, String form) {
        String value = account.settings().getOrDefault(key, "").strip();
        if (!value.isEmpty() && !good.test(value)) {
            faults.add(new AccountFault(key, "other-form", "Leave it empty or enter " + form));
        }
    }

    /** It is sent as it is entered. No page of Flipkart states a seller id's form, so this is wider than those that are seen. */
    private static void identifier(List<AccountFault> faults, Account account, String key, int least, String message) {
        String value = account.settings().getOrDefault(key, "");
        if (value.isBlank()) {
            faults.add(new AccountFault(key, "required", message));
        } else if (!value.matches("[A-Za-z0-9_-]{" + least + ',' + LONGEST + '}')) {
            faults.add(new AccountFault(
                    key,
                    "other-form",
                    "Its form is letters, digits, dashes and underscores, " + least + " to " + LONGEST
                            + " characters, no space. Copy it again from Seller Hub"));
        }
    }

    private static void need(List<AccountFault> faults, Map<String, String> map, String key, String message) {
        if (map.getOrDefault(key, "").isBlank()) {
            faults.add(new AccountFault(key, "required", message));
        }
    }
}
