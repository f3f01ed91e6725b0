/**
 * The reference channel: a small marketplace in memory that behaves like the real ones. Listings go live some reads after
 * they were accepted, prices and stock are kept, buyers place orders, and every fault can be asked for. The conformance kit
 * is tested on it, and whoever writes a new channel starts from its layout.
 */
@NullMarked
package org.haat.channelsync.channel.memory;

import org.jspecify.annotations.NullMarked;
