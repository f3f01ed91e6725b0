package org.haat.channelsync.channel.flipkart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;

/** Form of an account's settings and secrets, all faults at once. */
final class FlipkartAccountCheck {
    private FlipkartAccountCheck() {}

    static List<AccountFault> faults(Account account) {
        List<AccountFault> faults = new ArrayList<>();
        need(faults, account.settings(), "seller_id", "Enter the seller id of the Flipkart account");
        String location = need(
                faults,
                account.settings(),
                "location_id",
                "Enter the id of the place of dispatch; Seller Hub shows it under Locations");
        if (!location.isEmpty() && !location.matches("[A-Za-z0-9_-]{3,64}")) {
            faults.add(new AccountFault("location_id", "A location id has 3 to 64 letters and digits"));
        }
        need(faults, account.secrets(), "app_id", "Enter the application id from Manage API Access");
        need(faults, account.secrets(), "app_secret", "Enter the application secret from Manage API Access");
        grant(faults, account);
        String days = account.settings().getOrDefault("dispatch_sla", "").strip();
        if (!days.isEmpty() && !days.matches("[1-9]\\d?")) {
            faults.add(new AccountFault("dispatch_sla", "Enter the days to hand-over as a whole number from 1 to 99"));
        }
        return List.copyOf(faults);
    }

    private static void grant(List<AccountFault> faults, Account account) {
        String grant = FlipkartAuth.grant(account);
        if (grant.equals(FlipkartAuth.PARTNER)) {
            need(faults, account.secrets(), "refresh_token", "The seller has to give consent first");
        } else if (!grant.equals(FlipkartAuth.SELF_ACCESS)) {
            faults.add(new AccountFault(
                    "grant",
                    "Use " + FlipkartAuth.SELF_ACCESS + " for one's own account or " + FlipkartAuth.PARTNER
                            + " for a seller who gave consent"));
        }
    }

    private static String need(List<AccountFault> faults, Map<String, String> map, String key, String message) {
        String value = map.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            faults.add(new AccountFault(key, message));
        }
        return value;
    }
}
