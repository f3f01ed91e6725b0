package org.haat.channelsync.channel.flipkart.wire;

import java.util.List;

/** Request of {@code POST /v3/shipments/cancel}: at most 25 shipments. */
public record CancelRequest(List<Cancel> shipments) {

    /** @param reason one of Flipkart's own words */
    public record Cancel(String shipmentId, String locationId, List<String> cancellationGroupIds, String reason) {}
}
