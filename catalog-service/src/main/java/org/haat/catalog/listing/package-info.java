/** What may be sold where: saving, approving and publishing products, and telling channels of it. */
@NullMarked
package org.haat.catalog.listing;

import org.jspecify.annotations.NullMarked;
