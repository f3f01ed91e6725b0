/** Products (one row per SKU), their content, terms and states. */
@NullMarked
package org.haat.catalog.product;

import org.jspecify.annotations.NullMarked;
