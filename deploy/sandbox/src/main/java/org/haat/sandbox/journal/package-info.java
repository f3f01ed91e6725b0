/**
 * Durable state: an append-only file of entity upserts, replayed and compacted at start.
 */
@NullMarked
package org.haat.sandbox.journal;

import org.jspecify.annotations.NullMarked;
