package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlipkartAccountCheckTest {
    @Test
    void ownAccountNeedsNoConsent() {
        assertThat(keys(Map.of())).isEmpty();
        assertThat(keys(Map.of("grant", "client_credentials"))).isEmpty();
    }

    @Test
    void anotherSellersAccountMayBeOpenedBeforeTheSellerConsents() {
        assertThat(keys(Map.of("grant", "refresh_token"))).isEmpty();
        assertThat(keys(Map.of("grant", "password"))).containsExactly("grant");
    }

    @Test
    void everythingOddIsToldAtOnce() {
        assertThat(keys(Map.of(
                        "seller_id", "s 1",
                        "location_id", "../x",
                        "dispatch_sla", "0",
                        "pack_tax_rate", "five",
                        "pack_parcel", "30 x 22")))
                .containsExactly("seller_id", "location_id", "dispatch_sla", "pack_tax_rate", "pack_parcel");
        assertThat(keys(Map.of("dispatch_sla", "3", "pack_tax_rate", "12.5", "pack_parcel", "30x22x4x320")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s 1", " s1", "s1 ", "s/1", "বিক্রেতা", "s1?x=1", "s\u0000"})
    void identifiersThatCannotBeSentAreTold(String odd) {
        assertThat(keys(Map.of("seller_id", odd))).containsExactly("seller_id");
        assertThat(keys(Map.of("location_id", odd))).containsExactly("location_id");
    }

    @Test
    void formOffersEveryKeyThatTheCheckKnows() {
        assertThat(FlipkartAccountCheck.FIELDS)
                .extracting(AccountField::key)
                .contains("grant", "refresh_token", "seller_id", "location_id", "app_id", "app_secret");
    }

    private static List<String> keys(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("seller_id", "s1", "location_id", Listings.LOCATION));
        all.putAll(settings);
        Account account = new Account(UUID.randomUUID(), "mp-srlm", all, Map.of("app_id", "a", "app_secret", "s"));
        return FlipkartAccountCheck.faults(account).stream()
                .map(AccountFault::key)
                .toList();
    }
}
