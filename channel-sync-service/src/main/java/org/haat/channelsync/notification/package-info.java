/** A channel's push is a hint: it is checked and stored before it is answered, and the truth is fetched after. */
@NullMarked
package org.haat.channelsync.notification;

import org.jspecify.annotations.NullMarked;
