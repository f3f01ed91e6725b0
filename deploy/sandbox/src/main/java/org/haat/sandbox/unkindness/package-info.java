/**
 * Switches that make a marketplace misbehave: one declarative fault with a matcher and a remainder.
 */
@NullMarked
package org.haat.sandbox.unkindness;

import org.jspecify.annotations.NullMarked;
