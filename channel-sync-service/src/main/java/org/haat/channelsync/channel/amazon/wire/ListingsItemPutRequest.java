package org.haat.channelsync.channel.amazon.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Body of putListingsItem (Listings Items 2021-08-01): replaces all that the seller said about the item. */
public record ListingsItemPutRequest(String productType, String requirements, ObjectNode attributes) {}
