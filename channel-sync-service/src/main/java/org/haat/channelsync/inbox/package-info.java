/** Issues as people's work: by cause, with who sees to it, all of a cause tried again at once, and causes that rest in quarantine. */
@NullMarked
package org.haat.channelsync.inbox;

import org.jspecify.annotations.NullMarked;
