/**
 * Stops harm before it leaves: channels stopped for everybody, and changes to so many listings of an account at once that a
 * second person looks first.
 */
@NullMarked
package org.haat.channelsync.safety;

import org.jspecify.annotations.NullMarked;
