/**
 * The sandbox's own API: accounts, calls, orders, listings, buyers, switches.
 */
@NullMarked
package org.haat.sandbox.control;

import org.jspecify.annotations.NullMarked;
