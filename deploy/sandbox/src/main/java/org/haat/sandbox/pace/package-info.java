/**
 * The sandbox's time: an injected clock, the factor that shortens every delay, and what falls due when.
 */
@NullMarked
package org.haat.sandbox.pace;

import org.jspecify.annotations.NullMarked;
