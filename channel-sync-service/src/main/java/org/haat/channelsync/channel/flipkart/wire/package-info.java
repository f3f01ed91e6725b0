/** Flipkart's messages as they travel: one record a message, null where Flipkart may leave a field out. */
@NullMarked
package org.haat.channelsync.channel.flipkart.wire;

import org.jspecify.annotations.NullMarked;
