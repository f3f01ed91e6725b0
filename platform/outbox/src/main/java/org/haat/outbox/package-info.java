/**
 * An event leaves if and only if its change was committed (outbox and relay), and is applied once (inbox). Delivery is
 * at least once and in order per key; exactly-once is never promised, idempotence is.
 */
@NullMarked
package org.haat.outbox;

import org.jspecify.annotations.NullMarked;
