/** Messages of the Selling Partner API, field for field; a field that may be missing is nullable. */
@NullMarked
package org.haat.channelsync.channel.amazon.wire;

import org.jspecify.annotations.NullMarked;
