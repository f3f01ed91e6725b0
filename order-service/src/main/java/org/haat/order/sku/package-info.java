/**
 * What this service needs to know of the agency's goods, built from the catalogue's listing events.
 */
@NullMarked
package org.haat.order.sku;

import org.jspecify.annotations.NullMarked;
