/**
 * GST on a sale: the split of an inclusive price, and the codes of the States.
 */
@NullMarked
package org.haat.order.tax;

import org.jspecify.annotations.NullMarked;
