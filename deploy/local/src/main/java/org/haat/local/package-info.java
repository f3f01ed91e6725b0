/**
 * Starts all of Haat on one machine: reads the options, owns the data folder and its secrets, and runs the parts until
 * it is told to stop. Everything listens on loopback only.
 */
@NullMarked
package org.haat.local;

import org.jspecify.annotations.NullMarked;
