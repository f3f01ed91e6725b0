/** Keeps every listing and stock figure on the marketplaces true, and brings their orders in. Configuration of the whole. */
@NullMarked
package org.haat.channelsync;

import org.jspecify.annotations.NullMarked;
