/** Draws the sample's product pictures: textile and craft patterns, the same for the same product each time. */
@NullMarked
package org.haat.local.pictures;

import org.jspecify.annotations.NullMarked;
