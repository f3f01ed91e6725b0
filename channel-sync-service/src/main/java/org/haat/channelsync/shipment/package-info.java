/** Tells the channel of goods that left, step by step until the channel shows them as shipped, and tells order-service. */
@NullMarked
package org.haat.channelsync.shipment;

import org.jspecify.annotations.NullMarked;
