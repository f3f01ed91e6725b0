/**
 * Sends differences to the channels: claims the most urgent work of a lane, writes the call down, makes it, and settles
 * each line by what the channel said.
 */
@NullMarked
package org.haat.channelsync.publish;

import org.jspecify.annotations.NullMarked;
