/** The taxonomy of crafts, named in three languages. */
@NullMarked
package org.haat.catalog.craft;

import org.jspecify.annotations.NullMarked;
