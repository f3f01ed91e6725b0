/** GST rates by HSN, price and date, from dated rows. */
@NullMarked
package org.haat.catalog.tax;

import org.jspecify.annotations.NullMarked;
