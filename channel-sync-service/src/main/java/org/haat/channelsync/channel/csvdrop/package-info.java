/**
 * Partners who work with files: prices, stock and listings leave as CSV, orders come back as CSV, in a folder of this machine.
 * README.md here is the agreement with the partner. A file shows nothing of what became of it, so accepted is all we can know.
 */
@NullMarked
package org.haat.channelsync.channel.csvdrop;

import org.jspecify.annotations.NullMarked;
