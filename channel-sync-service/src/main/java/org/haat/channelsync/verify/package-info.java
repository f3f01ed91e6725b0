/** Accepted is not live: reads listings back until the channel itself shows them, or until their time is up. */
@NullMarked
package org.haat.channelsync.verify;

import org.jspecify.annotations.NullMarked;
