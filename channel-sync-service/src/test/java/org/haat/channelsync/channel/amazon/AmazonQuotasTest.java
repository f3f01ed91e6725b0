package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.http.Quota;
import org.junit.jupiter.api.Test;

class AmazonQuotasTest {
    private static final String EUROPE = "https://sellingpartnerapi-eu.amazon.com";

    private static Account account(String client, String seller, String store) {
        return new Account(
                UUID.randomUUID(),
                "wb-prd",
                Map.of("seller_id", seller, "marketplace_id", store),
                Map.of("client_id", client));
    }

    private static List<Quota> of(Account account, String operation) {
        return AmazonQuotas.scopes(EUROPE).of(account, AmazonQuotas.of(operation));
    }

    @Test
    void storesOfOneSellerInARegionShareTheSellersQuota() {
        List<Quota> india = of(account("app", "A1", "A21TJRUUN4KGV"), "getOrder");
        List<Quota> britain = of(account("app", "A1", "A1F83G8C2ARO7P"), "getOrder");

        assertThat(india).hasSize(1).isEqualTo(britain);
        assertThat(of(account("app", "A2", "A21TJRUUN4KGV"), "getOrder")).isNotEqualTo(india);
        assertThat(of(account("other-app", "A1", "A21TJRUUN4KGV"), "getOrder")).isNotEqualTo(india);
    }

    @Test
    void whatTheApplicationDoesForItselfAllItsSellersShare() {
        for (String operation : List.of("createDestination", "getDestinations", "deleteSubscriptionById")) {
            assertThat(of(account("app", "A1", "IN"), operation))
                    .as(operation)
                    .isEqualTo(of(account("app", "A2", "IN"), operation))
                    .isNotEqualTo(of(account("other-app", "A1", "IN"), operation));
        }
    }

    @Test
    void listingsCallDrawsOnTheApplicationsQuotaToo() {
        List<Quota> first = of(account("app", "A1", "IN"), "patchListingsItem");
        List<Quota> second = of(account("app", "A2", "IN"), "putListingsItem");

        assertThat(first).extracting(Quota::bucket).containsExactly("patchListingsItem", "listingsOfApplication");
        assertThat(first.get(1)).isEqualTo(second.get(1));
        assertThat(first.get(0).group()).isNotEqualTo(first.get(1).group());
    }

    @Test
    void noQuotaNamesAClientOrASeller() {
        assertThat(of(account("amzn1.application-oa2-client.secretish", "A1SELLER", "IN"), "patchListingsItem"))
                .allSatisfy(quota -> assertThat(quota.toString()).doesNotContain("oa2-client", "A1SELLER"));
    }

    @Test
    void accountWithoutAnApplicationHasItsOwn() {
        Account bare = new Account(UUID.randomUUID(), "wb-prd", Map.of(), Map.of());

        assertThat(of(bare, "getOrder")).containsExactly(AmazonQuotas.of("getOrder"));
    }
}
