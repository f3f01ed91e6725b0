/** Child processes: starting, watching, restarting and stopping them, so that none outlives the program. */
@NullMarked
package org.haat.local.process;

import org.jspecify.annotations.NullMarked;
