/**
 * Amazon by its Selling Partner API: listings, price, stock, orders and shipments of sellers in any marketplace of the
 * tables beside this code, India first. README.md here names the API versions, the limits and their sources.
 */
@NullMarked
package org.haat.channelsync.channel.amazon;

import org.jspecify.annotations.NullMarked;
