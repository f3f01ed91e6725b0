/**
 * Serves each account by exactly one replica, in lanes that never wait for one another. Knows nothing of what a lane does.
 */
@NullMarked
package org.haat.channelsync.engine;

import org.jspecify.annotations.NullMarked;
