/** Sellers who let an application in on the marketplace's own page, and what their browser brings back. */
@NullMarked
package org.haat.channelsync.consent;

import org.jspecify.annotations.NullMarked;
