/** Stock per location, the append-only ledger, reservations for orders, and what may be sold. */
@NullMarked
package org.haat.catalog.stock;

import org.jspecify.annotations.NullMarked;
