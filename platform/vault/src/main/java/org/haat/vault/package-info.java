/**
 * Seals secrets at rest and personal data inside events with AES-256-GCM. Keys come from outside the database and carry
 * an id, so that old values stay readable while a new key takes over.
 */
@NullMarked
package org.haat.vault;

import org.jspecify.annotations.NullMarked;
