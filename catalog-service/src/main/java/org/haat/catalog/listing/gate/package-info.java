/** The publish gate: every rule that a product must pass, in one place, for import, API, page and publishing. */
@NullMarked
package org.haat.catalog.listing.gate;

import org.jspecify.annotations.NullMarked;
