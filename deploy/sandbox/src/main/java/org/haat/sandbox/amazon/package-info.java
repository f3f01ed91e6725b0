/**
 * Amazon's Selling Partner API for India as a seller's program meets it.
 */
@NullMarked
package org.haat.sandbox.amazon;

import org.jspecify.annotations.NullMarked;
