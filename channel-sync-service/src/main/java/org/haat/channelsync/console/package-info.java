/** The pages of operations: accounts, listings, issues, what waits. They ask what the API asks and hold no rule of their own. */
@NullMarked
package org.haat.channelsync.console;

import org.jspecify.annotations.NullMarked;
