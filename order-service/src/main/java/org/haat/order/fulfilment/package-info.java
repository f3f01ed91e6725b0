/**
 * Shipments: what left, with which carrier, and what the channel said to it.
 */
@NullMarked
package org.haat.order.fulfilment;

import org.jspecify.annotations.NullMarked;
