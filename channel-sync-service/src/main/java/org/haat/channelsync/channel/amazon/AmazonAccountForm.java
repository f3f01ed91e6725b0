package org.haat.channelsync.channel.amazon;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.SaleMoney;

/** What a store asks of an account: its fields, what is wrong with them, and the money that they say it sells in. */
final class AmazonAccountForm {
    private static final Map<String, String> SECRETS = new TreeMap<>(
            Map.of(
                    "client_id", "Enter the application's LWA client id",
                    "client_secret", "Enter the application's LWA client secret",
                    "refresh_token",
                            "Authorise the application in Seller Central and enter its refresh token, or connect the account afterwards"));
    private final String channel;
    private final AmazonQueue queue;
    private final Clock clock;

    AmazonAccountForm(String channel, AmazonQueue queue, Clock clock) {
        this.channel = channel;
        this.queue = queue;
        this.clock = clock;
    }

    private Marketplace store() {
        return Marketplace.ofChannel(channel, AmazonListings.today(clock));
    }

    private Map<String, String> settings() {
        Marketplace store = store();
        String language = store.languages().size() == 1
                ? "Enter the language of texts, " + store.language()
                : "Enter the language of texts, one of " + String.join(", ", store.languages());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("marketplace_id", "Enter the marketplace id, " + store.id());
        settings.put("language", language);
        settings.put("seller_id", "Enter the merchant token from Seller Central");
        return settings;
    }

    List<AccountField> fields() {
        List<AccountField> fields = new ArrayList<>();
        Map<String, List<String>> choices =
                Map.of("marketplace_id", List.of(store().id()), "language", store().languages());
        settings()
                .forEach((key, hint) ->
                        fields.add(new AccountField(key, false, true, hint, choices.getOrDefault(key, List.of()))));
        fields.add(new AccountField(
                "gtin_exemption",
                false,
                false,
                "Enter true if Amazon exempted the seller from GTINs, else false",
                List.of("true", "false")));
        fields.addAll(ForeignPrices.fields(store()));
        fields.add(new AccountField(
                AmazonConsent.APPLICATION,
                false,
                false,
                "Enter the application's id from Seller Central (amzn1.sellerapps…), if sellers give consent there"));
        fields.add(new AccountField(
                AmazonQueue.URL,
                false,
                false,
                "Enter the address of the SQS queue for notifications, if there is one"));
        for (String key : List.of(AmazonQueue.KEY_ID, AmazonQueue.SECRET)) {
            fields.add(new AccountField(key, true, false, "Enter the key of a user who may use the queue"));
        }
        SECRETS.forEach((key, hint) -> fields.add(new AccountField(key, true, !key.equals("refresh_token"), hint)));
        fields.sort(Comparator.comparing(AccountField::secret).thenComparing(field -> !field.required()));
        return List.copyOf(fields);
    }

    List<AccountFault> check(Account account) {
        List<AccountFault> faults = new ArrayList<>();
        missing(account.settings(), settings(), faults);
        missing(account.secrets(), SECRETS, faults);
        if (AmazonConsent.byConsent(account)) {
            faults.removeIf(fault -> fault.key().equals("refresh_token")); // the seller's consent brings it
        }
        place(account, faults);
        faults.addAll(IdentifierForm.faults(account.settings(), AmazonListings.today(clock)));
        String exemption = account.settings().getOrDefault("gtin_exemption", "false");
        if (!exemption.equals("true") && !exemption.equals("false")) {
            faults.add(new AccountFault(
                    "gtin_exemption",
                    "not-offered",
                    "Enter true if Amazon exempted the seller from GTINs, else false"));
        }
        queue.check(account, faults);
        return List.copyOf(faults);
    }

    private void place(Account account, List<AccountFault> faults) {
        Marketplace store = store();
        String given = account.settings().getOrDefault("marketplace_id", "");
        if (!given.isBlank() && !given.equals(store.id())) {
            String other = Marketplace.find(given, AmazonListings.today(clock))
                    .map(there -> "; " + given + " is channel " + there.channel())
                    .orElse("");
            faults.add(new AccountFault(
                    "marketplace_id", "other-store", "This channel's marketplace is " + store.id() + other));
        }
        String language = account.settings().getOrDefault("language", "");
        if (!language.isBlank() && !store.languages().contains(language)) {
            faults.add(new AccountFault(
                    "language", "not-offered", "This store's texts are in " + String.join(" or ", store.languages())));
        }
        new ForeignPrices(store, account.settings()).check(AmazonListings.today(clock), faults);
    }

    Optional<SaleMoney> saleMoney(Map<String, String> settings, LocalDate on) {
        return new ForeignPrices(store(), settings).money(on);
    }

    private static void missing(Map<String, String> given, Map<String, String> needed, List<AccountFault> faults) {
        needed.forEach((key, remedy) -> {
            if (given.getOrDefault(key, "").isBlank()) {
                faults.add(new AccountFault(key, "required", remedy));
            }
        });
    }
}
