package org.haat.channelsync.channel.amazon;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.QuotaScopes;

/** Amazon's usage plans, from {@code quotas.csv}. */
final class AmazonQuotas {
    private static final Map<String, Quota> BY_OPERATION = AmazonTable.rows("quotas.csv", 5).stream()
            .map(row -> new Quota(row[0], Double.parseDouble(row[1]), Integer.parseInt(row[2])))
            .collect(Collectors.toUnmodifiableMap(Quota::operation, quota -> quota));

    /** All listings calls of an application, whoever sells, draw from this one as well. */
    private static final Quota LISTINGS_OF_APPLICATION = of("listingsOfApplication");

    private static final Set<String> LISTINGS = Set.of(
            "putListingsItem", "patchListingsItem", "deleteListingsItem", "getListingsItem", "searchListingsItems");
    /** Calls that the application makes for itself, without a seller. */
    private static final Set<String> OF_APPLICATION =
            Set.of("createDestination", "getDestinations", "deleteSubscriptionById");

    private AmazonQuotas() {}

    /**
     * Amazon counts by application and selling partner: one seller's stores of a region share, and what an application does
     * without a seller it shares with all its sellers.
     *
     * @param region where the stores are
     */
    static QuotaScopes scopes(String region) {
        return (account, quota) -> {
            String client = account.secrets().getOrDefault("client_id", "");
            if (client.isBlank()) {
                return List.of(quota);
            }
            String application = QuotaScopes.group("amazon", region, client);
            if (OF_APPLICATION.contains(quota.bucket())) {
                return List.of(quota.of(application));
            }
            String seller =
                    account.settings().getOrDefault("seller_id", account.id().toString());
            Quota own = quota.of(QuotaScopes.group(application, seller));
            return LISTINGS.contains(quota.bucket())
                    ? List.of(own, LISTINGS_OF_APPLICATION.of(application))
                    : List.of(own);
        };
    }

    static List<CallPlan> plans() {
        return BY_OPERATION.values().stream()
                .filter(quota -> !quota.equals(LISTINGS_OF_APPLICATION))
                .map(quota -> plan(quota.operation()))
                .toList();
    }

    static CallPlan plan(String operation) {
        Quota quota = of(operation);
        return new CallPlan(operation, quota.ratePerSecond(), quota.burst());
    }

    static Quota of(String operation) {
        Quota quota = BY_OPERATION.get(operation);
        if (quota == null) {
            throw new IllegalArgumentException("quotas.csv has no plan for " + operation);
        }
        return quota;
    }
}
