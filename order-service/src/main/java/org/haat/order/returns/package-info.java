/**
 * Goods that come back: what the channel shows of them, and what a person finds in the parcel. Stock comes back only with what a
 * person says can be sold; money is not touched here.
 */
@NullMarked
package org.haat.order.returns;

import org.jspecify.annotations.NullMarked;
