/**
 * The fault drill behind {@code ./haat faults}: breaks a running Haat on purpose while it works, and then closes the ledger:
 * nothing lost, nothing doubled.
 */
@NullMarked
package org.haat.local.faults;

import org.jspecify.annotations.NullMarked;
