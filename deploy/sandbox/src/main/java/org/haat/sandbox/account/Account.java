package org.haat.sandbox.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A seller's account on one marketplace.
 *
 * @param name given by whoever registered it; unique per partner
 * @param clientId Amazon's LWA client id or Flipkart's application id
 * @param clientSecret Amazon's LWA client secret or Flipkart's application secret
 * @param refreshToken Amazon only
 * @param place Amazon's marketplace id or Flipkart's location id
 */
public record Account(
        String partner,
        String name,
        String displayName,
        String sellerId,
        String clientId,
        String clientSecret,
        @Nullable String refreshToken,
        String place,
        Instant created) {

    public static final String AMAZON = "amazon-in";
    public static final String FLIPKART = "flipkart";

    public String key() {
        return partner + "/" + name;
    }

    /** The credentials under the names the marketplace gives them. */
    public Map<String, Object> credentials() {
        Map<String, Object> c = new LinkedHashMap<>();
        c.put("partner", partner);
        c.put("name", name);
        c.put("displayName", displayName);
        c.put("sellerId", sellerId);
        boolean amazon = partner.equals(AMAZON);
        c.put(amazon ? "clientId" : "appId", clientId);
        c.put(amazon ? "clientSecret" : "appSecret", clientSecret);
        if (refreshToken != null) {
            c.put("refreshToken", refreshToken);
        }
        c.put(amazon ? "marketplaceId" : "locationId", place);
        return c;
    }

    /** What anyone may see of it. */
    public Map<String, Object> summary() {
        Map<String, Object> c = credentials();
        c.keySet().removeAll(java.util.Set.of("clientSecret", "appSecret", "refreshToken"));
        c.put("created", created);
        return c;
    }
}
