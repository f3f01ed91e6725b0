/**
 * A training stand-in for the marketplaces: own process, own state, no service of Haat depends on it.
 */
@NullMarked
package org.haat.sandbox;

import org.jspecify.annotations.NullMarked;
