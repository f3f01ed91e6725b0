package org.haat.sandbox.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A seller's account on one marketplace.
 *
 * @param name given by whoever registered it; unique per partner
 * @param clientId Amazon's LWA client id or Flipkart's application id
 * @param clientSecret Amazon's LWA client secret or Flipkart's application secret
 * @param refreshToken Amazon only
 * @param place Amazon's marketplace id or Flipkart's location id
 * @param otherPlaces further locations of a Flipkart seller, from which no buyer is served; null: none
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
        @Nullable List<String> otherPlaces,
        Instant created) {

    public static final String AMAZON = "amazon-in";
    public static final String FLIPKART = "flipkart";

    public String key() {
        return partner + "/" + name;
    }

    /** All of the seller's locations, the one that serves buyers first. */
    public List<String> places() {
        return otherPlaces == null
                ? List.of(place)
                : Stream.concat(Stream.of(place), otherPlaces.stream()).toList();
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
        if (otherPlaces != null) {
            c.put("otherLocationIds", otherPlaces);
        }
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
