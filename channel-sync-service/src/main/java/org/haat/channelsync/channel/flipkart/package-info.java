/**
 * Flipkart: everything of the Seller API v3 in one folder. Sells what Flipkart's catalogue already knows (an FSN), takes
 * shipments as orders, and keeps its code tables as data. The folder's README names sources, limits and what is unconfirmed.
 */
@NullMarked
package org.haat.channelsync.channel.flipkart;

import org.jspecify.annotations.NullMarked;
