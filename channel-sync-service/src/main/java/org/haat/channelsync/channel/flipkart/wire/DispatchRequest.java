package org.haat.channelsync.channel.flipkart.wire;

import java.util.List;

/** Request of {@code POST /v3/shipments/dispatch}: at most 25 shipments of one place. */
public record DispatchRequest(List<String> shipmentIds, String locationId) {}
